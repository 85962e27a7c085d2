import { describe, expect, it } from 'vitest';
import type { Column } from '../../../src/contracts/column.ts';
import { addedCounts, columnLimits, countValues } from '../../../src/data/tiles/columnCounts.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import { chainOrder } from '../../../src/maths/tiles/chainOrder.ts';
import {
  addEightBitNumbers,
  eightBitRowsOf,
  packEightBitRows,
  unpackEightBitRows,
} from '../../../src/maths/tiles/eightBitRows.ts';

const random = createRandom(9);
const values = Float32Array.from({ length: 40 * 7 }, () => 10 * random.normal());

describe('rows in 8 bits', () => {
  it('are off by half a step of their row at most, and come back from a file as they were', () => {
    values.fill(0, 0, 7);
    const rows = eightBitRowsOf(values, 7);
    const zeros = () => new Float32Array(values.length);
    const back = addEightBitNumbers(unpackEightBitRows(packEightBitRows(rows).buffer, 7), zeros());
    expect(back).toEqual(addEightBitNumbers(rows, zeros()));
    for (let row = 0; row < 40; row++) {
      const own = values.subarray(row * 7, (row + 1) * 7);
      const halfStep = Math.max(...own.map(Math.abs)) / 127 / 2;
      own.forEach((value, j) => {
        expect(Math.abs(back[row * 7 + j] - value)).toBeLessThanOrEqual(halfStep * (1 + 1e-5));
      });
    }
  });

  it('refuse bytes that are no whole rows', () => {
    expect(() => unpackEightBitRows(new ArrayBuffer(12), 7)).toThrow(
      'need whole rows of 11 bytes; got 12 bytes',
    );
  });
});

describe('chainOrder', () => {
  it('goes to the nearest of those left each time', () => {
    const order = [...chainOrder(values, 7)];
    const distance = (a: number, b: number) =>
      Math.hypot(...Array.from({ length: 7 }, (_, j) => values[a * 7 + j] - values[b * 7 + j]));
    expect(order[0]).toBe(0);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, i) => i));
    for (let at = 1; at < 40; at++) {
      const nearest = Math.min(...order.slice(at).map(each => distance(order[at - 1], each)));
      expect(distance(order[at - 1], order[at])).toBeCloseTo(nearest, 5);
    }
  });
});

describe('counts of a column', () => {
  const numbers: Column = {
    kind: 'number',
    name: 'r',
    source: 'file',
    values: Float64Array.of(0, 1, 50, Number.NaN, 49.9, Number.POSITIVE_INFINITY),
  };
  const words: Column = {
    kind: 'category',
    name: 'kind',
    source: 'file',
    categories: ['a', 'b'],
    codes: Uint8Array.of(0, 1, 1, 255, 0, 1),
  };
  const all = Uint32Array.from({ length: 6 }, (_, i) => i);

  it('count numbers in 50 bins between the limits of the whole column, and words by word', () => {
    const limits = columnLimits(numbers);
    expect(limits).toEqual({ low: 0, high: 50 });
    const counted = countValues(numbers, all, limits)!;
    expect([counted.counts[0], counted.counts[1], counted.counts[49], counted.without]).toEqual([1, 1, 3, 1]);
    expect(counted).toMatchObject({ least: 0, greatest: 50 });
    expect(countValues(words, all, null)).toEqual({ without: 1, counts: [2, 3] });
  });

  it('add up over parts', () => {
    const limits = columnLimits(numbers);
    for (const column of [numbers, words]) {
      const [one, other] = [all.subarray(0, 2), all.subarray(2)].map(rows =>
        countValues(column, rows, limits),
      );
      expect(addedCounts(one, other)).toEqual(countValues(column, all, limits));
    }
    expect(addedCounts(null, null)).toBeNull();
  });
});
