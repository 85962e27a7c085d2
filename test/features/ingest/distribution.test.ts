import { expect, it } from 'vitest';
import { distributionOf } from '../../../src/features/ingest/distribution.ts';

const number = (...values: number[]) =>
  distributionOf({ name: 'x', kind: 'number', source: 'f', values: Float64Array.from(values) })!;

it('counts every value once, the greatest in the last bin', () => {
  const { counts, nulls, infinite, range } = number(0, 1, 1, 0.5, Number.NaN, Number.POSITIVE_INFINITY);
  expect(counts.reduce((a, b) => a + b)).toBe(4);
  expect(counts[0]).toBe(1);
  expect(counts.at(-1)).toBe(2);
  expect(counts[counts.length / 2]).toBe(1);
  expect(nulls).toBe(1);
  expect(infinite).toBe(1);
  expect(range).toEqual([0, 1]);
});

it('manages a column of one value, or of none', () => {
  expect(number(3, 3).counts.reduce((a, b) => a + b)).toBe(2);
  expect(number(Number.NaN)).toMatchObject({ nulls: 1 });
  expect(number(Number.NaN).range).toBeUndefined();
});

it('orders categories by number', () => {
  const column = { name: 'c', kind: 'category', source: 'f', categories: ['a', 'b', 'c'] } as const;
  const codes = Uint8Array.of(1, 1, 2, 255, 1);
  expect(distributionOf({ ...column, categories: [...column.categories], codes })).toEqual({
    counts: [3, 1, 0],
    nulls: 1,
  });
  expect(distributionOf({ name: 't', kind: 'text', source: 'f', values: ['a'] })).toBeNull();
});
