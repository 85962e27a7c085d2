import { type Column, nullCode } from '../../contracts/column.ts';
import type { ColumnLimits, ValueCounts } from '../../contracts/survey.ts';

/** Bins of a number column. */
const binCount = 50;

/** Least and greatest finite number; null where there is none, or the column holds no numbers. */
export function columnLimits(column: Column): ColumnLimits | null {
  if (column.kind !== 'number') return null;
  let [low, high] = [Infinity, -Infinity];
  for (const value of column.values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? { low, high } : null;
}

/**
 * Counts a column's values in some rows; infinite numbers count as the limit on their side. Columns of text have none.
 *
 * @param rows (m) places in the column's (n) values
 * @param limits of the whole column, from {@link columnLimits}
 */
export function countValues(
  column: Column,
  rows: Uint32Array,
  limits: ColumnLimits | null,
): ValueCounts | null {
  if (column.kind === 'text') return null;
  if (column.kind === 'category') {
    const counts = new Array<number>(column.categories.length).fill(0);
    let without = 0;
    for (const row of rows) {
      if (column.codes[row] === nullCode) without++;
      else counts[column.codes[row]]++;
    }
    return { without, counts };
  }
  if (!limits) return { without: rows.length, counts: [] };
  const counts = new Array<number>(binCount).fill(0);
  let [without, least, greatest] = [0, Infinity, -Infinity];
  for (const row of rows) {
    const value = column.values[row];
    if (Number.isNaN(value)) {
      without++;
      continue;
    }
    counts[binOf(value, limits)]++;
    least = Math.min(least, Math.max(value, limits.low));
    greatest = Math.max(greatest, Math.min(value, limits.high));
  }
  return least <= greatest ? { without, counts, least, greatest } : { without, counts };
}

/** The bin of a number; the upper limit belongs to the last. */
function binOf(value: number, { low, high }: ColumnLimits): number {
  const share = high > low ? (value - low) / (high - low) : 0;
  return Math.max(0, Math.min(binCount - 1, Math.floor(share * binCount)));
}

/** The counts of two groups of galaxies together, of one and the same column. */
export function addedCounts(one: ValueCounts | null, other: ValueCounts | null): ValueCounts | null {
  if (!one || !other) return null;
  const least = Math.min(one.least ?? Number.POSITIVE_INFINITY, other.least ?? Number.POSITIVE_INFINITY);
  const greatest = Math.max(
    one.greatest ?? Number.NEGATIVE_INFINITY,
    other.greatest ?? Number.NEGATIVE_INFINITY,
  );
  const without = one.without + other.without;
  const counts = one.counts.map((count, i) => count + other.counts[i]);
  return least <= greatest ? { without, counts, least, greatest } : { without, counts };
}
