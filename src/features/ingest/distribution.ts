import { type Column, nullCode } from '../../contracts/column.ts';

/** How a column's values are spread, for a line of small bars. */
export interface Distribution {
  /** Bars from left to right: equal bins from least to most, or categories by falling count. */
  counts: number[];
  /** Galaxies without a value. */
  nulls: number;
  /** Least and greatest value of a number column that has one. */
  range?: [least: number, most: number];
}

const bins = 32; // 3 px a bar in a 96 px line
const mostCategories = 16;

/** Null for a column of free text, which has no distribution to draw. */
export function distributionOf(column: Column): Distribution | null {
  if (column.kind === 'number') return ofNumbers(column.values);
  if (column.kind === 'category') return ofCategories(column.codes, column.categories.length);
  return null;
}

function ofNumbers(values: ArrayLike<number>): Distribution {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  let finite = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (!Number.isFinite(value)) continue;
    finite++;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const counts = new Array<number>(bins).fill(0);
  if (finite === 0) return { counts, nulls: values.length };
  const scale = most > least ? bins / (most - least) : 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (Number.isFinite(value)) counts[Math.min(bins - 1, Math.floor((value - least) * scale))]++;
  }
  return { counts, nulls: values.length - finite, range: [least, most] };
}

function ofCategories(codes: Uint8Array, categories: number): Distribution {
  const counts = new Array<number>(categories).fill(0);
  let nulls = 0;
  for (const code of codes) {
    if (code === nullCode) nulls++;
    else counts[code]++;
  }
  const sorted = counts.toSorted((a, b) => b - a);
  return { counts: sorted.slice(0, mostCategories), nulls };
}
