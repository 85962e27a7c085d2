import type { TrainingExamples, TrainingRequest } from '../../../contracts/finetune.ts';
import type { JobControl } from '../../../contracts/job.ts';
import type { EncoderCard } from '../../../contracts/tensor.ts';
import type { FinetuneRun } from '../../../data/runs/finetuneRuns.ts';
import { areTheSameWeights } from '../../../data/weights/shelf/shippedHashes.ts';
import { formatCount } from '../../../ui/text/quantity.ts';
import type { FinetuneClients } from './finetuneClients.ts';
import { keptViewsOf, needsPixels, optionsOf, type Recipe, startNameOf } from './recipe.ts';
import type { RepresentationCache } from './representationCache.ts';

/** A run's weights to start from, its options, and how galaxies are shown to it. */
export type RunSettings = Pick<FinetuneRun, 'weights' | 'options' | 'augmentation' | 'keptViews'>;

/** Settings of a run by a recipe. @param weights name of the weights it starts from; default: the recipe's */
export function settingsOfRecipe(recipe: Recipe, weights = startNameOf(recipe)): RunSettings {
  const { augmentation } = recipe;
  const keptViews = keptViewsOf(recipe);
  return {
    weights,
    options: optionsOf(recipe),
    ...(augmentation && { augmentation }),
    ...(keptViews !== undefined && { keptViews }),
  };
}

/**
 * Loads the network an earlier run began from, so that what it learnt fits it.
 *
 * @throws Error in a sentence where other weights go by that name now
 */
export async function loadStart(
  clients: Pick<FinetuneClients, 'weights'>,
  representations: Pick<RepresentationCache, 'load'>,
  { weights, weightsSha256 }: Pick<FinetuneRun, 'weights' | 'weightsSha256'>,
  control: JobControl,
): Promise<EncoderCard> {
  const card = await representations.load(await clients.weights(weights), control);
  if (areTheSameWeights(weights, weightsSha256, card.sha256)) return card;
  throw new Error(
    `It began from earlier weights named “${weights}”, which this app no longer has: train a new run; a finished one can still be exported, and its file opened in Models.`,
  );
}

/**
 * Collects the examples of catalogue rows for a run whose start is loaded: representations or images.
 *
 * @param wanted (m) catalogue rows
 * @throws Error in a sentence where none of them can be shown
 */
export async function examplesOf(
  representations: RepresentationCache,
  { augmentation, keptViews, options }: Omit<RunSettings, 'weights'>,
  wanted: Uint32Array,
  control: JobControl,
): Promise<{
  /** (examples) those of the rows wanted that can be shown, in the same order */
  rows: Uint32Array;
  examples: TrainingExamples;
}> {
  if (!needsPixels({ depth: options.depth, augmentation: augmentation ?? null })) {
    const { rows, vectors } = await representations.of(wanted, control);
    needSome(rows, wanted);
    return { rows, examples: { kind: 'vectors', vectors } };
  }
  const { rows, sidePx, pixels } = await representations.pixels(wanted, control);
  needSome(rows, wanted);
  const views = {
    ...(augmentation && { augmentation }),
    ...(keptViews !== undefined && { keptViews }),
  };
  return { rows, examples: { kind: 'pixels', sidePx, pixels, ...views } };
}

function needSome(rows: Uint32Array, wanted: Uint32Array): void {
  if (rows.length > 0 || wanted.length === 0) return;
  throw new Error(
    `None of the ${formatCount(wanted.length)} galaxies to learn from has a picture that can be read: label others, or open the catalogue with its images.`,
  );
}

/** The request to the worker. @param examples in the order of the run's galaxies */
export function requestOf(
  { task, split, options }: Pick<FinetuneRun, 'task' | 'split' | 'options'>,
  examples: TrainingExamples,
): TrainingRequest {
  return { examples, task, train: split.train, validation: split.validation, options };
}
