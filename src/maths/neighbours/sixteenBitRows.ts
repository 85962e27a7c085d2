const largestCode = 32639; // 256 · 127 + 127: both bytes of it, and of its negative, are in −127 … 127
const largestNumber = 1e38; // beyond it a float’s rounding up could overflow

/** Numbers of a row that lie together. */
export const blockLength = 16;

/**
 * Rows of numbers in 16 bits, each with a scale of its own: value = (256 · coarse + fine) · scale. The two bytes of a
 * code lie in planes apart, and in a plane the first sixteen numbers of all rows come before the next sixteen, so that a
 * search can read the coarse bytes alone, and of them the leading ones. A scale has 8 significant bits (it is a
 * bfloat16), so that every value is a 32-bit float without rounding. A value is off by at most half its row's scale,
 * 1.6e-5 of the row's largest magnitude.
 */
export interface SixteenBitRows {
  /** Rows. */
  count: number;
  /** Numbers a row has. */
  columns: number;
  /** Bytes of a plane from sixteen numbers of a row to its next sixteen, at least 16 · count. */
  blockBytes: number;
  /** (blocks, blockBytes / 16, 16) row-major, −127 … 127, zeros beyond the columns: number j of row i stands where {@link codePlace} says */
  coarse: Int8Array;
  /** The same, −128 … 127 */
  fine: Int8Array;
  /** (count) above 0; NaN for a row that has no representation */
  scales: Float32Array;
}

/** Blocks that rows of so many numbers take. */
export function blockCount(columns: number): number {
  return Math.ceil(columns / blockLength);
}

/** Where number j of row i stands in a plane. */
export function codePlace({ blockBytes }: Pick<SixteenBitRows, 'blockBytes'>, i: number, j: number): number {
  return (j >> 4) * blockBytes + blockLength * i + (j & 15);
}

/** Rows in memory of their own, all zeros with a scale of 0 until {@link encodeRow} writes them. */
export function createSixteenBitRows(count: number, columns: number): SixteenBitRows {
  const blockBytes = blockLength * count;
  return {
    count,
    columns,
    blockBytes,
    coarse: new Int8Array(blockCount(columns) * blockBytes),
    fine: new Int8Array(blockCount(columns) * blockBytes),
    scales: new Float32Array(count),
  };
}

/**
 * Writes one row. A row that holds a number that is not finite, or one beyond 1e38, becomes one without representation.
 *
 * @param values (n, columns) row-major; the row begins at `start`
 */
export function encodeRow(rows: SixteenBitRows, row: number, values: Float32Array, start: number): void {
  const { columns, coarse, fine, scales } = rows;
  let largest = 0;
  let sum = 0; // not finite as soon as one of the numbers is not
  for (let j = 0; j < columns; j++) {
    const magnitude = Math.abs(values[start + j]);
    if (magnitude > largest) largest = magnitude;
    sum += magnitude;
  }
  if (!(Number.isFinite(sum) && largest <= largestNumber)) {
    for (let j = 0; j < columns; j++) coarse[codePlace(rows, row, j)] = fine[codePlace(rows, row, j)] = 0;
    scales[row] = Number.NaN;
    return;
  }
  const scale = largest > 0 ? scaleFor(largest) : 1;
  const perUnit = 1 / scale;
  for (let j = 0; j < columns; j++) {
    const code = codeOf(values[start + j] * perUnit);
    const high = (code + 128) >> 8;
    const to = codePlace(rows, row, j);
    coarse[to] = high;
    fine[to] = code - 256 * high;
  }
  scales[row] = scale;
}

/**
 * The leading numbers of one of the rows (n, columns); NaN for a row without representation.
 *
 * @param out (≥ length) is written
 * @returns `out`
 */
export function decodeRow(
  { blockBytes, coarse, fine, scales }: SixteenBitRows,
  row: number,
  out: Float32Array,
  length: number,
): Float32Array {
  const scale = scales[row];
  for (let j = 0; j < length; j++) {
    const from = (j >> 4) * blockBytes + blockLength * row + (j & 15); // as codePlace says
    out[j] = (256 * coarse[from] + fine[from]) * scale;
  }
  return out;
}

/**
 * Rows of 16 bits of these numbers.
 *
 * @param values (n, columns) row-major
 */
export function sixteenBitRowsOf(values: Float32Array, columns: number): SixteenBitRows {
  const rows = createSixteenBitRows(values.length / columns, columns);
  for (let row = 0; row < rows.count; row++) encodeRow(rows, row, values, row * columns);
  return rows;
}

/**
 * Some of the rows as floats, (m, columns) row-major; NaN for rows without representation.
 *
 * @param to after the last of them
 * @param out (≥ (to − from) · columns) is written where it is given
 * @returns `out`
 */
export function decodedRows(
  rows: SixteenBitRows,
  from = 0,
  to = rows.count,
  out = new Float32Array((to - from) * rows.columns),
): Float32Array {
  const { columns } = rows;
  for (let row = from; row < to; row++) {
    const at = (row - from) * columns;
    decodeRow(rows, row, out.subarray(at, at + columns), columns);
  }
  return out;
}

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/**
 * The least bfloat16 with which the largest magnitude of a row gets a code; the next lower one where that code, decoded,
 * would be encoded with it. So rows that were decoded encode to themselves, and copies of them all agree.
 */
function scaleFor(largest: number): number {
  const scale = roundedUp(largest / largestCode);
  const decoded = codeOf(largest * (1 / scale)) * scale;
  return roundedUp(decoded / largestCode);
}

/** The nearest code, for a number and its negative alike. */
function codeOf(value: number): number {
  return value < 0
    ? -Math.min(largestCode, Math.floor(0.5 - value))
    : Math.min(largestCode, Math.floor(value + 0.5));
}

/** The least bfloat16 that is not below a positive number. */
function roundedUp(value: number): number {
  float[0] = value;
  if (float[0] < value) bits[0]++; // the next float
  bits[0] = (bits[0] + 0xffff) & 0xffff0000; // a bfloat16 is the upper half of a float
  return float[0];
}
