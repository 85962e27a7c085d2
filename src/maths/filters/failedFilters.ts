import { createRowMask, type RowMask } from '../catalogue/rowMask.ts';
import type { ColumnBins } from './columnBins.ts';

/**
 * Linked counts by bit masks: bit i of a galaxy's word is set where it fails filter i, so a word of 0 passes all, and a
 * word of one bit (`word & (word − 1)` is 0) fails only that column's filter, which its own counts leave out.
 */

/** Filters there is a bit for. */
export const mostFilters = 32;

/** A column to be counted, and the bit of its own filter. */
interface CountedColumn {
  codes: ColumnBins['codes'];
  /** 0 … 31; −1 for a column without a filter */
  bit: number;
}

/** Sets a filter's bit where `fails` is true, and clears it elsewhere. @param failed (n) changed in place */
export function markFailed(failed: Uint32Array, bit: number, fails: (row: number) => boolean): void {
  const [on, off] = [1 << bit, ~(1 << bit)];
  for (let row = 0; row < failed.length; row++) {
    if (fails(row)) failed[row] |= on;
    else failed[row] &= off;
  }
}

/**
 * The same for numbers outside a range, in a loop of its own: a brush that is dragged calls it at each step.
 *
 * @param failed (n) changed in place
 * @param values (n)
 */
export function markOutside(
  failed: Uint32Array,
  bit: number,
  values: ArrayLike<number>,
  { from, to }: { from: number; to: number },
): void {
  const [on, off] = [1 << bit, ~(1 << bit)];
  for (let row = 0; row < failed.length; row++) {
    const value = values[row];
    if (value >= from && value <= to) failed[row] &= off;
    else failed[row] |= on; // NaN too
  }
}

/** Clears a filter's bit. @param failed (n) changed in place */
export function markNone(failed: Uint32Array, bit: number): void {
  const off = ~(1 << bit);
  for (let row = 0; row < failed.length; row++) failed[row] &= off;
}

/** Galaxies that fail no filter. @param failed (n) */
export function passingRows(failed: Uint32Array): RowMask {
  const mask = createRowMask(failed.length);
  const { words } = mask;
  for (let row = 0; row < failed.length; row++) if (failed[row] === 0) words[row >>> 5] |= 1 << (row & 31);
  return mask;
}

/**
 * Galaxies in each bin of each column, of those that pass the filters of all other columns.
 *
 * @param failed (n)
 * @returns for each column (256) by code
 */
export function linkedCounts(failed: Uint32Array, columns: readonly CountedColumn[]): Uint32Array[] {
  const counts = columns.map(() => new Uint32Array(256));
  const ofBit = new Map<number, number>(columns.flatMap(({ bit }, i) => (bit < 0 ? [] : [[bit, i]])));
  const inside = new Uint32Array(failed.length);
  let insideCount = 0;
  for (let row = 0; row < failed.length; row++) {
    const word = failed[row];
    if (word === 0) inside[insideCount++] = row;
    else if ((word & (word - 1)) === 0) {
      const own = ofBit.get(31 - Math.clz32(word));
      if (own !== undefined) counts[own][columns[own].codes[row]]++;
    }
  }
  for (const [i, { codes }] of columns.entries()) {
    const own = counts[i];
    for (let k = 0; k < insideCount; k++) own[codes[inside[k]]]++;
  }
  return counts;
}
