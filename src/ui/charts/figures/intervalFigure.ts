import type { Figure, Mark } from '../../../contracts/figure.ts';
import { formatPercent } from '../../text/quantity.ts';
import { chartScale } from '../chartScale.ts';
import type { IntervalBar } from '../intervalBar.ts';
import { seriesInk } from './seriesInk.ts';

interface IntervalSpec {
  label: string;
  bars: readonly IntervalBar[];
  low: number;
  high: number;
  guide?: number;
  /** The numbers of a bar in words. Default: as percentages. */
  text?(bar: IntervalBar): string;
}

const linePx = 24;
const namePx = 200;
const trackPx = 200;
const numbersPx = 180;
const letters = 30; // of a name that fit

/** Shares with their intervals as a figure. */
export function intervalFigure({ label, bars, low, high, guide, text = percentText }: IntervalSpec): Figure {
  const xOf = chartScale('linear', [low, high], [namePx, namePx + trackPx]);
  return {
    title: label,
    draw: ink => {
      const marks: Mark[] = bars.flatMap((bar, i): Mark[] => {
        const yPx = 8 + (i + 0.5) * linePx;
        const colour = seriesInk(bar.place ?? 0, bar.colour, ink);
        const name = bar.name.length > letters ? `${bar.name.slice(0, letters - 1)}…` : bar.name;
        return [
          { kind: 'text', xPx: 8, yPx: yPx + 4, text: name, colour: ink.text },
          {
            kind: 'line',
            points: [
              [namePx, yPx],
              [namePx + trackPx, yPx],
            ],
            colour: ink.line,
          },
          {
            kind: 'line',
            points: [
              [xOf(bar.low), yPx],
              [xOf(bar.high), yPx],
            ],
            colour,
            widthPx: 2,
          },
          { kind: 'dots', placesPx: [xOf(bar.value), yPx], radiusPx: 4, colour },
          { kind: 'text', xPx: namePx + trackPx + 12, yPx: yPx + 4, text: text(bar), colour: ink.text },
        ];
      });
      const heightPx = 16 + bars.length * linePx;
      if (guide !== undefined) {
        const x = xOf(guide);
        marks.unshift({
          kind: 'line',
          points: [
            [x, 8],
            [x, heightPx - 8],
          ],
          colour: ink.muted,
          dash: '1 3',
        });
      }
      return { widthPx: namePx + trackPx + numbersPx, heightPx, marks };
    },
    numbers: () => ({
      names: ['name', 'value', 'low', 'high', 'note'],
      rows: bars.map(({ name, value, low: least, high: most, note }) => [
        name,
        value,
        least,
        most,
        note ?? null,
      ]),
    }),
  };
}

function percentText({ value, low, high, note = '' }: IntervalBar): string {
  return `${formatPercent(value)} (${(100 * low).toFixed(0)}–${(100 * high).toFixed(0)}) ${note}`.trim();
}
