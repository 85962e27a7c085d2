import { describe, expect, it } from 'vitest';
import {
  decodeFloat16,
  encodeFloat16,
  float16ToNumber,
  numberToFloat16,
} from '../../../src/data/bytes/float16.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

/** All finite 16-bit floats that are not negative, in order, by IEEE 754's definition in decimal arithmetic. */
const positive = Array.from({ length: 0x7c00 }, (_, bits) => {
  const exponent = Math.floor(bits / 1024);
  const fraction = (bits % 1024) / 1024;
  return exponent === 0 ? fraction * 2 ** -14 : (1 + fraction) * 2 ** (exponent - 15);
});

/** Nearest by search among all of them; a tie goes to the even fraction. */
function nearestBits(value: number): number {
  const magnitude = Math.abs(value);
  let low = 0;
  let high = positive.length; // one past the last stands for infinity, where 65536 would be
  while (low < high) {
    const middle = (low + high) >> 1;
    if (positive[middle] < magnitude) low = middle + 1;
    else high = middle;
  }
  const above = low;
  const below = Math.max(0, low - 1);
  const distanceAbove = (positive[above] ?? 65536) - magnitude;
  const distanceBelow = magnitude - positive[below];
  const tie = distanceAbove === distanceBelow;
  const bits = tie ? (above % 2 === 0 ? above : below) : distanceAbove < distanceBelow ? above : below;
  return bits | (value < 0 || Object.is(value, -0) ? 0x8000 : 0);
}

describe('float16', () => {
  it('decodes every finite value as defined', () => {
    for (let bits = 0; bits < 0x7c00; bits++) {
      expect(float16ToNumber(bits)).toBe(positive[bits]);
      expect(float16ToNumber(bits | 0x8000)).toBe(-positive[bits]);
    }
    expect(float16ToNumber(0x7c00)).toBe(Number.POSITIVE_INFINITY);
    expect(float16ToNumber(0xfc00)).toBe(Number.NEGATIVE_INFINITY);
    expect(float16ToNumber(0x7c01)).toBeNaN();
  });

  it('rounds to the nearest, ties to even', () => {
    const random = createRandom(1);
    const edges = [
      0,
      -0,
      1,
      65504,
      65519.996,
      65520,
      1e9,
      2 ** -24,
      2 ** -25,
      2 ** -25 * 1.0001,
      2 ** -14,
      1 / 3,
    ];
    const ties = Array.from({ length: 500 }, () => {
      const bits = random.integer(0x7bff);
      return (positive[bits] + positive[bits + 1]) / 2; // exact in float32
    });
    const others = Array.from({ length: 5000 }, () => random.normal() * 2 ** (random.integer(44) - 28));
    for (const value of [...edges, ...ties, ...ties.map(v => -v), ...others].map(Math.fround)) {
      expect(numberToFloat16(value), `${value}`).toBe(nearestBits(value));
    }
    expect(float16ToNumber(numberToFloat16(Number.NaN))).toBeNaN();
    expect(numberToFloat16(Number.NEGATIVE_INFINITY)).toBe(0xfc00);
  });

  it('gives arrays back, little-endian', () => {
    expect([...encodeFloat16([1, -2])]).toEqual([0x00, 0x3c, 0x00, 0xc0]);
    const values = Float32Array.of(0.5, -1.25, 65504, 0);
    expect(decodeFloat16(encodeFloat16(values))).toEqual(values);
    expect(() => decodeFloat16(new Uint8Array(3))).toThrow('even number of bytes');
  });
});
