import classes from './Chart.module.css';
import type { ChartSeries } from './chartSeries.ts';
import { seriesStyle } from './seriesStyle.ts';

interface ChartLegendProps {
  /** Without the guides. */
  series: readonly ChartSeries[];
  yLabel: string;
}

/** What the vertical axis measures, and the names of the series where there are several. */
export function ChartLegend({ series, yLabel }: ChartLegendProps) {
  return (
    <span className={classes.legend}>
      <span>{yLabel}</span>
      {series.length > 1 &&
        series.map((each, i) => (
          <span key={each.name} className={classes.key}>
            <SeriesKey series={each} place={i} />
            {each.name}
          </span>
        ))}
    </span>
  );
}

/** A small piece of a series, beside its name. */
export function SeriesKey({
  series: { mark = 'line', colour },
  place,
}: {
  series: ChartSeries;
  place: number;
}) {
  const { dash, ...look } = seriesStyle(place, colour);
  return (
    <svg
      {...look}
      className={`${classes.keyMark} ${look.className}`}
      width={18}
      height={10}
      aria-hidden="true"
    >
      {mark === 'bars' && <rect x={6} y={1} width={6} height={8} fill="currentColor" />}
      {(mark === 'steps' || mark.includes('line')) && (
        <line className={classes.line} x1={0} x2={18} y1={5} y2={5} strokeDasharray={dash} />
      )}
      {mark === 'dashes' && <line className={classes.line} x1={5} x2={13} y1={5} y2={5} />}
      {mark.startsWith('dot') && <circle cx={9} cy={5} r={2.5} fill="currentColor" />}
    </svg>
  );
}
