import classes from './Chart.module.css';
import type { ChartSeries } from './chartSeries.ts';
import type { PlotArea } from './plotArea.ts';
import { seriesStyle } from './seriesStyle.ts';

interface SeriesMarksProps {
  series: ChartSeries;
  /** Among the series that are no guides. */
  place: number;
  plot: PlotArea;
}

/** A point in CSS pixels. */
interface Mark {
  x: number;
  y: number;
  /** Upper and lower end of its interval. */
  interval?: readonly [high: number, low: number];
}

const dashPx = 4; // to each side
const widestBarPx = 48;

/** One series, as its mark says. */
export function SeriesMarks({ series, place, plot }: SeriesMarksProps) {
  const marks = marksOf(series, plot);
  if (series.guide) return <polyline className={classes.guide} points={joined(marks)} />;
  const { mark = 'line' } = series;
  const { dash, ...look } = seriesStyle(place, series.colour);
  const corners = mark === 'steps' ? stepped(marks) : mark.includes('line') ? marks : [];
  const dotted = mark.startsWith('dot') || (mark === 'line' && marks.length === 1); // a line of one point is none
  const barPx = Math.min(widestBarPx, (0.8 * (plot.rightPx - plot.leftPx)) / marks.length);
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

function marksOf({ points, intervals }: ChartSeries, { xOf, yOf }: PlotArea): Mark[] {
  return points.flatMap(([x, y], i) => {
    const at = { x: xOf(x), y: yOf(y) };
    if (!Number.isFinite(at.x) || !Number.isFinite(at.y)) return [];
    const ends = intervals?.[i];
    return ends?.every(Number.isFinite) ? [{ ...at, interval: [yOf(ends[1]), yOf(ends[0])] as const }] : [at];
  });
}

function stepped(marks: readonly Mark[]): Mark[] {
  return marks.flatMap((mark, i) => (i === 0 ? [mark] : [{ x: mark.x, y: marks[i - 1].y }, mark]));
}

function joined(marks: readonly Mark[]): string {
  return marks.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
}
