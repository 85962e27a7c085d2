import { ranksOf } from './ranks.ts';

/**
 * Area under the receiver's operating curve: the chance that a positive scores above a negative, ties counting half
 * (Mann–Whitney U).
 */
export function auroc(scores: ArrayLike<number>, positive: ArrayLike<boolean | number>): number {
  let rankSum = 0;
  let positives = 0;
  for (const [k, rank] of ranksOf(scores).entries()) {
    if (!positive[k]) continue;
    rankSum += rank;
    positives++;
  }
  const negatives = scores.length - positives;
  if (positives === 0 || negatives === 0)
    throw new RangeError(`need both kinds; got ${positives} positives of ${scores.length}`);
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}
