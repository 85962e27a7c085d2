/** How much of the encoder learns: nothing but the head, its top so many blocks (Zoobot's count, 1–9), or everything. */
export type TrainingDepth = 'head' | 'all' | number;

/** The settings of a fine-tuning that Zoobot's finetune.py knows; its values are in trainingRecipe.ts. */
export interface TrainingSettings {
  /** > 0. Default 1e-4 for blocks, 1e-3 for a head alone. */
  learningRate: number;
  /** AdamW's, ≥ 0. Default 0.05. */
  weightDecay: number;
  /** Each block below the top learns at this share of the rate of the one above, 0–1. Default 0.75. */
  decay: number;
  /** Share of the representation's numbers left out while training, 0–1. Default 0.5. */
  dropout: number;
  /** Galaxies a step. Default 32. */
  batchSize: number;
  /** Default 100. */
  maxEpochs: number;
  /** Epochs without a better validation loss before it stops. Default 10. */
  patience: number;
  /** Whether every batch holds equally many of each class, small classes drawn repeatedly. Default false. */
  balancedBatches: boolean;
  /** Whether scale and shift of batch norms learn. Default false; their statistics never change. */
  norms: boolean;
}
