import classes from './Chart.module.css';
import { barWidthPx, dashPx, joinedMarks, type PlacedMark, placedMarks } from './chartGeometry.ts';
import type { ChartSeries } from './chartSeries.ts';
import type { PlotArea } from './plotArea.ts';
import { seriesStyle } from './seriesStyle.ts';

interface SeriesMarksProps {
  series: ChartSeries;
  /** Among the series that are no guides. */
  place: number;
  plot: PlotArea;
}

/** One series, as its mark says. */
export function SeriesMarks({ series, place, plot }: SeriesMarksProps) {
  const marks = placedMarks(series, plot);
  if (series.guide) return <polyline className={classes.guide} points={joined(marks)} />;
  const { mark = 'line' } = series;
  const { dash, ...look } = seriesStyle(place, series.colour);
  const { corners, dotted } = joinedMarks(mark, marks);
  const barPx = barWidthPx(plot, marks.length);
  const zeroPx = plot.yOf(0);
  return (
    <g {...look}>
      <polyline className={classes.line} strokeDasharray={dash} points={joined(corners)} />
      {marks.map(({ x, y, interval }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a mark is its place
        <g key={i} className={classes.mark}>
          {mark === 'bars' && (
            <rect x={x - barPx / 2} width={barPx} y={Math.min(y, zeroPx)} height={Math.abs(zeroPx - y)} />
          )}
          {interval && <line x1={x} x2={x} y1={interval[0]} y2={interval[1]} />}
          {mark === 'dashes' && (
            <line className={classes.dash} x1={x - dashPx} x2={x + dashPx} y1={y} y2={y} />
          )}
          {dotted && <circle cx={x} cy={y} r={2.5} />}
        </g>
      ))}
    </g>
  );
}

function joined(marks: readonly PlacedMark[]): string {
  return marks.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
}
