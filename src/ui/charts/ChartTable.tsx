import { formatCount, formatNumber, nullSign } from '../text/quantity.ts';
import classes from './Chart.module.css';
import type { ChartReading } from './chartSeries.ts';
import { type ChartWords, seriesValueText } from './chartWords.ts';

const mostLines = 200; // more than anybody reads; a curve over thousands of thresholds has as many points

/** The numbers of a chart, one line for each x; where there are too many, evenly spread ones. */
export function ChartTable({ readings, words }: { readings: readonly ChartReading[]; words: ChartWords }) {
  const { label, xLabel, yLabel, names } = words;
  const shown = evenly(readings, mostLines);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={classes.numbers} tabIndex={0} aria-label={`Numbers: ${label}`}>
      <table>
        {shown.length < readings.length && (
          <caption>
            {formatCount(shown.length)} of {formatCount(readings.length)}, evenly spread
          </caption>
        )}
        <thead>
          <tr>
            <th scope="col">{xLabel}</th>
            {names.map(name => (
              <th key={name} scope="col">
                {names.length > 1 ? name : yLabel}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(({ x, values }) => (
            <tr key={x}>
              <th scope="row">{formatNumber(x)}</th>
              {names.map((name, i) => {
                const value = values[i];
                return <td key={name}>{value ? seriesValueText(value) : nullSign}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** At most `most` of them, the first and the last among them. */
function evenly<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, i) => all[Math.round((i * (all.length - 1)) / (most - 1))]);
}
