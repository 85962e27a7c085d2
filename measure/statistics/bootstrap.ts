import type { Interval } from '../../src/maths/statistics/intervals.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';

const resamples = 1000; // the ends of the interval then rest on 25 of them each
const seed = 3;

/**
 * 95 % interval of a difference by the paired bootstrap: the same galaxies, drawn with replacement, for both sides (Efron & Tibshirani 1993).
 *
 * @param count galaxies
 * @param difference of the galaxies drawn; NaN (a class has no member among them) is drawn again
 */
export function pairedBootstrap(count: number, difference: (drawn: Uint32Array) => number): Interval {
  const random = createRandom(seed);
  const differences: number[] = [];
  for (let tries = 0; differences.length < resamples; tries++) {
    if (tries > resamples * 20)
      throw new Error(`need every class among ${count} galaxies drawn; it never was`);
    const value = difference(Uint32Array.from({ length: count }, () => random.integer(count)));
    if (!Number.isNaN(value)) differences.push(value);
  }
  differences.sort((a, b) => a - b);
  return {
    low: differences[Math.floor(resamples * 0.025)],
    high: differences[Math.ceil(resamples * 0.975) - 1],
  };
}
