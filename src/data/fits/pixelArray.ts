/** Numbers of an image or a column, in the type the file keeps them in. */
export type PixelArray =
  | Uint8Array
  | Int8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array
  | Float32Array
  | Float64Array;

/** Room for (n) numbers of a BITPIX: bytes are unsigned, all other whole numbers signed. */
export function pixelRoom(bitpix: number, count: number): PixelArray {
  switch (bitpix) {
    case 8:
      return new Uint8Array(count);
    case 16:
      return new Int16Array(count);
    case 32:
      return new Int32Array(count);
    case 64:
      return new BigInt64Array(count);
    case -32:
      return new Float32Array(count);
    default:
      return new Float64Array(count);
  }
}

/**
 * Big-endian bytes as (n) numbers.
 *
 * @param bytes n · |bitpix| / 8 of them; copied, never changed
 */
export function bigEndianPixels(bytes: Uint8Array, bitpix: number): PixelArray {
  const size = Math.abs(bitpix) / 8;
  const copy = bytes.slice(0, Math.floor(bytes.length / size) * size);
  swapBytes(copy, size);
  const room = pixelRoom(bitpix, 0);
  const Kind = room.constructor as new (buffer: ArrayBuffer) => PixelArray;
  return new Kind(copy.buffer);
}

/** Turns numbers of so many bytes around in place; as every machine a browser runs on is little-endian. */
function swapBytes(bytes: Uint8Array<ArrayBuffer>, size: number): void {
  if (size === 2) {
    const words = new Uint16Array(bytes.buffer);
    for (let i = 0; i < words.length; i++) words[i] = (words[i] << 8) | (words[i] >> 8);
  } else if (size >= 4) {
    const words = new Uint32Array(bytes.buffer);
    for (let i = 0; i < words.length; i++) {
      const word = words[i];
      words[i] = (word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24);
    }
    for (let i = 0; size === 8 && i < words.length; i += 2) {
      const first = words[i];
      words[i] = words[i + 1];
      words[i + 1] = first;
    }
  }
}
