import type { TrainingOptions } from '../../../contracts/finetune.ts';
import { defaultWeights } from '../../../data/weights/shelf/shippedWeights.ts';
import { freshName, freshStartOf } from '../../../maths/architectures/freshStart.ts';
import type { Augmentation } from '../../../maths/images/augmentation.ts';
import type { Weighting } from '../../../maths/statistics/classWeights.ts';
import { scratchRecipe, usualRecipe } from '../../../maths/statistics/trainingRecipe.ts';
import type { TrainingDepth, TrainingSettings } from '../../../maths/statistics/trainingSettings.ts';

/** How classes of uneven size are balanced: not, by weights of the loss, or by batches with equally many of each. */
export type Balance = 'none' | 'weights' | 'batches';

/** All settings of a training. */
export interface Recipe extends Omit<TrainingSettings, 'balancedBatches'> {
  /** Name of the weights it starts from. */
  start: string;
  depth: TrainingDepth;
  /** Null: every galaxy is shown as it is. */
  augmentation: Augmentation | null;
  balance: Balance;
  /** Where class weights come from, while classes are balanced by weights. */
  weighting: Weighting;
  /** Those given by hand, by class; 1 where none is given. */
  handWeights: Readonly<Record<string, number>>;
  /** Numbers of a token of a transformer from nothing, and a Linformer's places; null: as usual. */
  width: number | null;
  places: number | null;
  /** Fixes the split, the first weights, the order of galaxies and everything random in training. */
  seed: number;
}

/** The recipe as the form first shows it: a head on the shipped weights. */
export const firstRecipe: Recipe = {
  start: defaultWeights,
  depth: 'head',
  ...usual('head'),
  augmentation: null,
  balance: 'none',
  weighting: 'inverse',
  handWeights: {},
  width: null,
  places: null,
  seed: 1,
};

/** Zoobot's settings for a depth; a head alone learns at a higher rate, and a network that begins with nothing at its own. */
export function usual(depth: TrainingDepth, start = defaultWeights) {
  const { balancedBatches: _balance, ...settings } = freshStartOf(start) ? scratchRecipe : usualRecipe(depth);
  return settings;
}

type Setting = {
  [key in keyof Recipe]: Recipe[key] extends number ? key : never;
}[keyof Recipe];

/** A number of the recipe with its bounds and what it does, in one sentence. */
interface RecipeSetting {
  key: Setting;
  label: string;
  meaning: string;
  min: number;
  max: number;
  step: number;
  /** True if it matters only where more than the head learns. */
  thawed?: boolean;
}

/** The numbers of a recipe in the order of the form. */
export const recipeSettings: readonly RecipeSetting[] = [
  {
    key: 'learningRate',
    label: 'Learning rate',
    meaning: 'How far a step goes; too large and the loss jumps, too small and it hardly falls.',
    min: 1e-6,
    max: 0.1,
    step: 1e-4,
  },
  {
    key: 'weightDecay',
    label: 'Weight decay',
    meaning: 'How strongly weights are pulled towards zero, which keeps a head from memorising galaxies.',
    min: 0,
    max: 1,
    step: 0.01,
  },
  {
    key: 'decay',
    label: 'Decay by block',
    meaning: 'Each block below the top learns at this share of the rate of the one above it.',
    min: 0.05,
    max: 1,
    step: 0.05,
    thawed: true,
  },
  {
    key: 'dropout',
    label: 'Dropout',
    meaning:
      'Share of the representation left out at random in every step, so that the head does not rely on a single number.',
    min: 0,
    max: 0.9,
    step: 0.1,
  },
  {
    key: 'batchSize',
    label: 'Batch size',
    meaning: 'Galaxies per step; larger batches give fewer and less noisy steps.',
    min: 4,
    max: 256,
    step: 4,
  },
  {
    key: 'maxEpochs',
    label: 'Epochs at most',
    meaning: 'How often every galaxy is seen at most; then training ends in any case.',
    min: 1,
    max: 1000,
    step: 10,
  },
  {
    key: 'patience',
    label: 'Patience',
    meaning: 'Epochs without a better validation loss after which training stops; the best epoch is kept.',
    min: 1,
    max: 100,
    step: 1,
  },
];

const viewsKept = 8; // besides the galaxy as it is: enough that a head does not memorise single views
const mostBlocksKept = 3; // with more, the feature maps to keep take hundreds of kB per view

/** The part of a recipe that the worker needs. */
export function optionsOf(recipe: Recipe): TrainingOptions {
  const { depth, learningRate, weightDecay, decay, dropout, batchSize, maxEpochs, patience, norms, seed } =
    recipe;
  return {
    ...{ depth, learningRate, weightDecay, decay, dropout, batchSize, maxEpochs, patience, norms, seed },
    balancedBatches: recipe.balance === 'batches',
  };
}

/** Name of the weights a recipe begins with: those of a network from nothing depend on its shape and the seed. */
export function startNameOf({ start, width, places, seed }: Recipe): string {
  return freshName(start, { width: width ?? undefined, places: places ?? undefined, seed });
}

/** How many views' outputs of the frozen stages to keep; undefined where too little is frozen to be worth the memory. */
export function keptViewsOf({
  depth,
  augmentation,
}: Pick<Recipe, 'depth' | 'augmentation'>): number | undefined {
  if (depth === 'all' || (depth !== 'head' && depth > mostBlocksKept)) return undefined;
  return augmentation ? viewsKept : 0;
}

/** Whether a training needs images; a head without augmentation needs only representations. */
export function needsPixels({ depth, augmentation }: Pick<Recipe, 'depth' | 'augmentation'>): boolean {
  return depth !== 'head' || augmentation !== null;
}

/** "top 2 blocks" */
export function depthText(depth: TrainingDepth): string {
  if (depth === 'head') return 'head only';
  if (depth === 'all') return 'everything';
  return depth === 1 ? 'top block' : `top ${depth} blocks`;
}
