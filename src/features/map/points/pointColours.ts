import { type CategoryColumn, type Column, type NumberColumn, nullCode } from '../../../contracts/column.ts';
import { fewWholeNumbers } from '../../../maths/catalogue/fewWholeNumbers.ts';
import {
  categoryColour,
  cividis,
  diverging,
  divergingShare,
  nullColour,
  type Rgb,
} from '../../../maths/images/colourScale.ts';

/** What the legend says about a painting. */
export type LegendKey = PlainKey | NumberKey | CategoryKey;

interface PlainKey {
  kind: 'plain';
  colour: Rgb;
}

/** Legend of a column of numbers. */
export interface NumberKey {
  kind: 'number';
  /** Values at the two ends of the scale; what lies beyond them takes the colour of the end. */
  low: number;
  high: number;
  /** How many lie beyond the ends. */
  below: number;
  above: number;
  unit?: string;
  centre?: number;
  /** Colours from low to high, evenly spaced. */
  stops: Rgb[];
  nulls: number;
  /** True where the values differ so little that full colour would mislead: the scale is wider than they are. */
  nearlyConstant: boolean;
}

/** Legend of a column of categories. */
export interface CategoryKey {
  kind: 'category';
  /** In the column's own order. */
  entries: { code: number; name: string; count: number; colour: Rgb }[];
  /** The rarer ones that share a colour. */
  others: { names: string[]; count: number } | null;
  nulls: number;
}

/** The colour of every galaxy. */
export interface Painting {
  /** (n, 4) row-major, 0–255 */
  rgba: Uint8Array;
  /** (n) 1 where a galaxy has no value: drawn beneath the others */
  under: Uint8Array;
  key: LegendKey;
}

/** Which ground the colours stand on. */
type Ground = 'dark' | 'light';

const alpha = 225; // crowds shine through each other a little
const nullAlpha = 110; // what has no value steps back
/** Colour that the rarer categories share. */
export const otherGrey: Rgb = [178, 178, 178]; // lighter than null, and no colour either
const plain: Record<Ground, Rgb> = { dark: [168, 180, 202], light: [70, 84, 110] }; // ink's muted tone
const seen: Record<Ground, [number, number]> = { dark: [0.2, 1], light: [0, 0.88] }; // part of cividis that stands out from the ground
const asked = 50_000; // values that tell the ends of a scale; every k-th of more, whose sorting would hold up the page
const tails = 0.01; // one galaxy in a hundred at either end may be an outlier
const stopCount = 33; // a gradient drawn from these differs from the scale by less than one step of 255
const ownColours = 14; // categories with a colour of their own: Okabe & Ito's, plain and lightened; the rest share one

/** Colours by a column; without one all are alike. @param rowCount n */
export function paint(column: Column | null, rowCount: number, ground: Ground): Painting {
  const kinds = column && kindsOf(column);
  if (kinds) return paintCategories(kinds);
  if (column?.kind === 'number') return paintNumbers(column, ground);
  const colours = new Uint32Array(rowCount).fill(paletteOf([[plain[ground], alpha]])[0]);
  return {
    rgba: new Uint8Array(colours.buffer),
    under: new Uint8Array(rowCount),
    key: { kind: 'plain', colour: plain[ground] },
  };
}

/** The kinds a column tells: its words, or its few whole numbers; null where it measures. */
export function kindsOf(column: Column): Pick<CategoryColumn, 'categories' | 'codes'> | null {
  if (column.kind === 'category') return column;
  if (column.kind === 'text') return null;
  const kinds = fewWholeNumbers(column.values);
  if (!kinds) return null;
  const codes = Uint8Array.from(column.values, value =>
    Number.isNaN(value) ? nullCode : kinds.indexOf(value),
  );
  return { categories: kinds.map(String), codes };
}

/** The q-quantile of ascending values, linear between them (Hyndman & Fan 1996, type 7). */
export function quantile(ascending: ArrayLike<number>, q: number): number {
  const at = (ascending.length - 1) * q;
  const i = Math.floor(at);
  const next = Math.min(i + 1, ascending.length - 1);
  return ascending[i] + (at - i) * (ascending[next] - ascending[i]);
}

/** Ends of the scale: the 1st and 99th percentile, or all where these coincide; a centre is always on it. */
function scaleEnds(values: ArrayLike<number>, centre: number | undefined): [number, number] {
  const step = Math.ceil(values.length / asked);
  const sample = new Float64Array(Math.min(values.length, asked));
  let count = 0;
  for (let i = 0; i < values.length; i += step) if (Number.isFinite(values[i])) sample[count++] = values[i];
  const ascending = sample.subarray(0, count).sort();
  if (ascending.length === 0) return [Number.NaN, Number.NaN];
  let low = quantile(ascending, tails);
  let high = quantile(ascending, 1 - tails);
  if (low === high) [low, high] = [ascending[0], ascending[ascending.length - 1]];
  return centre === undefined ? [low, high] : [Math.min(low, centre), Math.max(high, centre)];
}

