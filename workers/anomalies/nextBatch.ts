import type { Asked, RankOptions, Reason, Shortcut } from '../../src/contracts/anomalies.ts';
import {
  type Acquisition,
  acquisitionOf,
  defaultAcquisition,
  type Score,
  scoreOf,
} from '../../src/maths/interest/acquisition.ts';
import { chooseBatch, defaultBatchRule } from '../../src/maths/interest/batch.ts';
import { candidatesSteps } from '../../src/maths/interest/candidates.ts';
import {
  emptyPredictions,
  type PredictedPoints,
  type Predictions,
  predictSteps,
} from '../../src/maths/interest/predictBlock.ts';
import { promisingSteps } from '../../src/maths/interest/promising.ts';
import { thompsonSteps } from '../../src/maths/interest/thompson.ts';
import { packedRow } from '../../src/maths/linear/cholesky.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';
import { defaultBatchSize } from './rankDefaults.ts';

/**
 * Products spent on standard deviations in one call, some four seconds: all of 100,000 galaxies up to 440 ratings, 5,000
 * of them at 2,000 ratings. On 20,000 clumpy points of 40 columns at 200 and at 1,000 ratings, deviations of 512 to 4,352
 * points proved the batch, by whichever acquisition; stopping at 1,024 gave the same ten.
 */
const deviationBudget = 1e10;
/**
 * The batch is chosen among so many with the largest acquisition: each needs a row of numbers as long as the ratings.
 * On 20,000 clumpy points of 40 columns, 30 to 200 ratings, 4,000 gave the same ten in 36 of 36 batches, the last of
 * them the 275th.
 */
const candidateCount = 500;

/** What to ask about next, and all that was predicted to find it. */
export interface NextBatch {
  /** (≤ batchSize) with indices of points, not catalogue rows, as `row` */
  batch: Asked[];
  /** (n) all means, and variances as far as they matter for the batch */
  predictions: Predictions;
  shortcuts: Shortcut[];
}

/** What a batch is chosen from. */
interface BatchPool {
  /** Points that may be asked about, ascending. */
  eligible: Uint32Array;
  /** What a rating has to exceed to be an improvement: see GaussianProcess.bestMean. */
  best: number;
}

/**
 * Predicts all points and chooses a batch.
 *
 * @param budget products that may be spent on standard deviations
 * @yields points done of all, every few milliseconds
 */
export function* nextBatchSteps(
  predicted: PredictedPoints,
  { eligible, best }: BatchPool,
  options: RankOptions,
  budget = deviationBudget,
): Generator<number, NextBatch> {
  const { acquisition = defaultAcquisition, tradeOff } = options;
  const { model, points } = predicted;
  const n = points.length / model.columns;
  const predictions = emptyPredictions(n);
  const all = Uint32Array.from(predictions.mean.keys());
  const limit = Math.floor(budget / Math.max(1, packedRow(model.size)));
  const inFull = n <= limit;
  yield* predictSteps(predicted, all, predictions, { deviations: inFull });
  const score = acquisition === 'thompson' ? scoreOf('upperConfidenceBound') : scoreOf(acquisition, tradeOff);
  const shortcuts: Shortcut[] = [];
  let pool = eligible;
  if (!inFull) {
    const keep = Math.min(candidateCount, eligible.length);
    const found = yield* promisingSteps(predicted, predictions, { rows: eligible, score, best, keep, limit });
    pool = found.rows;
    const kind = found.exact ? 'deviationsWhereTheyMatter' : 'deviationsForSome';
    shortcuts.push({ kind, count: pool.length, total: n });
  }
  let candidates = pool;
  if (pool.length > candidateCount) {
    shortcuts.push({ kind: 'batchAmongBest', count: candidateCount, total: eligible.length });
    const scores = Float64Array.from(pool, row =>
      score(predictions.mean[row], Math.sqrt(predictions.variance[row]), best),
    );
    const order = Uint32Array.from(pool.keys()).sort((a, b) => scores[b] - scores[a] || pool[a] - pool[b]);
    candidates = order.subarray(0, candidateCount).map(i => pool[i]);
    yield n;
  }
  const chosen = yield* chosenSteps(predicted, candidates, { score, best }, options);
  const batch = Array.from(chosen, (row): Asked => {
    const std = Math.sqrt(predictions.variance[row] + model.covariance.noise);
    return { row, mean: predictions.mean[row], std, reason: reasonFor(row, acquisition, predictions, pool) };
  });
  return { batch, predictions, shortcuts };
}

/** Chooses among the candidates, together. @yields points done of all @returns (≤ batchSize) points in the order chosen */
function* chosenSteps(
  predicted: PredictedPoints,
  rows: Uint32Array,
  { score, best }: { score: Score; best: number },
  options: RankOptions,
): Generator<number, number[]> {
  const { acquisition, batchSize = defaultBatchSize, batchRule = defaultBatchRule } = options;
  const { model, points } = predicted;
  const n = points.length / model.columns;
  const candidates = yield* yielding(n, candidatesSteps(predicted, rows));
  if (acquisition !== 'thompson') {
    return chooseBatch(candidates, score, best, batchSize, batchRule).map(i => rows[i]);
  }
  const random = createRandom(options.seed + model.size); // other draws once there are more ratings
  const drawn = yield* yielding(n, thompsonSteps(candidates, batchSize, random));
  return drawn.map(i => rows[i]);
}

/** The same steps, each of which yields `value`. */
function* yielding<Result>(value: number, steps: Generator<unknown, Result>): Generator<number, Result> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield value;
  }
}

/** What the acquisition's table says, or that of mean and deviation in which the point stands higher among all that may be asked about. */
function reasonFor(
  row: number,
  acquisition: Acquisition,
  { mean, variance }: Predictions,
  among: Uint32Array,
): Reason {
  const { reason } = acquisitionOf(acquisition);
  if (reason !== 'higher') return reason;
  let moreInteresting = 0;
  let lessKnown = 0;
  for (const other of among) {
    if (mean[other] > mean[row]) moreInteresting++;
    if (variance[other] > variance[row]) lessKnown++;
  }
  return moreInteresting <= lessKnown ? 'most promising' : 'most uncertain';
}
