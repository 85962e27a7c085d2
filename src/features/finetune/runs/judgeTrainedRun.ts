import type { FinetuneRun } from '../../../data/runs/finetuneRuns.ts';
import { figuresOf, judge } from '../results/judgement.ts';
import type { WorkerTraining } from '../training/workerTraining.ts';
import type { RunContext } from './runContext.ts';

/** A run that is finished, with its figures. */
export interface JudgedRun {
  run: FinetuneRun;
  /** (test, outputs) row-major: outputs of the best epoch's head for the test split, in its order. */
  testOutputs: Float32Array;
}

/** Step 3: asks the best epoch about the galaxies of the test split, which it was never shown. */
export async function judgeTrainedRun(
  { clients }: Pick<RunContext, 'clients'>,
  run: FinetuneRun,
  training: WorkerTraining,
): Promise<JudgedRun> {
  const testOutputs = await training.predict(run.split.test);
  const figures = figuresOf(judge(run, testOutputs, clients.session.catalogue.getState().rowOf));
  return { run: { ...run, finished: true, figures }, testOutputs };
}
