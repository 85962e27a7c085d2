import { betaCumulative } from './betaDistribution.ts';
import { normalCumulative } from './normalDistribution.ts';

/** Whether one of two classifiers is right more often on the same galaxies (McNemar 1947). */
interface McNemar {
  /** Galaxies that only the first, and only the second, is right about. */
  first: number;
  second: number;
  /** Two-sided probability of a split as uneven as this if neither were better. */
  p: number;
  /** `exact`: by the binomial distribution; `approximate`: by chi-square with continuity correction. */
  by: 'exact' | 'approximate';
}

const few = 25; // galaxies told apart, below which chi-square is no good approximation (Dietterich 1998; statsmodels' advice too)

/**
 * McNemar's test: galaxies both are right or both wrong about say nothing.
 *
 * @param first galaxies that only the first is right about, a whole number ≥ 0
 * @param second only the second
 * @throws RangeError for other numbers
 */
export function mcnemar(first: number, second: number): McNemar {
  if (![first, second].every(count => Number.isInteger(count) && count >= 0)) {
    throw new RangeError(`need whole numbers from 0; got ${first} and ${second}`);
  }
  const n = first + second;
  if (n === 0) return { first, second, p: 1, by: 'exact' };
  if (n < few) {
    const least = Math.min(first, second);
    // P(X ≤ least) of n throws of a coin is I½(n − least, least + 1)
    return { first, second, p: Math.min(1, 2 * betaCumulative(0.5, n - least, least + 1)), by: 'exact' };
  }
  const z = (Math.abs(first - second) - 1) / Math.sqrt(n); // its square is chi-square of one degree of freedom
  return { first, second, p: Math.min(1, 2 * normalCumulative(-Math.max(0, z))), by: 'approximate' };
}
