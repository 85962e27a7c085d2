import type { QuestionColumns } from '../maths/voteLoss.ts';

/** What a network is taught, with the answers of n galaxies in the order of their inputs. */
export type TrainingTask =
  | {
      kind: 'classes';
      classes: number;
      /** (n) 0 … classes − 1 */
      labels: Uint8Array;
      /** (classes) weights of the loss; absent: all alike. */
      classWeights?: Float32Array;
    }
  | {
      kind: 'votes';
      columns: number;
      questions: readonly QuestionColumns[];
      /** (n, columns) counts */
      votes: Float32Array;
    }
  | {
      kind: 'number';
      columns: number;
      /** (n, columns), standardised by whoever asks */
      targets: Float32Array;
    };

/** How much of the encoder learns: nothing, its top so many blocks (Zoobot's count, 1–9), or everything. */
export type TrainingDepth = 'head' | 'all' | number;

export interface TrainingOptions {
  depth: TrainingDepth;
  /** Default 1e-4, as the others below Zoobot's (finetune.py). */
  learningRate: number;
  /** Default 0.05. */
  weightDecay: number;
  /** Each block below the top learns at this share of the one above. Default 0.75. */
  decay: number;
  /** Share of the representation's numbers left out while training, 0–1. Default 0.5. */
  dropout: number;
  /** Default 32. */
  batchSize: number;
  /** Default 100. */
  maxEpochs: number;
  /** Epochs without a better validation loss before it stops. Default 10. */
  patience: number;
  /** Whether every batch carries as many of each class, drawn again where a class is small. Default false. */
  balancedBatches: boolean;
  /** Whether scale and shift of batch norms learn. Default false; their statistics never change. */
  norms: boolean;
  seed: number;
}

/** One epoch as the curves show it. */
export interface EpochFigures {
  /** From 1. */
  epoch: number;
  trainLoss: number;
  validationLoss: number;
  /** Share answered rightly, for classes. */
  validationAccuracy?: number;
}

/** Tensors by their keys, in PyTorch's layout: the head's "head.linear.weight" and "head.linear.bias", and what was thawed. */
export type LearntTensors = Map<string, Float32Array>;

/** A training between two epochs, whole: structured clone and IndexedDB take it as it is. */
export interface TrainingState {
  figures: EpochFigures[];
  tensors: LearntTensors;
  optimiser: { steps: number; moments: Map<string, { mean: Float32Array; square: Float32Array }> };
  best: { epoch: number; validationLoss: number; tensors: LearntTensors } | undefined;
}

/** What one step did. */
export interface TrainingStep {
  /** From 1. */
  epoch: number;
  /** Batches of this epoch that are done, and in all. */
  batch: number;
  batches: number;
  /** Of this batch. */
  loss: number;
  /** With the last batch of an epoch. */
  figures?: EpochFigures;
  /** Patience or epochs are used up. */
  finished: boolean;
}
