import type { RunningJob } from '../../../session/runJob.ts';
import type { Question } from '../labels/question.ts';
import type { Recipe } from '../training/recipe.ts';
import { requestOf } from '../training/trainingExamples.ts';
import { createWorkerTraining } from '../training/workerTraining.ts';
import { judgeTrainedRun } from './judgeTrainedRun.ts';
import { keepRun } from './keepRun.ts';
import { predictRun } from './predictRun.ts';
import { type PreparedRun, prepareNewRun, prepareResumedRun } from './prepareRun.ts';
import type { RunContext } from './runContext.ts';
import { forgetRuns } from './runList.ts';
import { trainRun } from './trainRun.ts';

/**
 * One training from beginning to end: prepare → train → judge → keep → predict, each step in its own file. If it is stopped
 * after its first epoch, it is still judged and kept. Never rejects.
 */
export async function beginRun(
  context: RunContext,
  question: Question,
  recipe: Recipe,
  name: string,
): Promise<void> {
  const key = context.clients.newKey();
  await context.work(key, 'training', `Train ${name}`, async job => {
    try {
      const prepared = await prepareNewRun(context, { key, name, question, recipe }, job);
      await trainJudgeAndKeep(context, prepared, job);
    } catch (error) {
      if (context.runOf(key)?.epochs.length === 0) await forgetRuns(context, [key]); // it learnt nothing worth keeping
      throw error;
    }
  });
  await predictFinished(context, key);
}

/** The same, from the last epoch of a training that was interrupted when the page closed. Never rejects. */
export async function resumeRun(context: RunContext, key: string): Promise<void> {
  const run = context.runOf(key);
  if (!run || run.finished) return;
  await context.work(key, 'training', `Train ${run.name}`, async job => {
    const { items } = await context.clients.shelf.list(run.catalogue);
    const latest = items.find(each => each.key === key) ?? run; // another tab may have trained it further
    context.put(latest);
    if (latest.finished) return;
    await trainJudgeAndKeep(context, await prepareResumedRun(context, latest, job), job);
  });
  await predictFinished(context, key);
}

async function trainJudgeAndKeep(
  context: RunContext,
  { run, examples, from }: PreparedRun,
  job: RunningJob,
): Promise<void> {
  const training = createWorkerTraining(context.clients.tensor, requestOf(run, examples), from);
  try {
    const trained = await trainRun(context, run, training, job);
    const judged = await judgeTrainedRun(context, trained, training);
    await keepRun(context, judged, training);
  } finally {
    training.end();
  }
}

async function predictFinished(context: RunContext, key: string): Promise<void> {
  if (context.runOf(key)?.finished) await predictRun(context, key);
}
