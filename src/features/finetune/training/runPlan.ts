import type { HeadCard } from '../../../contracts/decisionTree.ts';
import type { TrainingTask } from '../../../contracts/finetune.ts';
import type { IdRows } from '../../../contracts/ingest.ts';
import type { FinetuneRun } from '../../../data/runs/finetuneRuns.ts';
import { classCounts } from '../../../maths/statistics/classBalance.ts';
import { classWeightsOf } from '../../../maths/statistics/classWeights.ts';
import { type SplitShares, stratifiedSplit } from '../../../maths/statistics/stratifiedSplit.ts';
import { type Question, strataOf } from '../labels/question.ts';
import type { Recipe } from './recipe.ts';

/** How a recipe balances classes; weights are by inverse frequency where it does not say. */
type BalanceChoice = Pick<Recipe, 'balance'> & Partial<Pick<Recipe, 'weighting' | 'handWeights'>>;

const splitShares: SplitShares = { train: 0.7, validation: 0.1, test: 0.2 };

/** The part of a run that is fixed before its first step. */
export type RunPlan = Pick<FinetuneRun, 'galaxyIds' | 'task' | 'head' | 'numbers' | 'split'>;

/**
 * Assigns galaxies to the parts of the split and turns their answers into what a head is taught.
 *
 * @param rows (m) catalogue rows that have an answer and can be shown, rising
 * @param ids (n) of the whole catalogue
 * @throws Error with a sentence where there is nothing to train, validate or test on
 */
export function planRun(
  question: Question,
  rows: Uint32Array,
  ids: IdRows,
  recipe: BalanceChoice & Pick<Recipe, 'seed'>,
): RunPlan {
  const { seed } = recipe;
  const galaxyIds = Array.from(rows, row => ids.at(row)!);
  const strata = strataOf(question);
  const own = Int16Array.from(rows, row => strata[row]);
  const split = { seed, ...stratifiedSplit(galaxyIds, own, splitShares, seed) };
  const { train, validation, test } = split;
  if (Math.min(train.length, validation.length, test.length) === 0) {
    throw new Error(
      `${galaxyIds.length} labelled galaxies are too few to train, validate and test on: label at least ten.`,
    );
  }
  return { galaxyIds, split, ...taskOf(question, rows, train, recipe) };
}

/**
 * Weights of classes in the loss, by what there is to train on; undefined where the recipe has none.
 *
 * @param labels (n) of the galaxies that `train` are rows of
 * @throws RangeError with a sentence, as `classWeightsOf`
 */
export function trainedWeights(
  classes: readonly string[],
  labels: ArrayLike<number>,
  train: Uint32Array,
  { balance, weighting = 'inverse', handWeights }: BalanceChoice,
): Float32Array | undefined {
  if (balance !== 'weights') return undefined;
  const counts = classCounts(
    Uint8Array.from(train, row => labels[row]),
    classes.length,
  );
  return classWeightsOf(weighting, classes, counts, handWeights);
}

function taskOf(
  question: Question,
  rows: Uint32Array,
  train: Uint32Array,
  recipe: BalanceChoice,
): { task: TrainingTask; head?: HeadCard; numbers?: FinetuneRun['numbers'] } {
  switch (question.kind) {
    case 'classes': {
      const classes = question.classes.length;
      const labels = Uint8Array.from(rows, row => question.labels[row]);
      const classWeights = trainedWeights(question.classes, labels, train, recipe);
      const weights = classWeights && { classWeights };
      return {
        task: { kind: 'classes', classes, labels, ...weights },
        head: { kind: 'classes', classes: [...question.classes] },
      };
    }
    case 'votes': {
      const { answers, votes: all, name, text } = question;
      const columns = answers.length;
      const votes = new Float32Array(rows.length * columns);
      for (const [i, row] of rows.entries()) {
        votes.set(all.subarray(row * columns, (row + 1) * columns), i * columns);
      }
      return {
        task: { kind: 'votes', columns, questions: [{ first: 0, count: columns }], votes },
        head: { kind: 'tree', questions: [{ name, text, start: 0, answers: [...answers], askedIf: null }] },
      };
    }
    case 'number': {
      const values = Float64Array.from(rows, row => question.values[row]);
      const mean = train.reduce((sum, i) => sum + values[i], 0) / train.length;
      const variance = train.reduce((sum, i) => sum + (values[i] - mean) ** 2, 0) / train.length;
      const deviation = Math.sqrt(variance) || 1; // where the number is always the same
      const targets = Float32Array.from(values, value => (value - mean) / deviation);
      return {
        task: { kind: 'number', columns: 1, targets },
        numbers: [{ column: question.name, mean, deviation }],
      };
    }
  }
}

/** How many galaxies each part of the split would get, to show before training. @param ids (n) of the whole catalogue */
export function splitSizes(question: Question, ids: IdRows, seed: number) {
  const { train, validation, test } = stratifiedSplit(ids, strataOf(question), splitShares, seed);
  return { train: train.length, validation: validation.length, test: test.length };
}
