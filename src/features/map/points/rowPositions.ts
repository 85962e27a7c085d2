import type { Matrix } from '../../../contracts/matrix.ts';
import { decodeRow, type SixteenBitRows } from '../../../maths/neighbours/sixteenBitRows.ts';

/** (count, 2) row-major positions of no galaxy at all: NaN. */
export function unplaced(count: number): Float32Array {
  return new Float32Array(2 * count).fill(Number.NaN);
}

/** True where a galaxy has a place in (n, 2) row-major `positions`. */
export function isPlaced(positions: Float32Array, row: number): boolean {
  return !Number.isNaN(positions[2 * row] + positions[2 * row + 1]);
}

/** A copy of (n, 2) `positions` in which `rows` stand where (rows.length, 2) `placed` says. */
export function withRows(positions: Float32Array, rows: Uint32Array, placed: Float32Array): Float32Array {
  const result = positions.slice();
  for (let i = 0; i < rows.length; i++) {
    result[2 * rows[i]] = placed[2 * i];
    result[2 * rows[i] + 1] = placed[2 * i + 1];
  }
  return result;
}

/** (rows.length, 2) the positions of `rows`, from (n, 2). */
export function ofRows(positions: Float32Array, rows: Uint32Array): Float32Array {
  const result = new Float32Array(2 * rows.length);
  for (let i = 0; i < rows.length; i++) {
    result[2 * i] = positions[2 * rows[i]];
    result[2 * i + 1] = positions[2 * rows[i] + 1];
  }
  return result;
}

/**
 * Which places in `rows` have a position already and which do not.
 *
 * @param positions (n, 2) row-major of all catalogue rows
 * @returns indices into `rows`, each list ascending
 */
export function partition(positions: Float32Array, rows: Uint32Array): { placed: number[]; added: number[] } {
  const placed: number[] = [];
  const added: number[] = [];
  for (let i = 0; i < rows.length; i++) (isPlaced(positions, rows[i]) ? placed : added).push(i);
  return { placed, added };
}

/** Some rows of components as floats. @returns (indices.length, columns), in the order of `indices` */
export function matrixOf(components: SixteenBitRows, indices: ArrayLike<number>): Matrix {
  const k = components.columns;
  const values = new Float32Array(indices.length * k);
  for (let i = 0; i < indices.length; i++) {
    decodeRow(components, indices[i], values.subarray(i * k, (i + 1) * k), k);
  }
  return { rows: indices.length, columns: k, values };
}
