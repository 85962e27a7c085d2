import type { Dataset } from 'h5wasm';
import { expect, it } from 'vitest';
import { type RawReader, rawValues } from '../../../src/data/hdf5/rawValues.ts';

it.each([
  [true, BigInt64Array.of(0n, 1n, -5n)],
  [false, BigUint64Array.of(0n, 1n, 2n ** 63n)],
  [false, Uint16Array.of(0, 1, 60_000)],
  [true, Int32Array.of(0, 1, -60_000)],
])('reads enumerations as the numbers they are stored in: signed %s, %o', (signed, numbers) => {
  const HEAPU8 = new Uint8Array(64);
  const library: RawReader = {
    HEAPU8,
    _malloc: () => 8,
    _free: () => undefined,
    get_dataset_data: (_file, _path, _count, _offset, _strides, at) =>
      HEAPU8.set(new Uint8Array(numbers.buffer), Number(at)),
  };
  const metadata = { size: numbers.BYTES_PER_ELEMENT, littleEndian: true, type: 8, signed };
  const dataset = { metadata, file_id: 1n, path: 'class' } as unknown as Dataset;
  expect(rawValues(library, dataset, [3])).toEqual(numbers);
});