const leastShareSpan = 0.1; // of values between 0 and 1: vote fractions that differ by less look alike
const leastSpan = 0.01; // of the size of other values

/** Ends far enough apart for full colour, about the same middle. */
function widened(low: number, high: number): { low: number; high: number; nearlyConstant: boolean } {
  if (low === high) return { low, high, nearlyConstant: true };
  const isShare = low >= 0 && high <= 1;
  const least = isShare ? leastShareSpan : leastSpan * Math.max(Math.abs(low), Math.abs(high));
  if (!(high - low < least)) return { low, high, nearlyConstant: false };
  const from = (low + high - least) / 2;
  const start = isShare ? Math.min(1 - least, Math.max(0, from)) : from;
  return { low: start, high: start + least, nearlyConstant: true };
}

function paintNumbers({ values, centre, unit, reversed }: NumberColumn, ground: Ground): Painting {
  const [least, most] = scaleEnds(values, centre);
  const { low, high, nearlyConstant } =
    centre === undefined ? widened(least, most) : { low: least, high: most, nearlyConstant: false };
  const [from, to] = seen[ground];
  /** Colour at a share of the way from low to high. */
  const colourAt = (share: number): Rgb =>
    centre === undefined
      ? cividis(from + (to - from) * (reversed ? 1 - share : share))
      : diverging(divergingShare(low + share * (high - low), low, centre, high));
  const stops = paletteOf(Array.from({ length: 256 }, (_, i) => [colourAt(i / 255), alpha]));
  const [none] = paletteOf([[nullColour, nullAlpha]]);
  const n = values.length;
  const colours = new Uint32Array(n);
  const under = new Uint8Array(n);
  let nulls = 0;
  let below = 0;
  let above = 0;
  for (let row = 0; row < n; row++) {
    const value = values[row];
    if (Number.isNaN(value)) {
      nulls++;
      under[row] = 1;
      colours[row] = none;
    } else if (value < low) {
      below++;
      colours[row] = stops[0];
    } else if (value > high) {
      above++;
      colours[row] = stops[255];
    } else {
      const t = high > low ? (value - low) / (high - low) : 0.5;
      colours[row] = stops[(255 * t + 0.5) | 0];
    }
  }
  const shown = Array.from({ length: stopCount }, (_, i) => colourAt(i / (stopCount - 1)));
  return {
    rgba: new Uint8Array(colours.buffer),
    under,
    key: { kind: 'number', low, high, below, above, unit, centre, stops: shown, nulls, nearlyConstant },
  };
}

function paintCategories({ categories, codes }: Pick<CategoryColumn, 'categories' | 'codes'>): Painting {
  const counts = new Uint32Array(256);
  for (const code of codes) counts[code]++;
  const present = categories.map((_, code) => code).filter(code => counts[code] > 0);
  const byCount = [...present].sort((a, b) => counts[b] - counts[a] || a - b);
  const own = new Set(present.length <= ownColours ? present : byCount.slice(0, ownColours));
  const entries = present
    .filter(code => own.has(code))
    .map((code, i) => ({ code, name: categories[code], count: counts[code], colour: categoryColour(i) }));
  const rest = byCount.filter(code => !own.has(code));
  const colours = new Array<Rgb>(256).fill(otherGrey);
  for (const { code, colour } of entries) colours[code] = colour;
  const palette = paletteOf(
    colours.map((colour, code) => (code === nullCode ? [nullColour, nullAlpha] : [colour, alpha])),
  );
  const painted = new Uint32Array(codes.length);
  const under = new Uint8Array(codes.length);
  for (let row = 0; row < codes.length; row++) {
    under[row] = codes[row] === nullCode ? 1 : 0;
    painted[row] = palette[codes[row]];
  }
  const rgba = new Uint8Array(painted.buffer);
  const others =
    rest.length === 0
      ? null
      : {
          names: rest.map(code => categories[code]),
          count: rest.reduce((sum, code) => sum + counts[code], 0),
        };
  return { rgba, under, key: { kind: 'category', entries, others, nulls: counts[nullCode] } };
}

/** (colours) each in the four bytes in which a painting holds it, so that a galaxy takes one step. */
function paletteOf(colours: readonly [Rgb, alpha: number][]): Uint32Array {
  const bytes = Uint8Array.from(colours.flatMap(([[r, g, b], a]) => [r, g, b, a]));
  return new Uint32Array(bytes.buffer);
}
