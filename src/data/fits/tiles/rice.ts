import { TileError } from './tileError.ts';

/** Bits of a block's head, the head that says "not compressed", and the bits of a number, by bytes a number. */
const kinds: Record<number, { headBits: number; rawHead: number; rawBits: number }> = {
  1: { headBits: 3, rawHead: 6, rawBits: 8 },
  2: { headBits: 4, rawHead: 14, rawBits: 16 },
  4: { headBits: 5, rawHead: 25, rawBits: 32 },
};
const surePlaces = 25; // bits of a 32-bit word that are there wherever in a byte it begins

/**
 * RICE_1: differences of neighbours, each as a number of zeros, a one, and the lowest bits; a block's head says how many low
 * bits. Source: FITS standard 4.0, section 10.4.1; Rice, Yeh & Miller 1993. Nearly every difference lies in the 32 bits from
 * its first on, which are one load; its zeros are counted by one instruction.
 *
 * @param bytes (any number) of the tile; where its buffer goes on behind them, it is read without a copy
 * @param out takes (n) numbers, `count` of them, from `at` on, wrapped to its own type
 * @param blockSize numbers a block, 16 or 32
 * @throws TileError where the bytes end before the numbers do
 */
export function decodeRice(
  bytes: Uint8Array,
  out: Uint8Array | Int16Array | Int32Array,
  { at, count, blockSize }: { at: number; count: number; blockSize: number },
): void {
  const { headBits, rawHead, rawBits } = kinds[out.BYTES_PER_ELEMENT];
  const end = at + count;
  const bits = 8 * bytes.length;
  const view = paddedView(bytes, 4 * blockSize + 8);
  let last = 0;
  let bit = 8 * out.BYTES_PER_ELEMENT;
  if (bit > bits) throw new TileError('is cut short');
  for (let i = 0; i < out.BYTES_PER_ELEMENT; i++) last = (last << 8) | bytes[i];
  for (let i = at; i < end; ) {
    const low = ((view.getInt32(bit >>> 3) << (bit & 7)) >>> (32 - headBits)) - 1;
    bit += headBits;
    const blockEnd = i + blockSize < end ? i + blockSize : end;
    if (low < 0) {
      out.fill(last, i, blockEnd);
      i = blockEnd;
    } else if (low === rawHead) {
      if (bit + (blockEnd - i) * rawBits > bits) throw new TileError('is cut short');
      for (; i < blockEnd; i++) {
        let raw = (view.getInt32(bit >>> 3) << (bit & 7)) >>> 16;
        if (rawBits === 32) raw = (raw << 16) | ((view.getInt32((bit + 16) >>> 3) << (bit & 7)) >>> 16);
        else if (rawBits === 8) raw >>>= 8;
        bit += rawBits;
        last = (last + ((raw >>> 1) ^ -(raw & 1))) | 0;
        out[i] = last;
      }
    } else {
      const drop = 31 - low; // of a word whose zeros and one are gone, what is left of its low bits
      for (; i < blockEnd; i++) {
        const word = view.getInt32(bit >>> 3) << (bit & 7);
        const zeros = Math.clz32(word);
        let difference: number;
        if (zeros + low < surePlaces) {
          difference = (zeros << low) | (((word << zeros) & 0x7fffffff) >>> drop);
          const used = zeros + 1 + low;
          // Often the next one lies in the same word: that spares waiting for another load.
          const rest = word << used;
          const restZeros = Math.clz32(rest);
          const both = used + restZeros + low;
          if (both < surePlaces && i + 1 < blockEnd) {
            last = (last + ((difference >>> 1) ^ -(difference & 1))) | 0;
            out[i++] = last;
            difference = (restZeros << low) | (((rest << restZeros) & 0x7fffffff) >>> drop);
            bit += both + 1;
          } else bit += used;
        } else {
          const one = nextOne(bytes, bit);
          if (one + 1 + low > bits) throw new TileError('is cut short');
          difference = (one - bit) << low;
          bit = one + 1;
          if (low > 0) difference |= (view.getInt32(bit >>> 3) << (bit & 7)) >>> (32 - low);
          bit += low;
        }
        last = (last + ((difference >>> 1) ^ -(difference & 1))) | 0;
        out[i] = last;
      }
    }
    if (bit > bits) throw new TileError('is cut short');
  }
}

/** The place of the first one from a bit on. @throws TileError where only zeros are left */
function nextOne(bytes: Uint8Array, bit: number): number {
  let byte = bit >>> 3;
  let held = bytes[byte] & (0xff >>> (bit & 7));
  while (held === 0) {
    if (++byte >= bytes.length) throw new TileError('is cut short');
    held = bytes[byte];
  }
  return 8 * byte + Math.clz32(held) - 24;
}

/** A view that can be read so many bytes behind the end. */
function paddedView(bytes: Uint8Array, spare: number): DataView {
  if (bytes.byteOffset + bytes.length + spare <= bytes.buffer.byteLength) {
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.length + spare);
  }
  const copy = new Uint8Array(bytes.length + spare);
  copy.set(bytes);
  return new DataView(copy.buffer);
}
