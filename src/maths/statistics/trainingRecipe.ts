/**
 * Zoobot's fine-tuning recipe (finetune.py at fda17b0), for options of a training that are not given: for blocks that thaw,
 * and for everything.
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
 * The recipe for a head alone: Zoobot's, but for its pace. A head of standardised representations learns the same at a
 * multiple of that rate in a fraction of the epochs (CONTRIBUTING.md).
 */
export const headRecipe = { ...zoobotRecipe, learningRate: 1e-3 };

/** Zoobot's own recipe for a network that begins from nothing (the from-scratch runs of gz-evo). */
export const scratchRecipe = {
  ...zoobotRecipe,
  learningRate: 1e-3,
  weightDecay: 0.01,
  decay: 1,
  dropout: 0.2,
  norms: true,
};

/** @param depth as in a training's options */
export function usualRecipe(depth: 'head' | 'all' | number): typeof zoobotRecipe {
  return depth === 'head' || depth === 0 ? headRecipe : zoobotRecipe;
}
