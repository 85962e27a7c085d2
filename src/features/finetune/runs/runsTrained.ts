import type { TrainingState } from '../../../contracts/finetune.ts';
import type { FinetuneRun } from '../../../data/runs/finetuneRuns.ts';
import type { JobHandle } from '../../../session/jobs.ts';
import { answeredRows, type Question } from '../labels/question.ts';
import { type Shown, showGalaxies } from '../training/prepareTraining.ts';
import { keptViewsOf, optionsOf, type Recipe } from '../training/recipe.ts';
import { planTraining } from '../training/trainingPlan.ts';
import { predictAll } from './runsAsked.ts';
import type { RunsDesk } from './runsDesk.ts';
import { forget } from './runsKept.ts';
import { trainRun } from './runWork.ts';

/** Trains from the beginning, shows the run, and asks it about every galaxy. */
export async function beginRun(desk: RunsDesk, question: Question, recipe: Recipe, name: string) {
  const { clients, runOf, set } = desk;
  const key = clients.newKey();
  await desk.work(key, 'training', `Train ${name}`, async job => {
    const { run, shown } = await beginning(desk, key, question, recipe, name, job);
    desk.put(run);
    set({ shown: key, answers: null });
    desk.publish();
    try {
      await clients.shelf.put(run);
      await train(desk, run, shown, undefined, job);
    } catch (error) {
      if (runOf(key)?.epochs.length === 0) await forget(desk, [key]); // nothing was learnt: nothing to keep
      throw error;
    }
  });
  if (runOf(key)?.finished) await predictAll(desk, key);
}

/** Goes on from the last epoch of a training that a reload, or the end of the page, cut short. */
export async function resumeRun(desk: RunsDesk, key: string): Promise<void> {
  const { clients, representations, runOf } = desk;
  const run = runOf(key);
  if (!run || run.finished) return;
  await desk.work(key, 'training', `Train ${run.name}`, async job => {
    const { rowOf } = clients.session.catalogue.getState();
    const rows = Uint32Array.from(run.galaxyIds, id => rowOf(id) ?? 0xffffffff);
    const control = { signal: job.signal, onProgress: job.report };
    const shown = await showGalaxies(clients, representations, run, rows, control);
    if (shown.rows.length !== rows.length) {
      throw new Error('Some of its images can no longer be read: train it anew.');
    }
    desk.set({ shown: key, answers: null });
    await train(desk, run, shown, await clients.shelf.state(key), job);
  });
  if (runOf(key)?.finished) await predictAll(desk, key);
}

async function train(
  { clients, get, put, runOf, set }: RunsDesk,
  run: FinetuneRun,
  shown: Shown,
  from: TrainingState | undefined,
  job: JobHandle,
): Promise<void> {
  const { clock, session, shelf } = clients;
  let latest = run;
  function told(fields: Partial<FinetuneRun>): FinetuneRun {
    const own = session.jobs.getState().jobs.find(({ id }) => id === job.id);
    const trainedMs = (run.trainedMs ?? 0) + (own ? own.updatedMs - own.startedMs : 0); // rests do not count
    const name = runOf(run.key)?.name ?? latest.name; // it may have been renamed meanwhile
    latest = { ...latest, ...fields, name, trainedMs, changedMs: clock() };
    return latest;
  }
  const trained = await trainRun(clients, run, shown, from, job, async ({ state }) => {
    put(told({ epochs: state.figures }));
    await shelf.putEpoch(latest, state);
  });
  const { epochs, finished, figures } = trained.run;
  told({ epochs, finished, figures });
  await shelf.putFile(run.key, trained.file);
  await shelf.putAnswers(run.key, trained.answers);
  await shelf.put(latest);
  put(latest);
  if (get().shown === run.key) set({ answers: trained.answers });
}

async function beginning(
  { clients, get, representations }: RunsDesk,
  key: string,
  question: Question,
  recipe: Recipe,
  name: string,
  job: JobHandle,
): Promise<{ run: FinetuneRun; shown: Shown }> {
  const { catalogue: opened } = clients.session.catalogue.getState();
  const home = get().catalogue;
  if (!opened || home === null) throw new Error('There is no catalogue to train on: open one first.');
  const control = { signal: job.signal, onProgress: job.report };
  const keptViews = keptViewsOf(recipe);
  const showing = {
    weights: recipe.start,
    options: optionsOf(recipe),
    ...(recipe.augmentation && { augmentation: recipe.augmentation }),
    ...(keptViews !== undefined && { keptViews }),
  };
  const shown = await showGalaxies(clients, representations, showing, answeredRows(question), control);
  const run: FinetuneRun = {
    key,
    catalogue: home,
    name,
    question: question.name,
    ...showing,
    ...planTraining(question, shown.rows, opened.ids, recipe),
    epochs: [],
    finished: false,
    figures: [],
    changedMs: clients.clock(),
  };
  return { run, shown };
}
