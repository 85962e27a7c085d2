import type { Metric } from './metrics.ts';

/** Columns of a tile of distances; with two rows that makes eight sums and six operands, which all stay in registers. */
export const tileColumns = 4;

/** Points in double precision, transformed so that squared Euclidean distance ranks them; unchanged for Manhattan. */
interface Prepared {
  /** (n + spare, length) row-major; the spare rows of zeros fill the last tile */
  points: Float64Array;
  /** (n + spare) squared length of each */
  squares: Float64Array;
  length: number;
}

/**
 * Prepares points for {@link euclideanTile} or {@link manhattanTile}: centred for the Euclidean metric, so that rounding is
 * small, and of unit length for the cosine.
 *
 * @param values (n, columns) row-major, of which the first `length` columns count
 * @param n points
 */
export function prepare(
  values: Float32Array,
  columns: number,
  length: number,
  n: number,
  metric: Metric,
): Prepared {
  // For the cosine one more dimension marks zero vectors: at distance 1 of all others and 0 of each other.
  const wide = metric === 'cosine' ? length + 1 : length;
  const points = new Float64Array((n + tileColumns) * wide);
  const squares = new Float64Array(n + tileColumns);
  const mean = new Float64Array(length);
  if (metric === 'euclidean') {
    for (let i = 0; i < n; i++) for (let j = 0; j < length; j++) mean[j] += values[i * columns + j] / n;
  }
  for (let i = 0; i < n; i++) {
    const row = points.subarray(i * wide, (i + 1) * wide);
    let square = 0;
    for (let j = 0; j < length; j++) {
      row[j] = values[i * columns + j] - mean[j];
      square += row[j] * row[j];
    }
    if (metric === 'cosine') {
      const norm = Math.sqrt(square);
      if (norm === 0) row[length] = 1;
      else for (let j = 0; j < length; j++) row[j] /= norm;
      square = 1;
    }
    squares[i] = square;
  }
  return { points, squares, length: wide };
}

/** Squared distances of points i, i + 1 to j … j + 3 into `tile`, (2, 4) row-major. */
export function euclideanTile(prepared: Prepared, i: number, j: number, tile: Float64Array): void {
  const { points, squares, length } = prepared;
  const a = i * length;
  const b = j * length;
  let s00 = 0;
  let s01 = 0;
  let s02 = 0;
  let s03 = 0;
  let s10 = 0;
  let s11 = 0;
  let s12 = 0;
  let s13 = 0;
  for (let d = 0; d < length; d++) {
    const x0 = points[a + d];
    const x1 = points[a + length + d];
    const y0 = points[b + d];
    const y1 = points[b + length + d];
    const y2 = points[b + 2 * length + d];
    const y3 = points[b + 3 * length + d];
    s00 += x0 * y0;
    s01 += x0 * y1;
    s02 += x0 * y2;
    s03 += x0 * y3;
    s10 += x1 * y0;
    s11 += x1 * y1;
    s12 += x1 * y2;
    s13 += x1 * y3;
  }
  const x = squares[i];
  const x1 = squares[i + 1];
  tile[0] = x + squares[j] - 2 * s00;
  tile[1] = x + squares[j + 1] - 2 * s01;
  tile[2] = x + squares[j + 2] - 2 * s02;
  tile[3] = x + squares[j + 3] - 2 * s03;
  tile[4] = x1 + squares[j] - 2 * s10;
  tile[5] = x1 + squares[j + 1] - 2 * s11;
  tile[6] = x1 + squares[j + 2] - 2 * s12;
  tile[7] = x1 + squares[j + 3] - 2 * s13;
}

/** Manhattan distances of points i, i + 1 to j … j + 3 into `tile`, (2, 4) row-major. */
export function manhattanTile(prepared: Prepared, i: number, j: number, tile: Float64Array): void {
  const { points, length } = prepared;
  for (let r = 0; r < 2; r++) {
    const a = (i + r) * length;
    const b = j * length;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let d = 0; d < length; d++) {
      const x = points[a + d];
      s0 += Math.abs(x - points[b + d]);
      s1 += Math.abs(x - points[b + length + d]);
      s2 += Math.abs(x - points[b + 2 * length + d]);
      s3 += Math.abs(x - points[b + 3 * length + d]);
    }
    const to = r * tileColumns;
    tile[to] = s0;
    tile[to + 1] = s1;
    tile[to + 2] = s2;
    tile[to + 3] = s3;
  }
}
