import type { Score } from './acquisition.ts';
import { covarianceAt } from './covariance.ts';
import { type PredictedPoints, type Predictions, predictSteps } from './predictBlock.ts';

const pointsTogether = 256; // between two looks at whether to go on

/** For which points deviations were computed. */
interface Promising {
  /** In the order of what could at best have been their score. */
  rows: Uint32Array;
  /** Whether every point that could have been among the best `keep` is there. */
  exact: boolean;
}

/** Which points are looked for. */
interface PromisingSearch {
  /** Points that may be chosen. */
  rows: Uint32Array;
  score: Score;
  /** What is best so far, for the score. */
  best: number;
  /** How many of the best are wanted. */
  keep: number;
  /** Points at most whose deviation is computed. */
  limit: number;
}

/**
 * Standard deviations where they can matter, for means cost little and deviations size² / 2 products each. No variance
 * is above what the nearest observation alone leaves, a − k(d)² / (a + noise), for more observations only lower it; with
 * this a point's score is bounded. Points are taken by falling bound until none left can be among the best `keep`:
 * exact. Only where that takes more than `limit` points does it stop early.
 *
 * @param predictions mean and nearest known at `rows`; variances are added to them
 * @yields points done
 */
export function* promisingSteps(
  predicted: PredictedPoints,
  predictions: Predictions,
  { rows, score, best, keep, limit }: PromisingSearch,
): Generator<number, Promising> {
  const { covariance } = predicted.model;
  const bounds = Float64Array.from(rows, row => {
    const nearby = covarianceAt(covariance, predictions.nearest[row]);
    const most = covariance.amplitude - (nearby * nearby) / (covariance.amplitude + covariance.noise);
    return score(predictions.mean[row], Math.sqrt(Math.max(0, most)), best);
  });
  yield 0;
  const order = Uint32Array.from(rows.keys()).sort((a, b) => bounds[b] - bounds[a] || a - b);
  yield 0;
  let top = new Float64Array(0); // the best `keep` scores so far, falling
  for (let from = 0; from < order.length; from += pointsTogether) {
    const enough = top.length === keep && bounds[order[from]] < top[keep - 1];
    if (enough || from >= limit) return { rows: order.slice(0, from).map(i => rows[i]), exact: enough };
    const some = order.slice(from, Math.min(order.length, from + pointsTogether)).map(i => rows[i]);
    for (const done of predictSteps(predicted, some, predictions, { deviations: true })) yield from + done;
    const scores = Float64Array.from(some, row =>
      score(predictions.mean[row], Math.sqrt(predictions.variance[row]), best),
    );
    top = Float64Array.from([...top, ...scores])
      .sort()
      .reverse()
      .slice(0, keep);
  }
  return { rows: order.map(i => rows[i]), exact: true };
}
