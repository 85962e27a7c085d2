import type { Matrix } from '../../src/contracts/matrix.ts';
import type { SearchOptions } from '../../src/contracts/search.ts';
import { pairDistances } from '../../src/maths/neighbours/pairDistances.ts';

const pairCount = 2000; // a quantile of 0.25 is then known to 0.01
const pairSeed = 1; // any, but always the same: the sentence about a query must not change from click to click

/** The galaxies that are searched. */
export interface SearchSpace {
  matrix: Matrix;
  /** (matrix.rows) catalogue row of each matrix row, ascending */
  rows: Uint32Array;
  /** Distances of random pairs, rising, by metric and number of components; drawn when first needed. */
  pairs: Map<string, Float64Array>;
}

/**
 * @param matrix (n, columns) row-major
 * @param rows (n) catalogue row of each matrix row, ascending
 * @throws RangeError where shapes do not fit
 */
export function createSearchSpace(matrix: Matrix, rows: Uint32Array): SearchSpace {
  if (rows.length !== matrix.rows || matrix.values.length !== matrix.rows * matrix.columns) {
    throw new RangeError(
      `need ${matrix.rows} rows of ${matrix.columns} components; got ${rows.length} rows, ${matrix.values.length} numbers`,
    );
  }
  return { matrix, rows, pairs: new Map() };
}

/** Matrix row of a catalogue row, by bisection. @throws RangeError where it has none */
export function indexOfRow({ rows }: SearchSpace, row: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle] < row) low = middle + 1;
    else high = middle;
  }
  if (rows[low] !== row)
    throw new RangeError(`need a galaxy that has a representation; got row ${row}, which has none yet`);
  return low;
}

/** (columns) a view of one matrix row */
export function vectorAt({ matrix }: SearchSpace, index: number): Float32Array {
  return matrix.values.subarray(index * matrix.columns, (index + 1) * matrix.columns);
}

/** (2,000) distances of random pairs, rising; empty where there are fewer than two galaxies */
export function randomPairs(
  { matrix, pairs }: SearchSpace,
  { metric, components }: Pick<SearchOptions, 'metric' | 'components'>,
): Float64Array {
  const key = `${metric} ${components}`;
  const drawn =
    pairs.get(key) ?? pairDistances(matrix.values, matrix.columns, components, metric, pairCount, pairSeed);
  pairs.set(key, drawn);
  return drawn;
}
