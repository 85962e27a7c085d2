import { transfer } from 'comlink';
import type { Shortcut, UnsupervisedOptions, UnusualRanking } from '../../src/contracts/anomalies.ts';
import { isolationForestSteps } from '../../src/maths/neighbours/isolationForest.ts';
import {
  comparedInFull,
  comparedWith,
  localOutlierFactorSteps,
} from '../../src/maths/neighbours/localOutlierFactor.ts';
import type { JobContext } from '../../src/rpc/jobContext.ts';
import { type Clock, runSteps } from '../stepwise.ts';
import type { ComponentSpace } from './componentSpace.ts';
import { fallingOrder } from './rankedList.ts';

/** A ranking without any rating: by isolation forest or local outlier factor, the most unusual first. */
export async function rankByUnusualness(
  { points, columns, rows, version }: ComponentSpace,
  { method, seed }: UnsupervisedOptions,
  job: JobContext,
  clock: Clock,
): Promise<UnusualRanking> {
  const n = rows.length;
  const steps =
    method === 'isolationForest'
      ? isolationForestSteps(points, columns, seed)
      : localOutlierFactorSteps(points, columns, seed);
  const found = await runSteps(steps, job, clock, share => {
    job.report({
      phase: 'Looking for unusual galaxies',
      done: Math.floor(share * n),
      total: n,
      unit: 'galaxies',
    });
  });
  const scores = Float32Array.from(found);
  const order = fallingOrder(scores).map(i => rows[i]);
  const shortcuts: Shortcut[] =
    method === 'localOutlierFactor' && n > comparedInFull
      ? [{ kind: 'neighboursAmongSome', count: comparedWith, total: n }]
      : [];
  return transfer({ version, scores, order, shortcuts }, [scores.buffer, order.buffer]);
}
