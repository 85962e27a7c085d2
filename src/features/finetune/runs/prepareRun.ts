import type { TrainingExamples, TrainingState } from '../../../contracts/finetune.ts';
import type { FinetuneRun } from '../../../data/runs/finetuneRuns.ts';
import type { RunningJob } from '../../../session/runJob.ts';
import { answeredRows, type Question } from '../labels/question.ts';
import type { Recipe } from '../training/recipe.ts';
import { planRun } from '../training/runPlan.ts';
import { examplesOf, loadStart, settingsOfRecipe } from '../training/trainingExamples.ts';
import type { RunContext } from './runContext.ts';

/** A run whose network is loaded and whose galaxies have been read. */
export interface PreparedRun {
  run: FinetuneRun;
  /** Its galaxies, in the run's order. */
  examples: TrainingExamples;
  /** State of its last epoch; undefined before the first is over. */
  from?: TrainingState;
}

interface NewRun {
  key: string;
  name: string;
  question: Question;
  recipe: Recipe;
}

/**
 * Step 1 of a new run: fixes its galaxies, split and settings, lists, saves and shows it.
 *
 * @throws Error in a sentence where no catalogue is open, or too few galaxies have labels and readable images
 */
export async function prepareNewRun(
  context: RunContext,
  { key, name, question, recipe }: NewRun,
  job: RunningJob,
): Promise<PreparedRun> {
  const { clients, get, representations } = context;
  const { catalogue: opened } = clients.session.catalogue.getState();
  const { catalogue } = get();
  if (!opened || catalogue === null) throw new Error('There is no catalogue to train on: open one first.');
  const settings = settingsOfRecipe(recipe);
  const labelled = answeredRows(question);
  const { sha256 } = await representations.load(await clients.weights(settings.weights), controlOf(job));
  const { rows, examples } = await examplesOf(representations, settings, labelled, controlOf(job));
  const run: FinetuneRun = {
    key,
    catalogue,
    name,
    question: question.name,
    ...settings,
    weightsSha256: sha256,
    ...planRun(question, rows, opened.ids, recipe),
    epochs: [],
    finished: false,
    figures: [],
    changedMs: clients.clock(),
  };
  context.put(run);
  context.set({ shown: key, answers: null });
  context.publish();
  await clients.shelf.put(run);
  return { run, examples };
}

/**
 * Step 1 of an interrupted run: its own galaxies again, and the state of its last epoch.
 *
 * @throws Error in a sentence where an image can no longer be read, or its start is no longer here
 */
export async function prepareResumedRun(
  context: RunContext,
  run: FinetuneRun,
  job: RunningJob,
): Promise<PreparedRun> {
  const { clients, representations } = context;
  const { rowOf } = clients.session.catalogue.getState();
  const wanted = Uint32Array.from(run.galaxyIds, id => rowOf(id) ?? noRow);
  await loadStart(clients, representations, run, controlOf(job));
  const { rows, examples } = await examplesOf(representations, run, wanted, controlOf(job));
  if (rows.length !== wanted.length) {
    throw new Error('Some of its images can no longer be read: train a new run.');
  }
  context.set({ shown: run.key, answers: null });
  return { run, examples, from: await clients.shelf.state(run.key) };
}

const noRow = 0xffffffff; // beyond every catalogue: its image cannot be read

const controlOf = ({ signal, report }: RunningJob) => ({ signal, onProgress: report });
