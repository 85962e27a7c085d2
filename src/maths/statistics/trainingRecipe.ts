import type { TrainingDepth } from './trainingSettings.ts';

/**
 * Zoobot's fine-tuning recipe (finetune.py at fda17b0): the defaults for training some blocks or the whole network.
 */
export const zoobotRecipe = {
  learningRate: 1e-4,
  weightDecay: 0.05,
  decay: 0.75,
  dropout: 0.5,
  batchSize: 32,
  maxEpochs: 100,
  patience: 10,
  balancedBatches: false,
  norms: false,
};

/**
 * The recipe for training only the head: Zoobot's with ten times its learning rate. A head on standardised representations
 * then reaches the same accuracy in a fraction of the epochs.
 */
export const headRecipe = { ...zoobotRecipe, learningRate: 1e-3 };

/** Zoobot's recipe for training a network from scratch (the from-scratch runs of gz-evo). */
export const scratchRecipe = {
  ...zoobotRecipe,
  learningRate: 1e-3,
  weightDecay: 0.01,
  decay: 1,
  dropout: 0.2,
  norms: true,
};

/**
 * The default recipe for what is trained.
 *
 * @param depth "head" (or 0), "all", or how many of the last blocks are trained
 */
export function usualRecipe(depth: TrainingDepth): typeof zoobotRecipe {
  return depth === 'head' || depth === 0 ? headRecipe : zoobotRecipe;
}
