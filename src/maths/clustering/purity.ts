import { contingencyOf } from './contingency.ts';

/**
 * Share of things that are of their cluster's most frequent class, 0–1.
 *
 * @param clusters whole numbers ≥ 0; negative ones and NaN are left out, also in `classes`
 * @returns NaN where nothing has both
 */
export function purity(clusters: ArrayLike<number>, classes: ArrayLike<number>): number {
  const { counts, rows, columns, total } = contingencyOf(clusters, classes);
  let sum = 0;
  for (let row = 0; row < rows.length; row++) {
    let most = 0;
    for (let column = 0; column < columns.length; column++) {
      most = Math.max(most, counts[row * columns.length + column]);
    }
    sum += most;
  }
  return sum / total;
}

/**
 * How many clusters are in use: the exponential of the entropy of their shares. 1 where one holds everything, k where k are
 * equal.
 */
export function clustersInUse(clusters: ArrayLike<number>): number {
  const counts = new Map<number, number>();
  for (let i = 0; i < clusters.length; i++) counts.set(clusters[i], (counts.get(clusters[i]) ?? 0) + 1);
  let entropy = 0;
  for (const count of counts.values())
    entropy -= (count / clusters.length) * Math.log(count / clusters.length);
  return Math.exp(entropy);
}
