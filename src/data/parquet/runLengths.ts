import { type ThriftReader, varint } from './thriftStruct.ts';

const padding = 512; // values that a writer may add to fill its last run

/**
 * Walks the runs in which levels and dictionary indices are stored, and refuses one that is longer than its page: hyparquet
 * writes as many values as a run claims.
 *
 * @param view the runs and nothing after them
 * @param width bits per value
 * @param values how many the runs hold; anything after those is ignored
 * @throws RangeError
 */
export function checkRuns(view: DataView, width: number, values: number): void {
  if (width > 32) throw new RangeError(`need values of at most 32 bits; got ${width}`);
  const reader: ThriftReader = { view, offset: 0 };
  for (let seen = 0; seen < values && reader.offset < view.byteLength; ) {
    const header = varint(reader);
    const packed = (header & 1) === 1;
    const count = packed ? (header >> 1) * 8 : header >>> 1;
    if (count < 0 || count > values + padding) {
      throw new RangeError(`need runs of at most ${values} values; got one of ${count}`);
    }
    seen += count;
    reader.offset += packed ? (count * width) / 8 : Math.ceil(width / 8);
  }
}
