import type { Matrix } from '../../contracts/matrix.ts';
import {
  createSixteenBitRows,
  encodeRow,
  type SixteenBitRows,
} from '../../maths/neighbours/sixteenBitRows.ts';
import type { VectorSink } from './vectorColumn.ts';

const mostNumbers = 2 ** 30; // 4 GB, beyond what a page can hold

/** Vectors kept as 32-bit floats. */
export interface MatrixSink extends VectorSink {
  /** (n, d) row-major, zeros where nothing was written */
  matrix: Matrix;
}

/** @throws RangeError for more numbers than a page can hold */
export function createMatrixSink(rows: number, columns: number): MatrixSink {
  checkSize(rows, columns);
  const values = new Float32Array(rows * columns);
  return {
    matrix: { rows, columns, values },
    write: (row, vector) => values.set(vector, row * columns),
  };
}

/** The chosen rows of a matrix, in its own memory. @param rows ascending @returns (rows.length, columns) */
export function rowsInPlace({ columns, values }: Matrix, rows: Uint32Array): Matrix {
  for (let i = 0; i < rows.length; i++) {
    values.copyWithin(i * columns, rows[i] * columns, (rows[i] + 1) * columns);
  }
  return { rows: rows.length, columns, values: values.slice(0, rows.length * columns) };
}

/** Vectors kept in 16 bits, as the map and the search use them: half the memory, and no second copy on the way. */
export interface SixteenBitSink extends VectorSink {
  /** (n, d) */
  vectors: SixteenBitRows;
}

/** Makes room for (count, columns) numbers in 16 bits. */
export type RowRoom = (count: number, columns: number) => SixteenBitRows;

/** @throws RangeError for more numbers than a page can hold */
export function createSixteenBitSink(
  rows: number,
  columns: number,
  room: RowRoom = createSixteenBitRows,
): SixteenBitSink {
  checkSize(rows, columns);
  const vectors = room(rows, columns);
  return { vectors, write: (row, vector) => encodeRow(vectors, row, vector, 0) };
}

function checkSize(rows: number, columns: number): void {
  if (rows * columns <= mostNumbers) return;
  throw new RangeError(`need at most ${mostNumbers} numbers; got ${rows} × ${columns}`);
}
