import type { Standardisation } from '../maths/linear/standardisation.ts';
import type { QuestionColumns } from '../maths/statistics/voteLoss.ts';
import type { HeadCard } from './decisionTree.ts';
import type { JobPort } from './job.ts';
import type { CardFigure } from './tensor.ts';

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

/**
 * Tensors by their keys, in PyTorch's layout: the head's "head.linear.weight" and "head.linear.bias", and what was thawed. In a
 * {@link TrainingState} the head is one of standardised representations; nets/trainableHead's plainHead folds that away.
 */
export type LearntTensors = Map<string, Float32Array>;

/** A training between two epochs, whole: structured clone and IndexedDB take it as it is. */
export interface TrainingState {
  figures: EpochFigures[];
  tensors: LearntTensors;
  optimiser: { steps: number; moments: Map<string, { mean: Float32Array; square: Float32Array }> };
  best: { epoch: number; validationLoss: number; tensors: LearntTensors } | undefined;
  /** What the head takes off representations before it looks at them; absent in the states of early versions, which took nothing. */
  standardisation?: Standardisation;
  /** Batch norms' statistics by their keys, where the network began untrained and they are its galaxies', not its file's. */
  statistics?: LearntTensors;
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

/** How views of one galaxy may differ: a galaxy has no up, no handedness, and its frame is a choice. */
export interface Augmentation {
  flips: boolean;
  /** Any angle, quarter turns, or none. */
  turns: 'any' | 'quarters' | 'none';
  /** Largest factor by which a view is enlarged or shrunk, ≥ 1; 1 for none. */
  zoom: number;
  /** Largest shift along each side, in shares of it. */
  shift: number;
}

/** What a training is shown of n galaxies; its rows count among them. */
export type TrainingExamples =
  | {
      /** Representations made before, for a head alone. */
      kind: 'vectors';
      /** (n, dimension) row-major */
      vectors: Float32Array;
    }
  | {
      kind: 'pixels';
      sidePx: number;
      /** (n, sidePx, sidePx, 3) row-major RGB, 0–255 */
      pixels: Uint8Array;
      /** Absent: every galaxy is shown as it is. */
      augmentation?: Augmentation;
      /**
       * Views of each galaxy that are put through the frozen stages once and kept, beside the galaxy as it is; absent: seen
       * anew every time, which costs no memory and much time.
       */
      keptViews?: number;
    };

export interface TrainingRequest {
  examples: TrainingExamples;
  task: TrainingTask;
  train: Uint32Array;
  validation: Uint32Array;
  options: TrainingOptions;
}

/** An epoch that is over. */
export interface TrainedEpoch {
  figures: EpochFigures;
  /** Patience or epochs are used up: what comes now is predictions and an export. */
  finished: boolean;
  /** To be kept: with it {@link FinetuneWorker.startTraining} goes on after a reload or the loss of the device. */
  state: TrainingState;
}

/** A training as a reload leaves it: enough to predict and to export, not to go on. */
export interface TrainedRun {
  task: TrainingTask;
  options: TrainingOptions;
  state: TrainingState;
}

/** Galaxies a trained network is asked about, beside those it was trained on. */
export type AskedGalaxies =
  | {
      /** Representations by the network the training began from: enough where the head alone has learnt. */
      kind: 'vectors';
      /** (n, dimension) row-major */
      vectors: Float32Array;
    }
  | {
      kind: 'pixels';
      sidePx: number;
      /** (n, sidePx, sidePx, 3) row-major RGB, 0–255 */
      pixels: Uint8Array;
    };

/** What the best epoch's network says of n galaxies. */
export interface GalaxyAnswers {
  /** (n, outputs) row-major, as the head gives them: before softmax, concentration or scale. */
  outputs: Float32Array;
  /**
   * (n, outputs) row-major: for classes the share of each, adding to 1; for votes the share expected of each answer, adding to
   * 1 within a question; for numbers the outputs.
   */
  shares: Float32Array;
  /** (n, dimension) row-major representations by the network as it has learnt; absent where vectors were handed over. */
  vectors?: Float32Array;
}

/** What an exported network's card says beyond what the worker knows itself. */
export interface TrainedCard {
  title: string;
  /** What its head answers; absent where it foretells numbers. */
  head?: HeadCard;
  /** Numbers foretold, in the head's order: value = mean + deviation · output. */
  numbers?: { column: string; mean: number; deviation: number }[];
  /** Galaxies of each part, and the seed that shared them out by the hash of their ids. */
  split: { train: number; validation: number; test: number; seed: number };
  /** Of the test split. */
  figures: CardFigure[];
}

/**
 * Fine-tuning, a part of workers/tensor.worker.ts: open an instance of its own for it, choose its backend and load the network
 * to begin from. Its calls reject with a DeviceLostError when the device goes away: start a new instance from the last state.
 */
export interface FinetuneWorker {
  /**
   * Begins a training on the network last loaded, in place of one before; computes what lies below the frozen line, if it is
   * to be kept.
   *
   * @param from state of a training of the same request to go on from
   */
  startTraining(request: TrainingRequest, from?: TrainingState, job?: JobPort): Promise<void>;
  /**
   * Trains to the end of the epoch under way. Cancelled, it stops after a batch and rejects with an AbortError; the next call
   * goes on with the next batch. So a pause is a cancel, and to stop is not to call again.
   */
  trainEpoch(job?: JobPort): Promise<TrainedEpoch>;
  /**
   * Outputs of the head for rows of the examples, from the best epoch so far: (rows, outputs) row-major, before softmax,
   * concentration or scale. Ends the epoch under way, which is begun anew by the next {@link FinetuneWorker.trainEpoch}.
   */
  predictRows(rows: Uint32Array): Promise<Float32Array>;
  /**
   * Takes up a training that a reload or a lost device has ended, on the network last loaded: the one it began from. Only
   * {@link FinetuneWorker.predictGalaxies} and {@link FinetuneWorker.exportTrained} can follow.
   */
  openTrained(run: TrainedRun): Promise<void>;
  /**
   * What the best epoch so far says of any galaxies, a few hundred a call: a whole catalogue is asked about in parts. Rejects
   * where representations are handed over and more than the head has learnt: they are another network's.
   */
  predictGalaxies(galaxies: AskedGalaxies): Promise<GalaxyAnswers>;
  /** The best epoch so far as a safetensors file, which TensorWorker.loadEncoderFile reads. */
  exportTrained(card: TrainedCard): Promise<Uint8Array<ArrayBuffer>>;
  /** Gives back what the training holds. */
  endTraining(): Promise<void>;
}
