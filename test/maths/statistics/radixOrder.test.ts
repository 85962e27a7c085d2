import { expect, it } from 'vitest';
import { descendingPlaces, finiteAscending } from '../../../src/maths/statistics/radixOrder.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const random = createRandom(11);
const several = [0, 1, -1, 1e-42, -1e-42, 3.4e38, -3.4e38, 2, 2, 2];
const values = Float32Array.from({ length: 5000 }, (_, i) =>
  i < several.length ? several[i] : random.normal() * 10 ** Math.round(12 * random.uniform() - 6),
);

it('orders finite numbers as a sort that compares', () => {
  const some = Float32Array.of(Number.NaN, ...values, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);
  expect(finiteAscending(some)).toEqual(values.slice().sort());
  expect(finiteAscending(some.subarray(1, 4))).toEqual(values.slice(0, 3).sort());
  expect(finiteAscending(Float32Array.of(Number.NaN))).toHaveLength(0);
});

it('orders places by falling value, equal ones as they came', () => {
  const rounded = values.map(value => Math.round(value)); // most of them equal
  const places = Uint32Array.from({ length: 3000 }, (_, i) => 2 * i).filter(place => place < values.length);
  const wanted = [...places].sort((a, b) => rounded[b] - rounded[a] || a - b);
  expect([
    ...descendingPlaces(
      rounded.map(value => value + 0),
      places,
    ),
  ]).toEqual(wanted); // no −0
});
