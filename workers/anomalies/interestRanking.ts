import type {
  Asked,
  CrossCheck,
  InterestHyperparameters,
  Ranking,
  RankOptions,
} from '../../src/contracts/anomalies.ts';
import type { GaussianProcess } from '../../src/maths/interest/gaussianProcess.ts';
import { covarianceKernels, defaultKernel } from '../../src/maths/interest/kernels.ts';
import type { PredictorMaker } from '../../src/maths/interest/predictBlock.ts';
import type { JobContext } from '../../src/rpc/jobContext.ts';
import { type Clock, runSteps } from '../stepwise.ts';
import { type ComponentSpace, eligiblePlaces } from './componentSpace.ts';
import type { KnownRatings, LearntInterest } from './interestModel.ts';
import { type NextBatch, nextBatchSteps } from './nextBatch.ts';
import { randomBatch } from './randomStart.ts';
import { defaultRandomStart } from './rankDefaults.ts';
import { fallingOrder, farFromRated } from './rankedList.ts';

const crossChecked = 20; // the last ratings, as many as the progress strip shows

/** A ranking to be made. */
interface InterestRequest {
  options: RankOptions;
  /** At least one. */
  known: KnownRatings;
  /** Ratings that are not among the known. */
  leftOut: number;
}

/**
 * Learns the ratings, predicts the interest of every galaxy and chooses which to ask about next. What it learnt becomes
 * the model of the space.
 */
export async function rankByInterest(
  space: ComponentSpace,
  request: InterestRequest,
  makePredictor: PredictorMaker,
  job: JobContext,
  clock: Clock,
): Promise<Ranking> {
  const { options, known } = request;
  const { points } = space;
  space.model = undefined; // its factor is about to change
  const learning = space.interest.learnSteps(known, options.kernel ?? defaultKernel, options.seed);
  const learnt = await runSteps(learning, job, clock, share => {
    job.report({ phase: 'Learning your ratings', done: Math.round(100 * share), total: 100, unit: '%' });
  });
  const { process } = learnt;
  const eligible = eligiblePlaces(space, known.indices, options.leaveOut);
  const choosing = nextBatchSteps(
    { model: process, predictor: makePredictor(process), points },
    { eligible, best: process.bestMean() },
    options,
  );
  const next = await runSteps(choosing, job, clock, done => {
    job.report({ phase: 'Predicting interest', done, total: space.rows.length, unit: 'galaxies' });
  });
  const ranking = rankingOf(space, request, learnt, next, eligible);
  space.model = process;
  return ranking;
}

/** The answer as the contract has it: by catalogue rows, in single precision. */
function rankingOf(
  { version, rows }: ComponentSpace,
  { options, known, leftOut }: InterestRequest,
  { process, fittedTo }: LearntInterest,
  { batch, predictions, shortcuts }: NextBatch,
  eligible: Uint32Array,
): Ranking {
  const count = known.scores.length;
  const mean = Float32Array.from(predictions.mean);
  const std = Float32Array.from(predictions.variance, variance =>
    Math.sqrt(variance + process.covariance.noise),
  );
  const nearestRated = Float32Array.from(predictions.nearest, Math.sqrt);
  const interest = mean.slice();
  const rated = new Uint8Array(rows.length);
  known.indices.forEach((place, i) => {
    interest[place] = known.scores[i];
    rated[place] = 1;
  });
  const isRandom = count < (options.randomStart ?? defaultRandomStart);
  const asked: Asked[] = isRandom
    ? randomBatch(eligible, options, count).map(each => ({
        ...each,
        mean: mean[each.row],
        std: std[each.row],
      }))
    : batch;
  const fromSome = fittedTo > 0 && fittedTo < count;
  return {
    version,
    mean,
    std,
    order: fallingOrder(interest).map(place => rows[place]),
    nearestRated,
    farFromRated: farFromRated(mean, nearestRated, rated).map(place => rows[place]),
    batch: asked.map(each => ({ ...each, row: rows[each.row] })),
    hyperparameters: hyperparametersOf(process, fittedTo),
    logMarginalLikelihood: process.logMarginalLikelihood(),
    crossCheck: crossCheckOf(process, known, rows),
    ratingsLeftOut: leftOut,
    shortcuts: fromSome
      ? [...shortcuts, { kind: 'hyperparametersFromSome', count: fittedTo, total: count }]
      : shortcuts,
  };
}

function hyperparametersOf({ covariance }: GaussianProcess, fittedTo: number): InterestHyperparameters {
  const { kernel, amplitude, lengthScale, noise, shape } = covariance;
  return {
    amplitude,
    lengthScale,
    noise,
    fittedTo,
    ...(covarianceKernels[kernel].hasShape ? { shape } : {}),
  };
}

/** The last ratings as all others would have predicted them; of a single one nothing could be expected. */
function crossCheckOf(
  process: GaussianProcess,
  { indices, scores }: KnownRatings,
  rows: Uint32Array,
): CrossCheck {
  const from = scores.length < 2 ? scores.length : Math.max(0, scores.length - crossChecked);
  const { mean, std } = process.leaveOut(scores.length - from);
  return {
    rows: indices.slice(from).map(place => rows[place]),
    scores: Float32Array.from(scores.subarray(from)),
    mean: Float32Array.from(mean),
    std: Float32Array.from(std),
  };
}
