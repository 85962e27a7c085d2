import type { FigureInk, Mark } from '../../../contracts/figure.ts';
import { wrapped } from '../../../data/figures/creditLine.ts';
import { nullColour, type Rgb } from '../../../maths/images/colourScale.ts';
import { formatNumber } from '../../../ui/text/quantity.ts';
import { type LegendKey, type NumberKey, otherGrey } from '../points/pointColours.ts';

interface LegendWords {
  /** What the colours show; null where they show nothing. */
  column: string | null;
  key: LegendKey;
  /** How the map was drawn, and of what. */
  caption: string;
}

const marginPx = 16;
const linePx = 22;
const swatchPx = 12;
const letterPx = 7; // of Inter at 13 px, on average
const captionPx = { size: 11, line: 15, letter: 5.8 }; // as the credit below (data/figures/svgFile.ts)
const barPx = { width: 240, height: 12 };
const ticksOfBar = 5;

/** What the colours mean, below a map: each category with its colour, or the bar of a scale with its values; then the caption. */
export function legendMarks(
  { column, key, caption }: LegendWords,
  widthPx: number,
  topPx: number,
  ink: FigureInk,
): { marks: Mark[]; heightPx: number } {
  const drawn =
    column === null || key.kind === 'plain'
      ? { marks: [], heightPx: 0 }
      : key.kind === 'number'
        ? scaleMarks(column, key, topPx + marginPx, ink)
        : categoryMarks(entriesOf(column, key), widthPx, topPx + marginPx, ink);
  const belowPx = topPx + marginPx + drawn.heightPx;
  const lines = wrapped(caption, Math.max(20, (widthPx - 2 * marginPx) / captionPx.letter));
  const words = lines.map(
    (text, i): Mark => ({
      kind: 'text',
      xPx: marginPx,
      yPx: belowPx + (i + 1) * captionPx.line,
      text,
      colour: ink.muted,
      sizePx: captionPx.size,
    }),
  );
  const heightPx = marginPx + drawn.heightPx + linePx + (lines.length - 1) * captionPx.line;
  return { marks: [...drawn.marks, ...words], heightPx };
}

/** A colour and what it means. */
interface Entry {
  colour: Rgb | null;
  text: string;
}

/** The name of the column, then each category, the rarer ones together, and galaxies without a value. */
function entriesOf(column: string, key: Extract<LegendKey, { kind: 'category' }>): Entry[] {
  const all = key.entries.map(({ colour, name }) => ({ colour, text: name }));
  return [
    { colour: null, text: `${column}:` },
    ...all,
    ...(key.others ? [{ colour: otherGrey, text: 'others' }] : []),
    ...(key.nulls > 0 ? [{ colour: nullColour, text: noValue }] : []),
  ];
}

const noValue = 'no value'; // as the legend on screen says

/** From left to right, on the next line where one does not fit. */
function categoryMarks(entries: readonly Entry[], widthPx: number, topPx: number, ink: FigureInk) {
  let [xPx, line] = [marginPx, 0];
  const marks = entries.flatMap(({ colour, text }): Mark[] => {
    const entryPx = letterPx * text.length + (colour ? swatchPx + 6 : 0);
    if (xPx > marginPx && xPx + entryPx > widthPx - marginPx) [xPx, line] = [marginPx, line + 1];
    const [atPx, middlePx] = [xPx, topPx + (line + 0.5) * linePx];
    xPx += entryPx + marginPx;
    const word = { kind: 'text', yPx: middlePx + 4, text, colour: ink.text, sizePx: 13 } as const;
    if (!colour) return [{ ...word, xPx: atPx }];
    return [swatch(colour, atPx, middlePx), { ...word, xPx: atPx + swatchPx + 6 }];
  });
  return { marks, heightPx: (line + 1) * linePx };
}

/** @param middlePx its height on the page */
function swatch(colour: Rgb, xPx: number, middlePx: number): Mark {
  const side = { widthPx: swatchPx, heightPx: swatchPx };
  return { kind: 'box', xPx, yPx: middlePx - swatchPx / 2, ...side, fill: css(colour) };
}

/** The bar of a scale, even values below it; says where galaxies lie beyond its ends, and beside it which have no value. */
function scaleMarks(column: string, key: NumberKey, topPx: number, ink: FigureInk) {
  const { low, high, stops, unit, below, above } = key;
  const stepPx = barPx.width / stops.length;
  const word = { kind: 'text', colour: ink.text, sizePx: 12 } as const;
  const marks: Mark[] = [
    { ...word, xPx: marginPx, yPx: topPx + 12, text: unit ? `${column}, ${unit}` : column, sizePx: 13 },
    ...stops.map(
      (colour, i): Mark => ({
        kind: 'box',
        xPx: marginPx + i * stepPx,
        yPx: topPx + 20,
        widthPx: stepPx + 0.5, // no seam between two
        heightPx: barPx.height,
        fill: css(colour),
      }),
    ),
  ];
  for (let i = 0; i < ticksOfBar; i++) {
    const share = i / (ticksOfBar - 1);
    const xPx = marginPx + share * barPx.width;
    const ends = i === 0 && below > 0 ? '≤ ' : i === ticksOfBar - 1 && above > 0 ? '≥ ' : '';
    const text = `${ends}${formatNumber(low + share * (high - low), 3)}`;
    const anchor = i === 0 ? 'start' : i === ticksOfBar - 1 ? 'end' : 'middle';
    marks.push(
      {
        kind: 'line',
        points: [
          [xPx, topPx + 32],
          [xPx, topPx + 36],
        ],
        colour: ink.muted,
      },
      { ...word, xPx, yPx: topPx + 48, text, anchor, sizePx: 11 },
    );
  }
  if (key.nulls > 0) {
    const [xPx, middlePx] = [marginPx + barPx.width + 2 * marginPx, topPx + 20 + barPx.height / 2];
    marks.push(swatch(nullColour, xPx, middlePx));
    marks.push({ ...word, xPx: xPx + swatchPx + 6, yPx: middlePx + 4, text: noValue });
  }
  return { marks, heightPx: 58 };
}

const css = ([r, g, b]: Rgb) => `rgb(${r} ${g} ${b})`;
