import { describe, expect, it } from 'vitest';
import {
  blockCount,
  codePlace,
  createSixteenBitRows,
  decodedRows,
  decodeRow,
  encodeRow,
  sixteenBitRowsOf,
} from '../../../src/maths/neighbours/sixteenBitRows.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const random = createRandom(5);

function thereAndBack(values: Float32Array): Float32Array {
  const rows = createSixteenBitRows(2, values.length);
  encodeRow(rows, 1, values, 0);
  return decodeRow(rows, 1, new Float32Array(values.length), values.length);
}

describe('rows in 16 bits', () => {
  it('give every number back to 1.6e-5 of the row’s largest, at any size', () => {
    for (const size of [1, 1e-30, 1e-41, 1e30, 9e37]) {
      for (const columns of [1, 3, 16, 40, 65]) {
        const values = Float32Array.from({ length: columns }, () => size * (2 * random.uniform() - 1));
        const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
        const back = thereAndBack(values);
        const least = 2 ** -134; // half the least bfloat16
        back.forEach((value, j) => {
          expect(Math.abs(value - values[j])).toBeLessThanOrEqual(Math.max(1.6e-5 * largest, least));
        });
      }
    }
  });

  it('are floats without rounding: a whole number of 16 bits times a scale of 8', () => {
    const values = Float32Array.from({ length: 50 }, () => random.normal() * 1e-3);
    const rows = createSixteenBitRows(1, 50);
    encodeRow(rows, 0, values, 0);
    const back = decodeRow(rows, 0, new Float32Array(50), 50);
    back.forEach((value, j) => {
      expect(value).toBe((256 * rows.coarse[j] + rows.fine[j]) * rows.scales[0]);
    });
    expect(new Uint32Array(rows.scales.buffer)[0] & 0xffff).toBe(0);
  });

  it('encode to themselves once decoded, also where the largest is next to a multiple of a scale', () => {
    const once = (values: Float32Array) => thereAndBack(values);
    for (let draw = 0; draw < 2000; draw++) {
      const scale = (128 + random.integer(128)) * 2 ** (random.integer(20) - 10); // 8 significant bits
      const largest = 32639 * scale * (1 + 4e-5 * (random.uniform() - 0.5));
      const sign = draw % 2 === 0 ? 1 : -1;
      const values = Float32Array.of(sign * largest, random.normal() * scale, -largest / 3, scale / 2);
      expect(once(once(values))).toEqual(once(values));
      expect(Math.abs(once(values)[0] - values[0])).toBeLessThanOrEqual(1.6e-5 * largest);
    }
  });

  it('are made of many rows at once and decoded in part', () => {
    const values = Float32Array.from({ length: 5 * 20 }, () => random.normal());
    const rows = sixteenBitRowsOf(values, 20);
    for (let row = 0; row < 5; row++) {
      const back = decodeRow(rows, row, new Float32Array(20), 20);
      expect(back).toEqual(thereAndBack(values.slice(20 * row, 20 * row + 20)));
      expect(decodedRows(rows, row, row + 1)).toEqual(back);
    }
    expect(decodedRows(rows).subarray(40, 100)).toEqual(decodedRows(rows, 2, 5));
  });

  it('keep zeros, and the largest number of both signs', () => {
    expect(Array.from(thereAndBack(Float32Array.of(0, 0, 0)))).toEqual([0, 0, 0]);
    const back = thereAndBack(Float32Array.of(1, -1, 0.5, 0));
    expect(back[0]).toBe(-back[1]);
    expect(back[3]).toBe(0);
  });

  it('have no representation where a number is not finite or beyond 1e38', () => {
    for (const odd of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 2e38]) {
      expect(thereAndBack(Float32Array.of(1, odd)).every(Number.isNaN)).toBe(true);
    }
  });

  it('begin where they are told, and stand in blocks of sixteen', () => {
    expect([1, 16, 17, 64].map(blockCount)).toEqual([1, 1, 2, 4]);
    const rows = createSixteenBitRows(3, 17);
    encodeRow(
      rows,
      2,
      Float32Array.from({ length: 40 }, (_, i) => i),
      20,
    );
    const back = decodeRow(rows, 2, new Float32Array(17), 17);
    back.forEach((value, j) => {
      expect(Math.abs(value - (20 + j))).toBeLessThan(1e-3);
    });
    expect(codePlace(rows, 2, 16)).toBe(3 * 16 + 2 * 16);
    expect(rows.coarse.subarray(codePlace(rows, 2, 17)).every(code => code === 0)).toBe(true);
  });
});
