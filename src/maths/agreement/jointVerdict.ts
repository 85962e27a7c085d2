/** How several verdicts are combined: their median, their mean, or the one that most people gave. */
export type JointMethod = 'median' | 'mean' | 'majority';

/**
 * The median of some scores; for an even number of them, the mean of the two in the middle. NaN where there is none.
 *
 * @param scores (people)
 */
export function medianOf(scores: ArrayLike<number>): number {
  const sorted = Float64Array.from(scores).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * The mean of some scores; NaN where there is none.
 *
 * @param scores (people)
 */
export function meanOf(scores: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < scores.length; i++) sum += scores[i];
  return sum / scores.length;
}

/**
 * The class that more people gave than any other; it need not be more than half of them.
 *
 * @param counts (classes) people who gave each
 * @returns index of the class; −1 where nobody gave any, −2 where several are given equally often
 */
export function majorityOf(counts: ArrayLike<number>): number {
  let best = -1;
  let most = 0;
  let isTied = false;
  for (let k = 0; k < counts.length; k++) {
    if (counts[k] === 0 || counts[k] < most) continue;
    isTied = counts[k] === most;
    [best, most] = [k, counts[k]];
  }
  return isTied ? -2 : best;
}
