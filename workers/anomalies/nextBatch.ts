import type { Asked, RankOptions, Reason, Shortcut } from '../../src/contracts/anomalies.ts';
import { scoreOf } from '../../src/maths/interest/acquisition.ts';
import { chooseBatch } from '../../src/maths/interest/batch.ts';
import { candidatesSteps } from '../../src/maths/interest/candidates.ts';
import {
  type BlockPredictor,
  type LearntModel,
  type Predictions,
  predictSteps,
} from '../../src/maths/interest/predictBlock.ts';
import { promisingSteps } from '../../src/maths/interest/promising.ts';
import { thompsonSteps } from '../../src/maths/interest/thompson.ts';
import { packedRow } from '../../src/maths/linear/cholesky.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';

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

/** Means and deviations of all points as far as they matter, and what to ask about next. */
export interface NextBatch {
  batch: Asked[];
  shortcuts: Shortcut[];
}

/**
 * Predicts everything and chooses.
 *
 * @param eligible points that may be asked about, ascending
 * @param best what a rating has to exceed to be an improvement: see GaussianProcess.bestMean
 * @param predictions gets all means, and variances as far as they matter
 * @yields points done of `points`, every few milliseconds
 */
export function* nextBatchSteps(
  model: LearntModel,
  predictor: BlockPredictor,
  points: Float32Array,
  eligible: Uint32Array,
  best: number,
  predictions: Predictions,
  options: RankOptions,
  budget = deviationBudget,
): Generator<number, NextBatch> {
  const { acquisition = 'expectedImprovement', batchSize = 10, tradeOff, batchRule = 'believer' } = options;
  const n = points.length / model.columns;
  const all = Uint32Array.from({ length: n }, (_, i) => i);
  const limit = Math.floor(budget / Math.max(1, packedRow(model.size)));
  const inFull = n <= limit;
  yield* predictSteps(predictor, model.columns, points, all, inFull, predictions);
  const score = acquisition === 'thompson' ? scoreOf('upperConfidenceBound') : scoreOf(acquisition, tradeOff);
  const shortcuts: Shortcut[] = [];
  let rows = eligible;
  if (!inFull) {
    const keep = Math.min(candidateCount, eligible.length);
    const found = yield* promisingSteps(
      model,
      predictor,
      points,
      predictions,
      eligible,
      score,
      best,
      keep,
      limit,
    );
    rows = found.rows;
    const kind = found.exact ? 'deviationsWhereTheyMatter' : 'deviationsForSome';
    shortcuts.push({ kind, count: rows.length, total: n });
  }
  if (rows.length > candidateCount) {
    shortcuts.push({ kind: 'batchAmongBest', count: candidateCount, total: eligible.length });
    const scores = Float64Array.from(rows, row =>
      score(predictions.mean[row], Math.sqrt(predictions.variance[row]), best),
    );
    const order = Uint32Array.from(rows.keys()).sort((a, b) => scores[b] - scores[a] || rows[a] - rows[b]);
    const leading = order.subarray(0, candidateCount);
    yield n;
    const candidates = leading.map(i => rows[i]);
    return { batch: yield* choose(candidates), shortcuts };
  }
  return { batch: yield* choose(rows), shortcuts };

  function* choose(candidateRows: Uint32Array): Generator<number, Asked[]> {
    const steps = candidatesSteps(model, predictor, points, candidateRows);
    let step = steps.next();
    for (; !step.done; step = steps.next()) yield n;
    const candidates = step.value;
    let chosen: number[];
    if (acquisition === 'thompson') {
      const random = createRandom(options.seed + model.size); // other draws once there are more ratings
      const drawing = thompsonSteps(candidates, batchSize, random);
      let draw = drawing.next();
      for (; !draw.done; draw = drawing.next()) yield n;
      chosen = draw.value;
    } else {
      chosen = chooseBatch(candidates, score, best, batchSize, batchRule);
    }
    return chosen.map(i => {
      const row = candidateRows[i];
      const mean = predictions.mean[row];
      const std = Math.sqrt(predictions.variance[row] + model.covariance.noise);
      return { row, mean, std, reason: reasonFor(row, acquisition, predictions, rows) };
    });
  }
}

/** Of mean and deviation, that in which the point stands higher among those that may be asked about. */
function reasonFor(
  row: number,
  acquisition: NonNullable<RankOptions['acquisition']>,
  { mean, variance }: Predictions,
  among: Uint32Array,
): Reason {
  if (acquisition === 'thompson') return 'plausible guess';
  if (acquisition === 'uncertainty') return 'most uncertain';
  if (acquisition === 'interest') return 'most promising';
  let moreInteresting = 0;
  let lessKnown = 0;
  for (const other of among) {
    if (mean[other] > mean[row]) moreInteresting++;
    if (variance[other] > variance[row]) lessKnown++;
  }
  return moreInteresting <= lessKnown ? 'most promising' : 'most uncertain';
}
