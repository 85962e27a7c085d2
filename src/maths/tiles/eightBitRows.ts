/** Rows of numbers in 8 bits each, with a scale a row: number = code × scale. */
interface EightBitRows {
  /** Numbers a row has. */
  columns: number;
  /** (n, columns) row-major, −127 … 127 */
  codes: Int8Array;
  /** (n) ≥ 0 */
  scales: Float32Array;
}

const mostCode = 127;

/** Rounds rows to 8 bits. @param values (n, columns) row-major, finite */
export function eightBitRowsOf(values: Float32Array, columns: number): EightBitRows {
  const n = values.length / columns;
  const codes = new Int8Array(values.length);
  const scales = new Float32Array(n);
  for (let row = 0; row < n; row++) {
    let largest = 0;
    for (let j = 0; j < columns; j++) largest = Math.max(largest, Math.abs(values[row * columns + j]));
    scales[row] = largest / mostCode;
    if (largest === 0) continue;
    for (let j = 0; j < columns; j++) {
      codes[row * columns + j] = Math.round((values[row * columns + j] / largest) * mostCode);
    }
  }
  return { columns, codes, scales };
}

/** Adds all rows to numbers that are there. @param numbers (n, columns) row-major; changed, and returned */
export function addEightBitNumbers(
  { columns, codes, scales }: EightBitRows,
  numbers: Float32Array,
): Float32Array {
  for (let row = 0; row < scales.length; row++) {
    const scale = scales[row];
    for (let at = row * columns; at < (row + 1) * columns; at++) numbers[at] += codes[at] * scale;
  }
  return numbers;
}

/** Bytes of a row in a file: its scale as a little-endian float, then its codes. */
export function eightBitRowBytes(columns: number): number {
  return 4 + columns;
}

/** Rows as they lie in a file, each of {@link eightBitRowBytes}. @returns (n, rowBytes) bytes */
export function packEightBitRows({ columns, codes, scales }: EightBitRows): Uint8Array<ArrayBuffer> {
  const rowBytes = eightBitRowBytes(columns);
  const packed = new Uint8Array(scales.length * rowBytes);
  const view = new DataView(packed.buffer);
  for (let row = 0; row < scales.length; row++) {
    view.setFloat32(row * rowBytes, scales[row], true);
    new Int8Array(packed.buffer, row * rowBytes + 4, columns).set(
      codes.subarray(row * columns, (row + 1) * columns),
    );
  }
  return packed;
}

/**
 * Rows out of a file's bytes.
 *
 * @param bytes a whole number of rows
 * @param before bytes in front of each row that are something else; default 0
 */
export function unpackEightBitRows(bytes: ArrayBuffer, columns: number, before = 0): EightBitRows {
  const rowBytes = before + eightBitRowBytes(columns);
  const n = bytes.byteLength / rowBytes;
  if (!Number.isInteger(n)) {
    throw new RangeError(`need whole rows of ${rowBytes} bytes; got ${bytes.byteLength} bytes`);
  }
  const codes = new Int8Array(n * columns);
  const scales = new Float32Array(n);
  const view = new DataView(bytes);
  const all = new Int8Array(bytes);
  for (let row = 0; row < n; row++) {
    const at = row * rowBytes + before;
    scales[row] = view.getFloat32(at, true);
    codes.set(all.subarray(at + 4, at + 4 + columns), row * columns);
  }
  return { columns, codes, scales };
}
