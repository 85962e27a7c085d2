import { describe, expect, it } from 'vitest';
import { pairDistances, quantileOf } from '../../../src/maths/neighbours/pairDistances.ts';

describe('distances of random pairs', () => {
  it('are those of different points, each pair as likely', () => {
    const places = [0, 1, 3];
    const drawn = pairDistances(3, (i, j) => Math.abs(places[i] - places[j]), 6000, 1);
    for (const d of [1, 2, 3]) {
      const share = drawn.filter(value => value === d).length / drawn.length;
      expect(Math.abs(share - 1 / 3)).toBeLessThan(0.03); // five standard deviations of 6,000 draws
    }
    expect(drawn.includes(0)).toBe(false);
    expect(Array.from(drawn)).toEqual([...drawn].sort((a, b) => a - b));
  });

  it('depend on the seed alone, and are none for one point', () => {
    const measure = (i: number, j: number) => Math.abs(i * i - j * j);
    const draw = (seed: number) => pairDistances(20, measure, 50, seed);
    expect(draw(5)).toEqual(draw(5));
    expect(draw(6)).not.toEqual(draw(5));
    expect(pairDistances(1, measure, 50, 1).length).toBe(0);
  });
});

describe('the quantile of a value', () => {
  it('counts what is below, and half of what is equal', () => {
    const sorted = Float64Array.of(1, 2, 2, 5);
    expect([0, 1, 2, 3, 9].map(value => quantileOf(value, sorted))).toEqual([0, 0.125, 0.5, 0.75, 1]);
    expect(quantileOf(1, new Float64Array(0))).toBeNaN();
    expect(quantileOf(Number.NaN, sorted)).toBeNaN();
  });
});
