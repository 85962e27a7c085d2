import { ranksOf } from './ranks.ts';

/** Spearman's rank correlation, −1 to 1: Pearson's of the ranks, ties sharing theirs; NaN where one side is constant. */
export function rankCorrelation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [x, y] = [ranksOf(a), ranksOf(b)];
  const mean = (x.length + 1) / 2; // of ranks
  let [xx, yy, xy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    xx += (x[i] - mean) ** 2;
    yy += (y[i] - mean) ** 2;
    xy += (x[i] - mean) * (y[i] - mean);
  }
  return xy / Math.sqrt(xx * yy);
}
