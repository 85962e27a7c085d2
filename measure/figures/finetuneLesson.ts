import type { TrainingOptions } from '../../src/contracts/finetune.ts';
import { stratifiedSplit } from '../../src/maths/statistics/stratifiedSplit.ts';
import { balancedWeights } from '../../src/maths/statistics/trainingBatches.ts';
import type { TrainingDepth } from '../../src/maths/statistics/trainingSettings.ts';
import type { TrainableEncoder } from '../../src/nets/training/trainableEncoder.ts';
import { createTraining } from '../../src/nets/training/training.ts';
import type { TrainingInputs } from '../../src/nets/training/trainingInputs.ts';

/** One training of the figure: what is shown, what is asked, and by what recipe. */
export interface Lesson {
  inputs: TrainingInputs;
  dimension: number;
  /** Where more than the head learns. */
  encoder?: TrainableEncoder;
  /** (n) of all inputs */
  ids: readonly string[];
  labels: Uint8Array;
  classes: number;
  /** Whether every class counts alike in the loss, however few its galaxies: the app's class weights. Default false. */
  weighted?: boolean;
  /** Rows whose labels are known: four fifths are trained on, the rest say when to stop. */
  drawn: Uint32Array;
  test: Uint32Array;
  recipe: Omit<TrainingOptions, 'depth' | 'seed'>;
  depth: TrainingDepth;
  seed: number;
}

/** Test galaxies: what they are, and what the network takes them for. */
interface Answered {
  labels: Uint8Array;
  answers: Uint8Array;
}

/** Trains to the end and asks the best epoch about the test galaxies. */
export async function learn(lesson: Lesson): Promise<Answered> {
  const { inputs, dimension, encoder, ids, labels, classes, weighted, drawn, test, recipe, depth, seed } =
    lesson;
  const strata = new Int32Array(ids.length).fill(-1); // labelled or not
  for (const row of drawn) strata[row] = labels[row];
  const { train, validation } = stratifiedSplit(ids, strata, { train: 0.8, validation: 0.2, test: 0 }, seed);
  const classWeights = weighted ? balancedWeights(train, labels, classes) : undefined;
  const training = await createTraining({
    inputs,
    dimension,
    encoder,
    task: { kind: 'classes', classes, labels, classWeights },
    train,
    validation,
    options: { ...recipe, depth, seed },
  });
  while (!(await training.step()).finished);
  training.restoreBest();
  const outputs = await training.predict(test);
  training.dispose();
  return {
    labels: Uint8Array.from(test, row => labels[row]),
    answers: Uint8Array.from(test, (_, i) => {
      const own = outputs.subarray(i * classes, (i + 1) * classes);
      return own.indexOf(Math.max(...own));
    }),
  };
}

/** Share of the galaxies that were answered rightly (accuracy), 0–1. */
export function shareRight({ labels, answers }: Answered): number {
  return labels.reduce((right, label, i) => right + Number(label === answers[i]), 0) / labels.length;
}

/** Mean over the classes of the share of their members answered rightly. */
export function balancedShareRight({ labels, answers }: Answered, classes: number): number {
  const right = new Float64Array(classes);
  const members = new Float64Array(classes);
  for (const [i, label] of labels.entries()) {
    members[label]++;
    right[label] += Number(answers[i] === label);
  }
  return right.reduce((sum, hits, c) => sum + hits / members[c], 0) / classes;
}
