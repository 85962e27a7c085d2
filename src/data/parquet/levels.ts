import { type ThriftReader, varint } from './thriftStruct.ts';

/**
 * Reads levels, which are stored in runs of one value and in groups of eight packed values (Parquet's RLE/bit-packing hybrid).
 *
 * @param view the runs and nothing after them, checked by `checkRuns`
 * @param highest level there can be, ≤ 255
 * @param levels (n) is written whole
 * @throws RangeError where there are fewer
 */
export function readLevels(view: DataView, highest: number, levels: Uint8Array): void {
  const width = 32 - Math.clz32(highest);
  const mask = 2 ** width - 1;
  const reader: ThriftReader = { view, offset: 0 };
  for (let at = 0; at < levels.length; ) {
    const header = varint(reader);
    if (header & 1) {
      const end = Math.min(levels.length, at + 8 * (header >> 1));
      const start = reader.offset;
      for (let bit = 0; at < end; bit += width, at++) {
        const byte = start + (bit >> 3);
        const low = view.getUint8(byte);
        // A level of up to eight bits lies in two bytes at the most.
        const both = (bit & 7) + width > 8 ? low | (view.getUint8(byte + 1) << 8) : low;
        levels[at] = (both >> (bit & 7)) & mask;
      }
      reader.offset = start + (header >> 1) * width;
    } else {
      const count = header >>> 1;
      levels.fill(view.getUint8(reader.offset++), at, at + count);
      at += count;
    }
  }
}

/** Levels that are read page after page into the same memory. */
export class LevelBuffer {
  private memory = new Uint8Array(0);

  /** Room for so many levels; what was read before is overwritten. */
  of(count: number): Uint8Array {
    if (this.memory.length < count) this.memory = new Uint8Array(count);
    return this.memory.subarray(0, count);
  }
}
