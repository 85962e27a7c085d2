/**
 * Area under the receiver's operating curve: the chance that a positive scores above a negative, ties counting half
 * (Mann–Whitney U).
 */
export function auroc(scores: ArrayLike<number>, positive: ArrayLike<boolean | number>): number {
  const order = Array.from({ length: scores.length }, (_, k) => k).sort((a, b) => scores[a] - scores[b]);
  let rankSum = 0;
  let positives = 0;
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end < order.length && scores[order[end]] === scores[order[start]]) end++;
    const rank = (start + end + 1) / 2; // mean rank of a tie, ranks from 1
    for (let k = start; k < end; k++) {
      if (!positive[order[k]]) continue;
      rankSum += rank;
      positives++;
    }
    start = end;
  }
  const negatives = order.length - positives;
  if (positives === 0 || negatives === 0)
    throw new RangeError(`need both kinds; got ${positives} positives of ${order.length}`);
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}
