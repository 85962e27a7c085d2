import type { SearchOptions } from '../../src/contracts/search.ts';
import { createSearchableRows, searchSharedRows } from '../../src/kernels/search/certifiedSearch.ts';
import { distance } from '../../src/maths/neighbours/distance.ts';
import { pairDistances } from '../../src/maths/neighbours/pairDistances.ts';
import type { RowSearch } from '../../src/maths/neighbours/rowSearch.ts';
import { decodeRow, encodeRow, type SixteenBitRows } from '../../src/maths/neighbours/sixteenBitRows.ts';

const pairCount = 2000; // a quantile of 0.25 is then known to 0.01
const pairSeed = 1; // any, but always the same: the sentence about a query must not change from click to click

/** The galaxies that are searched; an index is the place of a galaxy among them. */
export interface SearchSpace {
  /** (n) catalogue row of each galaxy, ascending */
  rows: Uint32Array;
  vectors: SixteenBitRows;
  search: RowSearch;
  /** How many of the vectors are there. */
  filled: number;
  /** Distances of random pairs, rising, by metric and number of components; drawn when first needed. */
  pairs: Map<string, Float64Array>;
}

/**
 * @param rows (n) catalogue row of each galaxy, ascending
 * @throws RangeError unless there are components, and memory for them
 */
export function createSearchSpace(rows: Uint32Array, columns: number): SearchSpace {
  if (!(Number.isInteger(columns) && columns >= 1)) {
    throw new RangeError(`need at least one component; got ${columns}`);
  }
  const { rows: vectors, search } = createSearchableRows(rows.length, columns);
  return { rows, vectors, search, filled: 0, pairs: new Map() };
}

/**
 * The galaxies whose components lie in a memory that another thread has filled.
 *
 * @param rows (n) catalogue row of each galaxy, ascending
 * @throws RangeError unless there are components, and all of them in the memory
 */
export function sharedSearchSpace(
  rows: Uint32Array,
  columns: number,
  memory: WebAssembly.Memory,
): SearchSpace {
  const { rows: vectors, search } = searchSharedRows(memory, rows.length, columns);
  return { rows, vectors, search, filled: rows.length, pairs: new Map() };
}

/**
 * Takes the components of the next galaxies.
 *
 * @param values (m, columns) row-major
 * @throws RangeError where they are no whole rows, or too many
 */
export function fill(space: SearchSpace, values: Float32Array): void {
  const { vectors, filled } = space;
  const m = values.length / vectors.columns;
  if (!(Number.isInteger(m) && filled + m <= vectors.count)) {
    throw new RangeError(
      `need at most ${vectors.count - filled} more rows of ${vectors.columns} components; got ${values.length} numbers`,
    );
  }
  for (let i = 0; i < m; i++) encodeRow(vectors, filled + i, values, i * vectors.columns);
  space.filled += m;
}

/** Index of a catalogue row, by bisection. @throws RangeError where it has none */
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

/** (columns) components of a galaxy, as kept */
export function vectorAt({ vectors }: SearchSpace, index: number): Float32Array {
  return decodeRow(vectors, index, new Float32Array(vectors.columns), vectors.columns);
}

/** (2,000) distances of random pairs, rising; empty where there are fewer than two galaxies */
export function randomPairs(
  { vectors, pairs }: SearchSpace,
  { metric, components }: Pick<SearchOptions, 'metric' | 'components'>,
): Float64Array {
  const key = `${metric} ${components}`;
  const [a, b] = [new Float32Array(components), new Float32Array(components)];
  const measure = (i: number, j: number) => {
    decodeRow(vectors, i, a, components);
    return distance(metric, a, 0, decodeRow(vectors, j, b, components), 0, components);
  };
  const drawn = pairs.get(key) ?? pairDistances(vectors.count, measure, pairCount, pairSeed);
  pairs.set(key, drawn);
  return drawn;
}

/** (n) the mask by index instead of by catalogue row */
export function maskByIndex({ rows }: SearchSpace, mask: Uint8Array | undefined): Uint8Array | undefined {
  if (!mask) return undefined;
  if (rows.length === mask.length) return mask; // every catalogue row is there, in its place
  return Uint8Array.from(rows, row => mask[row]);
}
