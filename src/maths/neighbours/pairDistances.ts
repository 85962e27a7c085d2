import { createRandom } from '../statistics/random.ts';

/**
 * Distances of random pairs of different points: the scale on which a distance in this data counts as near or far.
 *
 * @param n points
 * @param measure distance of points i and j
 * @param pairs how many are drawn
 * @returns (pairs) rising; empty where there are fewer than two points
 */
export function pairDistances(
  n: number,
  measure: (i: number, j: number) => number,
  pairs: number,
  seed: number,
): Float64Array {
  if (n < 2) return new Float64Array(0);
  const random = createRandom(seed);
  return Float64Array.from({ length: pairs }, () => {
    const i = random.integer(n);
    return measure(i, (i + 1 + random.integer(n - 1)) % n); // any other point, each as likely
  }).sort();
}

/**
 * Share of sorted numbers below a value, equal ones counted half, 0–1.
 *
 * @param sorted (n) rising
 * @returns NaN where `sorted` is empty or `value` is NaN
 */
export function quantileOf(value: number, sorted: Float64Array): number {
  if (sorted.length === 0 || Number.isNaN(value)) return Number.NaN;
  let below = 0;
  let equal = 0;
  for (const other of sorted) {
    if (other < value) below++;
    else if (other === value) equal++;
  }
  return (below + equal / 2) / sorted.length;
}
