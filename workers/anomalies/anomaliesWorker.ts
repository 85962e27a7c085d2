import { transfer } from 'comlink';
import type { AnomaliesWorker } from '../../src/contracts/anomalies.ts';
import { createPredictorMaker } from '../../src/kernels/wasmPredictor.ts';
import { emptyPredictions, predictSteps } from '../../src/maths/interest/predictBlock.ts';
import { floatComponents } from '../floatComponents.ts';
import { type Clock, runSteps } from '../stepwise.ts';
import { type ComponentSpace, createComponentSpace, knownRatings, placeOfGalaxy } from './componentSpace.ts';
import { rankByInterest } from './interestRanking.ts';
import { unrankedWith } from './randomStart.ts';
import { createRankingQueue, serveUntilOutdated } from './rankingQueue.ts';
import { rankByUnusualness } from './unusualRanking.ts';

/** The anomalies worker as an object, for its thread and for tests. */
export function createAnomaliesWorker(clock: Clock): AnomaliesWorker {
  const makePredictor = createPredictorMaker();
  const queue = createRankingQueue();
  let current: ComponentSpace | undefined;

  /** @throws Error before there are components */
  function presentSpace(): ComponentSpace {
    if (!current) throw new Error('need setComponents before a ranking');
    return current;
  }

  return {
    async setComponents(components, rows, version) {
      const next = createComponentSpace(floatComponents(components), rows, version);
      queue.supersede();
      current = next;
    },

    rank(options, port) {
      queue.supersede();
      return queue.run(port, async job => {
        const space = presentSpace();
        const { known, leftOut } = knownRatings(space, options.ratings);
        if (known.scores.length === 0) return unrankedWith(space, options, leftOut);
        const ranking = await rankByInterest(space, { options, known, leftOut }, makePredictor, job, clock);
        const { mean, std, order, nearestRated } = ranking;
        return transfer(ranking, [mean.buffer, std.buffer, order.buffer, nearestRated.buffer]);
      });
    },

    deviations(rows, port) {
      return queue.run(port, async job => {
        const space = presentSpace();
        const { model, points } = space;
        if (!model) throw new Error('need a rank with ratings before deviations');
        const asked = Uint32Array.from(rows ?? space.rows, row => placeOfGalaxy(space, row));
        const into = emptyPredictions(space.rows.length);
        const predicted = { model, predictor: makePredictor(model), points };
        await runSteps(predictSteps(predicted, asked, into, { deviations: true }), job, clock, done => {
          job.report({ phase: 'Computing uncertainties', done, total: asked.length, unit: 'galaxies' });
        });
        const { noise } = model.covariance;
        const std = Float32Array.from(asked, place => Math.sqrt(into.variance[place] + noise));
        return transfer(std, [std.buffer]);
      });
    },

    unusual(options, port) {
      const space = presentSpace();
      return serveUntilOutdated(
        port,
        () => current !== space,
        job => rankByUnusualness(space, options, job, clock),
      );
    },
  };
}
