import type { Random } from '../statistics/random.ts';
import { contingencyOf } from './contingency.ts';
import { adjustedMutualInformation, adjustment, mutualInformation } from './mutualInformation.ts';

/** How much of a division of galaxies one thing explains. */
export interface Explanation {
  /** Adjusted mutual information: 0 by chance, 1 where they are the same division. */
  agreement: number;
  /** Standard deviation of that with the labels shuffled: what chance does with these sizes. */
  chance: number;
  /** Whether it is more than chance: beyond three of its deviations, and more than a hundredth. */
  telling: boolean;
}

const permutations = 40; // enough for the deviation to about a tenth of itself
const beyond = 3; // deviations: with a hundred columns a false one in ten catalogues
const least = 0.01; // agreement that a person could not see

/**
 * Compares a division of galaxies (their clusters, or one cluster against the rest) with a column of labels or bins.
 *
 * @param division whole numbers ≥ 0; negative ones and NaN are left out
 * @param labels as long; the same
 */
export function explainDivision(
  division: ArrayLike<number>,
  labels: ArrayLike<number>,
  random: Random,
): Explanation {
  const both = [...Array(division.length).keys()].filter(i => division[i] >= 0 && labels[i] >= 0);
  if (both.length === 0) return { agreement: 0, chance: 0, telling: false };
  const [own, other] = [both.map(i => division[i]), both.map(i => labels[i])];
  const adjust = adjustment(contingencyOf(own, other)); // shuffling changes no sum of a row or a column
  const agreement = adjustedMutualInformation(own, other);
  let squares = 0;
  for (let round = 0; round < permutations; round++) {
    random.shuffle(other);
    squares += adjust(mutualInformation(contingencyOf(own, other))) ** 2 / permutations; // its mean is 0 by its definition
  }
  const chance = Math.sqrt(squares);
  return { agreement, chance, telling: agreement > Math.max(least, beyond * chance) };
}

/**
 * Bins of equal numbers of galaxies for a column of numbers, so that mutual information can be counted.
 *
 * @param values NaN where empty
 * @param bins at most; equal values are never parted, so there may be fewer. Default 5
 * @returns (n) bin from 0, or −1 where empty
 */
export function quantileBins(values: ArrayLike<number>, bins = 5): Int32Array {
  const sorted = Float64Array.from(values)
    .filter(value => !Number.isNaN(value))
    .sort();
  const edges = Array.from(
    { length: bins - 1 },
    (_, i) => sorted[Math.floor(((i + 1) * sorted.length) / bins)],
  );
  return Int32Array.from(values, value =>
    Number.isNaN(value) ? -1 : edges.reduce((bin, edge) => bin + Number(value >= edge), 0),
  );
}
