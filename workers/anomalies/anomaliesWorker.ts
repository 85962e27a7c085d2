import { transfer } from 'comlink';
import type { AnomaliesWorker, Asked, Ranking, RankOptions } from '../../src/contracts/anomalies.ts';
import type { JobPort } from '../../src/contracts/job.ts';
import { createPredictorMaker } from '../../src/kernels/wasmPredictor.ts';
import { emptyPredictions, predictSteps } from '../../src/maths/interest/predictBlock.ts';
import { type JobContext, serveJob } from '../../src/rpc/jobContext.ts';
import { type Clock, runSteps } from '../stepwise.ts';
import { eligibleIn, type Held, holdComponents, knownRatings, placeOf } from './componentSpace.ts';
import type { KnownRatings } from './interestModel.ts';
import { nextBatchSteps } from './nextBatch.ts';
import { drawn, unrankedWith } from './randomStart.ts';
import { fallingOrder, farFromRated } from './rankedList.ts';
import { unusualIn } from './unusualRanking.ts';

const crossChecked = 20; // the last ratings, as many as the progress strip shows

/** The anomalies worker without its worker. */
export function createAnomaliesWorker(clock: Clock): AnomaliesWorker {
  const makePredictor = createPredictorMaker();
  let current: Held | undefined;
  let latest = 0;
  let queue: Promise<unknown> = Promise.resolve();

  function held(): Held {
    if (!current) throw new Error('need setComponents before a ranking');
    return current;
  }

  /** Runs a job that ends itself when `outdated` says so. */
  function run<T>(
    port: JobPort | undefined,
    outdated: () => boolean,
    loop: (job: JobContext) => Promise<T>,
  ): Promise<T> {
    return serveJob(port, job =>
      loop({
        report: job.report,
        async breathe() {
          await job.breathe();
          if (outdated()) throw new DOMException('A later call took the place of this one.', 'AbortError');
        },
      }),
    );
  }

  /** For calls that use the model: one after the other, the one under way ending soon if a ranking was asked for. */
  function inTurn<T>(
    port: JobPort | undefined,
    mine: number,
    loop: (job: JobContext) => Promise<T>,
  ): Promise<T> {
    const turn = queue.then(() =>
      run(
        port,
        () => mine !== latest,
        async job => {
          await job.breathe(); // a call that was overtaken while it waited ends before any work
          return loop(job);
        },
      ),
    );
    queue = turn.catch(() => undefined); // whoever called hears of the failure; the next in line goes on
    return turn;
  }

  return {
    async setComponents(matrix, rows, version) {
      const next = holdComponents(matrix, rows, version);
      latest++;
      current = next;
    },

    rank(options, port) {
      const mine = ++latest;
      return inTurn(port, mine, async job => {
        const space = held();
        const { known, leftOut } = knownRatings(space, options.ratings);
        if (known.scores.length === 0) return unrankedWith(space, options, leftOut);
        return rankWith(space, options, known, leftOut, job);
      });
    },

    deviations(rows, port) {
      return inTurn(port, latest, async job => {
        const { model, points, columns, ...space } = held();
        if (!model) throw new Error('need a rank with ratings before deviations');
        const indices = Uint32Array.from(rows ?? space.rows, row => placeOf(space.places, row));
        const into = emptyPredictions(space.rows.length);
        const steps = predictSteps(makePredictor(model), columns, points, indices, true, into);
        await runSteps(steps, job, clock, done => {
          job.report({ phase: 'Weighing uncertainty', done, total: indices.length, unit: 'galaxies' });
        });
        const { noise } = model.covariance;
        const std = Float32Array.from(indices, i => Math.sqrt(into.variance[i] + noise));
        return transfer(std, [std.buffer]);
      });
    },

    unusual(options, port) {
      const space = held();
      return run(
        port,
        () => current !== space,
        job => unusualIn(space, options, job, clock),
      );
    },
  };

  async function rankWith(
    space: Held,
    options: RankOptions,
    known: KnownRatings,
    ratingsLeftOut: number,
    job: JobContext,
  ): Promise<Ranking> {
    const { points, rows } = space;
    const n = rows.length;
    const count = known.scores.length;
    space.model = undefined; // its factor is about to change
    const { kernel = 'rationalQuadratic', seed } = options;
    const learning = space.interest.learnSteps(known, kernel, seed);
    const { process, fittedTo } = await runSteps(learning, job, clock, share => {
      job.report({ phase: 'Learning your ratings', done: Math.round(100 * share), total: 100, unit: '%' });
    });
    const predictions = emptyPredictions(n);
    const eligible = eligibleIn(space, known, options.leaveOut);
    const steps = nextBatchSteps(
      process,
      makePredictor(process),
      points,
      eligible,
      process.bestMean(),
      predictions,
      options,
    );
    const { batch, shortcuts } = await runSteps(steps, job, clock, done => {
      job.report({ phase: 'Predicting interest', done, total: n, unit: 'galaxies' });
    });
    if (fittedTo < count && fittedTo > 0) {
      shortcuts.push({ kind: 'hyperparametersFromSome', count: fittedTo, total: count });
    }
    const { noise, amplitude, lengthScale, shape } = process.covariance;
    const mean = Float32Array.from(predictions.mean);
    const std = Float32Array.from(predictions.variance, variance => Math.sqrt(variance + noise));
    const nearestRated = Float32Array.from(predictions.nearest, Math.sqrt);
    const interest = mean.slice();
    const rated = new Uint8Array(n);
    known.indices.forEach((index, i) => {
      interest[index] = known.scores[i];
      rated[index] = 1;
    });
    const checked = count < 2 ? 0 : Math.min(count, crossChecked);
    const left = process.leaveOut(checked);
    const order = fallingOrder(interest).map(i => rows[i]);
    const asked = (each: Asked) => ({ ...each, row: rows[each.row] });
    const random = count < (options.randomStart ?? 10);
    const answer: Ranking = {
      version: space.version,
      mean,
      std,
      order,
      nearestRated,
      farFromRated: farFromRated(mean, nearestRated, rated).map(i => rows[i]),
      batch: (random ? drawn(eligible, options, count) : batch).map(each => {
        if (!random) return asked(each);
        return asked({ ...each, mean: mean[each.row], std: std[each.row] });
      }),
      hyperparameters: {
        amplitude,
        lengthScale,
        noise,
        fittedTo,
        ...(kernel === 'rationalQuadratic' ? { shape } : {}),
      },
      logMarginalLikelihood: process.logMarginalLikelihood(),
      crossCheck: {
        rows: known.indices.slice(count - checked).map(i => rows[i]),
        scores: Float32Array.from(known.scores.subarray(count - checked)),
        mean: Float32Array.from(left.mean),
        std: Float32Array.from(left.std),
      },
      ratingsLeftOut,
      shortcuts,
    };
    space.model = process;
    return transfer(answer, [mean.buffer, std.buffer, order.buffer, nearestRated.buffer]);
  }
}
