import type { Figure, Mark } from '../../../contracts/figure.ts';
import { tickText } from '../chartScale.ts';

/** One bar of a histogram. */
interface FigureBar {
  /** The word of a category; absent for a bin of numbers. */
  word?: string;
  /** Ends of a bin, the upper one left out but of the last. */
  from?: number;
  to?: number;
  /** Galaxies in it, and those of them that pass the filters; alike without filters. */
  all: number;
  passing: number;
}

interface BarsSpec {
  label: string;
  bars: readonly FigureBar[];
  unit?: string;
}

const [widthPx, heightPx, leftPx, topPx, belowPx] = [560, 280, 64, 16, 40];
const wordLinePx = 22;
const letters = 30;

/** A histogram as a figure: bins upright from left to right, words one below the other; all of them pale, what passes over it. */
export function barsFigure({ label, bars, unit }: BarsSpec): Figure {
  const most = Math.max(1, ...bars.map(({ all }) => all));
  const ofWords = bars.some(({ word }) => word !== undefined);
  return {
    title: label,
    draw: ink => {
      const pale = { kind: 'box', fill: ink.line } as const;
      const full = { kind: 'box', fill: ink.text } as const;
      const word = { kind: 'text', colour: ink.muted, sizePx: 11 } as const;
      if (ofWords) {
        const trackPx = widthPx - 320;
        const marks = bars.flatMap(({ word: name = '', all, passing }, i): Mark[] => {
          const yPx = topPx + i * wordLinePx;
          const shown = name.length > letters ? `${name.slice(0, letters - 1)}…` : name;
          const numbers = all === passing ? tickText(all) : `${tickText(passing)} of ${tickText(all)}`;
          return [
            { ...word, colour: ink.text, xPx: 8, yPx: yPx + 12, text: shown },
            { ...pale, xPx: 210, yPx: yPx + 3, widthPx: (trackPx * all) / most, heightPx: 10 },
            { ...full, xPx: 210, yPx: yPx + 3, widthPx: (trackPx * passing) / most, heightPx: 10 },
            { ...word, xPx: 220 + trackPx, yPx: yPx + 12, text: numbers },
          ];
        });
        return { widthPx, heightPx: topPx + bars.length * wordLinePx + 8, marks };
      }
      const stepPx = (widthPx - leftPx - 8) / Math.max(1, bars.length);
      const bottomPx = heightPx - belowPx;
      const tallPx = (count: number) => ((bottomPx - topPx) * count) / most;
      const box = (count: number, i: number) => ({
        xPx: leftPx + i * stepPx,
        yPx: bottomPx - tallPx(count),
        widthPx: Math.max(1, stepPx - 1),
        heightPx: tallPx(count),
      });
      const [first, last] = [bars.at(0)?.from, bars.at(-1)?.to];
      const ends: Mark[] =
        first === undefined || last === undefined
          ? []
          : [
              { ...word, xPx: leftPx, yPx: bottomPx + 14, text: tickText(first) },
              {
                ...word,
                xPx: widthPx - 8,
                yPx: bottomPx + 14,
                text: `${tickText(last)}${unit ? ` ${unit}` : ''}`,
                anchor: 'end',
              },
            ];
      return {
        widthPx,
        heightPx,
        marks: [
          ...bars.map(({ all }, i): Mark => ({ ...pale, ...box(all, i) })),
          ...bars.map(({ passing }, i): Mark => ({ ...full, ...box(passing, i) })),
          {
            kind: 'line',
            colour: ink.muted,
            points: [
              [leftPx, bottomPx],
              [widthPx - 8, bottomPx],
            ],
          },
          { ...word, xPx: leftPx - 6, yPx: topPx + 8, text: tickText(most), anchor: 'end' },
          { ...word, xPx: leftPx - 6, yPx: bottomPx, text: '0', anchor: 'end' },
          ...ends,
          { ...word, xPx: (leftPx + widthPx) / 2, yPx: heightPx - 8, text: label, anchor: 'middle' },
        ],
      };
    },
    numbers: () => ({
      names: [...(ofWords ? ['word'] : ['from', 'to']), 'galaxies', 'passing'],
      rows: bars.map(({ word, from = null, to = null, all, passing }) => [
        ...(ofWords ? [word ?? null] : [from, to]),
        all,
        passing,
      ]),
    }),
  };
}
