import type { RuleColumn } from '../catalogue/columnRule.ts';

/** A column in at most 254 bins, one byte a galaxy: fast to count, however large its values. */
export interface ColumnBins {
  /** (n) bin of each galaxy; {@link noBin} where it has no value */
  codes: Uint8Array;
  /** Number of bins, ≥ 1. */
  bins: number;
  /** (bins + 1) ascending ends of the bins of numbers; the outer bins also hold what lies beyond. Null for words: a bin each. */
  edges: Float64Array | null;
}

/** The code of a galaxy without a value. */
export const noBin = 255;

const numberBins = 48; // 7 px each in a panel of 380 px
const mostWholeNumbers = 48; // up to so many whole numbers have a bin each
const sampled = 4096; // values that tell where the bulk is
const tail = 0.01;
const beyondBulk = 0.5; // of its width: an outlier farther away shares the last bin

/** @param column of n galaxies; a column of words has at most 254 of them */
export function binsOf(column: RuleColumn): ColumnBins {
  if (column.kind === 'words') {
    const codes = column.codes instanceof Uint8Array ? column.codes : Uint8Array.from(column.codes);
    return { codes, bins: Math.max(1, column.words.length), edges: null };
  }
  const edges = column.edges ?? edgesOf(column.values);
  const bins = edges.length - 1;
  const low = edges[0];
  const scale = bins / (edges[bins] - low);
  const { values } = column;
  const codes = new Uint8Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (Number.isNaN(value)) codes[row] = noBin;
    else {
      const at = Math.floor((value - low) * scale);
      codes[row] = at < 0 ? 0 : at >= bins ? bins - 1 : at;
    }
  }
  return { codes, bins, edges };
}

/** Ends of equal bins from least to most; a few outliers do not press the others into one bin. */
function edgesOf(values: ArrayLike<number>): Float64Array {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  let whole = true;
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    if (!Number.isFinite(value)) continue;
    if (value < least) least = value;
    if (value > most) most = value;
    whole &&= Number.isInteger(value);
  }
  if (least > most) return Float64Array.of(0, 1); // none has a value
  if (whole && most - least < mostWholeNumbers) return evenly(least - 0.5, most + 0.5, most - least + 1);
  const [low, high] = bulkOf(values);
  const reach = beyondBulk * (high - low);
  if (reach > 0) {
    least = Math.max(least, low - reach);
    most = Math.min(most, high + reach);
  }
  return least < most ? evenly(least, most, numberBins) : evenly(least - 0.5, least + 0.5, 1);
}

/** The 1st and 99th percentile of an evenly spaced sample. */
function bulkOf(values: ArrayLike<number>): [number, number] {
  const step = Math.max(1, Math.floor(values.length / sampled));
  const sample: number[] = [];
  for (let row = 0; row < values.length; row += step)
    if (Number.isFinite(values[row])) sample.push(values[row]);
  const ascending = Float64Array.from(sample).sort();
  const at = (share: number) => ascending[Math.round(share * (ascending.length - 1))] ?? 0;
  return [at(tail), at(1 - tail)];
}

function evenly(from: number, to: number, bins: number): Float64Array {
  return Float64Array.from({ length: bins + 1 }, (_, i) => from + ((to - from) * i) / bins);
}

/** Whether each bin is one whole number, in its middle. */
function areWhole(edges: Float64Array): boolean {
  return edges[0] % 1 !== 0 && Number.isInteger(edges[0] - 0.5) && edges[1] - edges[0] === 1;
}

/** The least and the most that bins show: of whole numbers with a bin each these, not the ends of their bins. Null for words. */
export function endsOf({ edges, bins }: ColumnBins): [least: number, most: number] | null {
  if (!edges) return null;
  const half = bins === 1 || areWhole(edges) ? (edges[1] - edges[0]) / 2 : 0; // one bin is one value
  return [edges[0] + half, edges[bins] - half];
}

/** The bin that holds a number; an outer one for what lies beyond. */
export function binAt({ edges, bins }: ColumnBins, value: number): number {
  if (!edges) throw new RangeError('need bins of numbers; got bins of words');
  const at = Math.floor(((value - edges[0]) * bins) / (edges[bins] - edges[0]));
  return Math.max(0, Math.min(bins - 1, at));
}

/** Galaxies in each bin. @param codes (n) @returns (256) by code; those without a value at {@link noBin} */
export function countCodes(codes: Uint8Array): Uint32Array {
  const counts = new Uint32Array(256);
  for (let row = 0; row < codes.length; row++) counts[codes[row]]++;
  return counts;
}

/** The range that the bins from one to another hold; open at an outer bin, which holds what lies beyond too. */
export function rangeOfBins(
  { edges, bins }: ColumnBins,
  first: number,
  last: number,
): { from: number; to: number } {
  if (!edges) throw new RangeError('need bins of numbers; got bins of words');
  const whole = bins > 1 && areWhole(edges);
  return {
    from: first <= 0 ? Number.NEGATIVE_INFINITY : whole ? edges[first] + 0.5 : edges[first],
    to: last >= bins - 1 ? Number.POSITIVE_INFINITY : whole ? edges[last + 1] - 0.5 : edges[last + 1],
  };
}
