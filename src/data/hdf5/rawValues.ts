import type { Dataset } from 'h5wasm';
import { decodeFloat16 } from '../bytes/float16.ts';

/** What the library's compiled part offers below its own conversions. */
export interface RawReader {
  HEAPU8: Uint8Array;
  _malloc(bytes: number): number;
  _free(at: number): void;
  /** Reads a box of a dataset to a place in the library's memory; null for all of it. */
  get_dataset_data(
    file: bigint,
    path: string,
    count: bigint[] | null,
    offset: bigint[] | null,
    strides: bigint[] | null,
    at: bigint,
  ): void;
}

type RawValues =
  | Float32Array
  | Int8Array
  | Int16Array
  | Int32Array
  | BigInt64Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigUint64Array;

/**
 * Numbers of a dataset whose conversion the library lacks: halves become singles, enumerations their numbers.
 *
 * @param shape of the dataset
 * @param rows indices [from, to) of its first axis; default all
 * @returns (n) in C order
 */
export function rawValues(
  library: RawReader,
  dataset: Dataset,
  shape: readonly number[],
  rows?: readonly [number, number],
): RawValues {
  const { size, signed, type } = dataset.metadata;
  const sides = rows ? [rows[1] - rows[0], ...shape.slice(1)] : [...shape];
  const bytes = size * sides.reduce((product, side) => product * side, 1);
  const at = library._malloc(bytes);
  if (at === 0 && bytes > 0) throw new RangeError(`need ${bytes} bytes of memory; got none`);
  let raw: Uint8Array<ArrayBuffer>;
  try {
    const offset = shape.map((_, axis) => BigInt(axis === 0 && rows ? rows[0] : 0));
    const strides = shape.map(() => 1n);
    const count = sides.map(BigInt);
    if (rows) library.get_dataset_data(dataset.file_id, dataset.path, count, offset, strides, BigInt(at));
    else library.get_dataset_data(dataset.file_id, dataset.path, null, null, null, BigInt(at));
    raw = library.HEAPU8.slice(at, at + bytes);
  } finally {
    library._free(at);
  }
  if (type === 1) return decodeFloat16(raw);
  const { buffer } = raw; // of little-endian numbers: others are refused before
  switch (size) {
    case 1:
      return signed ? new Int8Array(buffer) : raw;
    case 2:
      return signed ? new Int16Array(buffer) : new Uint16Array(buffer);
    case 4:
      return signed ? new Int32Array(buffer) : new Uint32Array(buffer);
    default:
      return signed ? new BigInt64Array(buffer) : new BigUint64Array(buffer);
  }
}
