import { expect, it } from 'vitest';
import { skyMap } from '../../../src/maths/catalogue/skyMap.ts';

it('has north up, east left, and one scale, also across the beginning of right ascension', () => {
  const places = skyMap([359.5, 0.5, 0, Number.NaN, 0], [0, 0, 0.25, 1, Number.NaN]);
  expect([...places.slice(0, 4)]).toEqual([10, -2.5, -10, -2.5].map(each => expect.closeTo(each, 4)));
  expect([...places.slice(4, 6)]).toEqual([expect.closeTo(0, 4), expect.closeTo(2.5, 4)]);
  expect([...places.slice(6)]).toEqual(Array.from({ length: 4 }, () => Number.NaN));
});

it('keeps areas: a degree of right ascension is as wide as the cosine of the declination', () => {
  const [x0, , x1, , x2, , x3] = skyMap([10, 11, 10, 11], [0, 0, 60, 60]);
  expect((x2 - x3) / (x0 - x1)).toBeCloseTo(0.5, 5);
});

it('has a place for a single galaxy, and none for those without positions', () => {
  expect([...skyMap([5], [6])]).toEqual([0, 0]);
  expect([...skyMap([Number.NaN], [1])]).toEqual([Number.NaN, Number.NaN]);
});
