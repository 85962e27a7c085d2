/** IEEE 754 binary16: 1 sign, 5 exponent and 10 fraction bits. Not every browser that the app supports has Float16Array. */

const floatView = new Float32Array(1);
const bitsView = new Uint32Array(floatView.buffer);

/**
 * A 16-bit float's value; exact, subnormals, infinities and NaN included.
 *
 * @param bits 0 … 65535
 */
export function float16ToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24; // subnormal: fraction × 2⁻¹⁰ × 2⁻¹⁴
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1024 + fraction) * 2 ** (exponent - 25); // 25 = bias 15 + 10 fraction bits
}

/**
 * The bits of the nearest 16-bit float, ties to even, as hardware rounds.
 *
 * @param value taken as float32; from ±65520 on it becomes infinite
 * @returns 0 … 65535
 */
export function numberToFloat16(value: number): number {
  floatView[0] = value;
  const bits = bitsView[0];
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00; // NaN
  if (magnitude >= 0x477ff000) return sign | 0x7c00; // 65520, halfway to the next power of two, rounds to infinity
  if (magnitude < 0x38800000) {
    // Below 2⁻¹⁴ the spacing is 2⁻²⁴: adding 0.5, whose float32 spacing is the same, lets the addition do the rounding.
    floatView[0] = Math.abs(floatView[0]) + 0.5;
    return sign | (bitsView[0] - 0x3f000000);
  }
  const odd = (magnitude >>> 13) & 1;
  return sign | ((magnitude - 0x38000000 + 0xfff + odd) >>> 13); // rebias 127 → 15, round half to even
}

/**
 * Reads 16-bit floats.
 *
 * @param bytes little-endian 16-bit floats; an even number of bytes
 * @returns (values) in the same order, as many as half the bytes
 * @throws RangeError for an odd number of bytes
 */
export function decodeFloat16(bytes: Uint8Array): Float32Array {
  if (bytes.length % 2 !== 0) {
    throw new RangeError(`need an even number of bytes of 16-bit floats; got ${bytes.length}`);
  }
  const values = new Float32Array(bytes.length / 2);
  for (let i = 0; i < values.length; i++) {
    values[i] = float16ToNumber(bytes[2 * i] | (bytes[2 * i + 1] << 8));
  }
  return values;
}

/**
 * Writes 16-bit floats.
 *
 * @param values (n)
 * @returns (2 n) bytes, little-endian
 */
export function encodeFloat16(values: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(2 * values.length);
  for (let i = 0; i < values.length; i++) {
    const bits = numberToFloat16(values[i]);
    bytes[2 * i] = bits & 0xff;
    bytes[2 * i + 1] = bits >>> 8;
  }
  return bytes;
}
