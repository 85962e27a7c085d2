import type { TrainingExamples } from '../../../contracts/finetune.ts';
import type { JobControl } from '../../../contracts/job.ts';
import { balancedAccuracy, confusionMatrix } from '../../../maths/statistics/confusion.ts';
import { labelDraws } from '../../../maths/statistics/labelDraws.ts';
import type { RunningJob } from '../../../session/runJob.ts';
import { formatCounted } from '../../../ui/text/quantity.ts';
import { answeredRows, type ClassQuestion } from '../labels/question.ts';
import { likeliest } from '../results/answerValues.ts';
import type { FinetuneClients, FinetuneWorkerClient, StartChoice } from '../training/finetuneClients.ts';
import type { Recipe } from '../training/recipe.ts';
import type { RepresentationCache } from '../training/representationCache.ts';
import { planRun, type RunPlan, trainedWeights } from '../training/runPlan.ts';
import { examplesOf, type RunSettings, requestOf, settingsOfRecipe } from '../training/trainingExamples.ts';
import { createWorkerTraining } from '../training/workerTraining.ts';

/** What is compared. */
interface Comparison {
  question: ClassQuestion;
  recipe: Recipe;
  starts: readonly StartChoice[];
  /** Trainings for each of several numbers of labels; 0: only one on all of them. */
  draws: number;
}

/** One training of a comparison. */
export interface ComparedTraining {
  /** Name of the weights it started from. */
  start: string;
  /** How many labels it was trained on. */
  labels: number;
  /** Number of the draw, from 0, among the trainings on so many labels. */
  draw: number;
  /** Balanced accuracy on the test split, 0–1. */
  accuracy: number;
}

const labelCounts = [10, 20, 50, 100, 200, 500, 1000, 2000]; // the paper's and beyond: nearly even steps on a logarithmic scale

/** Trains from each start on draws of few labels, then on all of them; calls `onTrained` after each training. */
export async function trainFromStarts(
  clients: FinetuneClients,
  representations: RepresentationCache,
  { question, recipe, starts, draws }: Comparison,
  job: RunningJob,
  onTrained: (training: ComparedTraining) => void,
): Promise<void> {
  const ids = clients.session.catalogue.getState().catalogue?.ids ?? [];
  const labelled = answeredRows(question);
  let done = 0;
  for (const { name: start, title } of starts) {
    const settings = settingsOfRecipe(recipe, start);
    const control: JobControl = {
      signal: job.signal,
      onProgress: progress => job.report({ ...progress, phase: `${title}: ${progress.phase.toLowerCase()}` }),
    };
    await representations.load(await clients.weights(start), control);
    const { rows, examples } = await examplesOf(representations, settings, labelled, control);
    const plan = planRun(question, rows, ids, recipe);
    const trainings = trainingsOf(plan, recipe, draws);
    const total = starts.length * trainings.length;
    for (const { size: labels, draw, seed, rows: train } of trainings) {
      await job.whenUnpaused();
      job.report({ phase: `${title}: ${formatCounted(labels, 'label')}`, done, total, unit: 'trainings' });
      const own = trainingOn(train, seed, plan, settings, recipe);
      const accuracy = await testAccuracy(clients.tensor, own, examples, job);
      onTrained({ start, labels, draw, accuracy });
      done++;
    }
  }
}

/** The trainings of one start: the rows of each draw of few labels, and finally the whole training part. */
function trainingsOf(
  { task, split }: RunPlan,
  { seed }: Recipe,
  draws: number,
): ReturnType<typeof labelDraws> {
  const { train } = split;
  const whole = { size: train.length, draw: 0, seed, rows: train };
  if (draws === 0 || task.kind !== 'classes') return [whole];
  const few = labelCounts.filter(count => count >= task.classes && count < train.length);
  return [...labelDraws(train, task.labels, few, draws, seed), whole];
}

type Training = Pick<RunPlan, 'task' | 'split'> & Pick<RunSettings, 'options'>;

/** The same plan on fewer labels, with class weights computed from them. */
function trainingOn(
  train: Uint32Array,
  seed: number,
  { task, split, head }: RunPlan,
  { options }: RunSettings,
  recipe: Recipe,
): Training {
  const names = head?.kind === 'classes' ? head.classes : [];
  const classWeights =
    task.kind === 'classes' ? trainedWeights(names, task.labels, train, recipe) : undefined;
  const weights = classWeights && { classWeights };
  return {
    task: { ...task, ...weights },
    split: { ...split, train },
    options: { ...options, seed },
  };
}

/** Trains and returns the balanced accuracy on the test part; the network itself is not kept. */
async function testAccuracy(
  tensor: FinetuneWorkerClient,
  { task, split, options }: Training,
  examples: TrainingExamples,
  job: RunningJob,
): Promise<number> {
  if (task.kind !== 'classes') throw new TypeError(`need classes to compare starts; got ${task.kind}`);
  const { classes, labels } = task;
  const training = createWorkerTraining(tensor, requestOf({ task, split, options }, examples));
  try {
    const trainEpoch = () => job.untilDone(({ signal }) => training.trainEpoch({ signal }));
    while (!(await trainEpoch()).finished);
    const outputs = await training.predict(split.test);
    const truth = Uint8Array.from(split.test, i => labels[i]);
    return balancedAccuracy(confusionMatrix(truth, likeliest(outputs, classes), classes));
  } finally {
    training.end();
  }
}
