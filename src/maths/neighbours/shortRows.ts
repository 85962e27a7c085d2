/** Length of the longest row in units: squared lengths and distances of such rows fit 32 bits. */
const longestRow = 23_000; // 3 · 23,000² < 2³¹, with room for rounding
/** Rows a kernel reads beyond the last: it works on four at once. */
export const spareRows = 4;
const rowsPerStep = 5_000; // some milliseconds at 64 columns

/** Points as whole numbers of 16 bits, for ranking neighbours: mean + unit · row is a point to within its error. */
export interface ShortRows {
  /** (n + spareRows, stride) row-major, zero beyond the columns and the n rows */
  values: Int16Array;
  /** (n + spareRows) squared length of each row */
  squares: Int32Array;
}

/** Where short rows stand and how fine they are; the same for all that are compared with each other. */
export interface ShortFrame {
  /** (columns) the origin of the rows */
  mean: Float64Array;
  /** Value of one whole number. */
  unit: number;
}

/** What turns short rows back into distances. */
export interface ShortScale {
  unit: number;
  /** (n) Euclidean distance of each point from its row, in units */
  errors: Float32Array;
}

/** Numbers of a short row: a multiple of 8, as many as one vector of lanes holds. */
export function shortStride(columns: number): number {
  return Math.ceil(columns / 8) * 8;
}

/**
 * The frame in which short rows of all these points fit.
 *
 * @param sets of points, each (n, columns) row-major, finite; the origin is the mean of the first
 * @yields every few milliseconds
 */
export function* shortFrameSteps(
  sets: readonly Float32Array[],
  columns: number,
): Generator<void, ShortFrame> {
  const mean = new Float64Array(columns);
  const n = sets[0].length / columns;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < columns; j++) mean[j] += sets[0][i * columns + j] / n;
    if (i % rowsPerStep === 0) yield;
  }
  let longest = 0;
  for (const values of sets) {
    for (let i = 0; i < values.length / columns; i++) {
      let square = 0;
      for (let j = 0; j < columns; j++) square += (values[i * columns + j] - mean[j]) ** 2;
      longest = Math.max(longest, square);
      if (i % rowsPerStep === 0) yield;
    }
  }
  return { mean, unit: longest > 0 ? Math.sqrt(longest) / longestRow : 1 };
}

/**
 * Writes points as short rows.
 *
 * @param values (n, columns) row-major, finite, in the frame
 * @param rows where they go
 * @yields every few milliseconds
 */
export function* shortRowsSteps(
  values: Float32Array,
  { mean, unit }: ShortFrame,
  rows: ShortRows,
): Generator<void, ShortScale> {
  const columns = mean.length;
  const n = values.length / columns;
  const stride = shortStride(columns);
  const errors = new Float32Array(n);
  for (let i = 0; i < n; i++) {
    let lost = 0;
    let square = 0;
    for (let j = 0; j < columns; j++) {
      const exact = (values[i * columns + j] - mean[j]) / unit;
      const short = Math.round(exact);
      rows.values[i * stride + j] = short;
      lost += (exact - short) ** 2;
      square += short * short;
    }
    rows.squares[i] = square;
    errors[i] = Math.sqrt(lost) * (1 + 2 ** -20); // a float may round down
    if (i % rowsPerStep === 0) yield;
  }
  return { unit, errors };
}
