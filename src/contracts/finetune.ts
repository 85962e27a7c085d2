import type { Augmentation } from '../maths/images/augmentation.ts';
import type { Standardisation } from '../maths/linear/standardisation.ts';
import type { Degradation } from '../maths/segmentation/degradedImages.ts';
import type { QuestionColumns } from '../maths/statistics/losses/voteLoss.ts';
import type { Split } from '../maths/statistics/split.ts';
import type { TrainingDepth, TrainingSettings } from '../maths/statistics/trainingSettings.ts';
import type { HeadCard } from './decisionTree.ts';
import type { PixelBatch } from './ingest.ts';
import type { JobPort } from './job.ts';
import type { CardFigure } from './tensor.ts';

/** What a network is taught, with the answers of n galaxies in the order of their inputs. */
export type TrainingTask =
  | {
      kind: 'classes';
      classes: number;
      /** (n) 0 … classes − 1 */
      labels: Uint8Array;
      /** (classes) weights of the loss; absent: all 1. */
      classWeights?: Float32Array;
    }
  | {
      kind: 'votes';
      /** Answers to all questions together. */
      columns: number;
      questions: readonly QuestionColumns[];
      /** (n, columns) row-major counts */
      votes: Float32Array;
    }
  | {
      kind: 'number';
      /** Numbers predicted for each galaxy. */
      columns: number;
      /** (n, columns) row-major, standardised by the caller */
      targets: Float32Array;
    };

/** What a training is told beside its examples. */
export interface TrainingOptions extends TrainingSettings {
  depth: TrainingDepth;
  /** Fixes the order of galaxies, their views and what dropout leaves out. */
  seed: number;
}

/** One epoch as the curves show it. */
export interface EpochFigures {
  /** From 1. */
  epoch: number;
  /** Mean over the galaxies shown in this epoch. */
  trainLoss: number;
  /** Mean over the validation galaxies after it. */
  validationLoss: number;
  /** Share of validation galaxies whose class is right, 0–1; for classes only. */
  validationAccuracy?: number;
}

/**
 * Tensors by their keys, in PyTorch's layout: the head's "head.linear.weight", (outputs, dimension), and "head.linear.bias",
 * (outputs), and what was thawed. In a {@link TrainingState} the head takes standardised representations; plainHead of
 * nets/training/trainableHead turns it into one of plain representations.
 */
export type LearntTensors = Map<string, Float32Array>;

/** All of a training between two epochs; structured clone and IndexedDB store it as it is. */
export interface TrainingState {
  /** Of the epochs so far, in order. */
  figures: EpochFigures[];
  /** What has been learnt up to the last epoch. */
  tensors: LearntTensors;
  /** AdamW's, by the tensors' keys and in their shapes. */
  optimiser: { steps: number; moments: Map<string, { mean: Float32Array; square: Float32Array }> };
  /** The epoch with the least validation loss; undefined before the first is over. */
  best: { epoch: number; validationLoss: number; tensors: LearntTensors } | undefined;
  /** Applied to representations before the head; absent in states of early versions, which had none. */
  standardisation?: Standardisation;
  /** Batch norm statistics by their keys, where the start was random weights and they come from the galaxies. */
  statistics?: LearntTensors;
}

/** What one step of the training loop did. */
export interface TrainingStep {
  /** From 1. */
  epoch: number;
  /** Batches of this epoch that are done, and how many it has. */
  batch: number;
  batches: number;
  /** Mean over this batch. */
  loss: number;
  /** With the last batch of an epoch. */
  figures?: EpochFigures;
  /** Patience or epochs are used up. */
  finished: boolean;
}

/** What a training is shown of n galaxies. Its rows are indices into these. */
export type TrainingExamples =
  | {
      /** Representations computed before; enough to train a head. */
      kind: 'vectors';
      /** (n, dimension) row-major */
      vectors: Float32Array;
    }
  | {
      kind: 'pixels';
      sidePx: number;
      /** (n, sidePx, sidePx, 3) row-major RGB, 0–255 */
      pixels: Uint8Array;
      /** Absent: every galaxy is always shown as it is. */
      augmentation?: Augmentation;
      /**
       * Views of each galaxy, besides the galaxy as it is, whose outputs of the frozen stages are computed once and kept.
       * Absent: new views in every epoch, which costs no memory and much time.
       */
      keptViews?: number;
    };

/** What a training learns, from which galaxies, and how. */
export interface TrainingRequest {
  examples: TrainingExamples;
  task: TrainingTask;
  /** (galaxies) rows to train on */
  train: Uint32Array;
  /** (galaxies) rows whose loss decides which epoch is best */
  validation: Uint32Array;
  options: TrainingOptions;
}

/** What {@link FinetuneWorker.trainEpoch} returns for a completed epoch. */
export interface TrainedEpoch {
  figures: EpochFigures;
  /** Patience or epochs are used up: predict and export now. */
  finished: boolean;
  /** Keep it: {@link FinetuneWorker.startTraining} continues from it after a reload or a lost device. */
  state: TrainingState;
}

/** What remains of a training after a reload: enough to predict and to export, not to train further. */
export interface TrainedRun {
  task: TrainingTask;
  options: TrainingOptions;
  state: TrainingState;
}

/** Galaxies to be answered by a trained network, any number n of them. */
export type AskedGalaxies =
  | {
      /** Representations by the network the training started from: enough where only the head learnt. */
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

/** What the best epoch's network answers for n galaxies. */
export interface GalaxyAnswers {
  /** (n, outputs) row-major outputs of the head, before softmax, concentration or scale */
  outputs: Float32Array;
  /**
   * (n, outputs) row-major: probabilities of the classes, of sum 1; expected shares of the answers, of sum 1 over each
   * question; or the outputs themselves for numbers.
   */
  shares: Float32Array;
  /** (n, dimension) row-major representations by the trained network; absent where the galaxies came as vectors. */
  vectors?: Float32Array;
}

/** 8-bit images as a network is shown them, and the share of the picture that they show. */
interface ShownImages {
  sidePx: number;
  /** (n, sidePx, sidePx, 3) row-major RGB, 0–255 */
  pixels: Uint8Array;
  /** (0, 1] */
  cropFraction: number;
}

/** A number that a head predicts: value = mean + deviation · output. */
export interface NumberScale {
  /** Name of the catalogue column it was learnt from. */
  column: string;
  mean: number;
  deviation: number;
}

/** What the card of an exported network says beyond what the worker itself knows. */
export interface TrainedCard {
  title: string;
  /** What its head answers; absent where it predicts numbers. */
  head?: HeadCard;
  /** What it predicts, in the order of the head's outputs; absent for classes and votes. */
  numbers?: NumberScale[];
  /** Galaxies in each part, and the seed with which hashes of their ids assigned them. */
  split: Record<Split, number> & { seed: number };
  /** On the test split. */
  figures: CardFigure[];
}

/**
 * Fine-tuning, a part of workers/tensor.worker.ts: open an instance of its own for it, choose its backend and load the network
 * to start from. Calls reject with a DeviceLostError when the device is lost: start a new instance from the last state.
 */
export interface FinetuneWorker {
  /**
   * Begins a training on the network last loaded and ends the one before. Outputs of the frozen stages that are to be kept
   * are computed here.
   *
   * @param from state of a training of the same request to continue from
   */
  startTraining(request: TrainingRequest, from?: TrainingState, job?: JobPort): Promise<void>;
  /**
   * Trains to the end of the epoch under way. Cancelled, it stops after a batch and rejects with an AbortError; the next call
   * continues with the next batch. So to pause is to cancel, and to stop is not to call again.
   */
  trainEpoch(job?: JobPort): Promise<TrainedEpoch>;
  /**
   * Outputs of the best epoch's head for rows of the examples: (rows, outputs) row-major, before softmax, concentration or
   * scale. Drops the epoch under way: the next {@link FinetuneWorker.trainEpoch} begins it again.
   */
  predictRows(rows: Uint32Array): Promise<Float32Array>;
  /**
   * Opens a training that a reload or a lost device ended, on the network last loaded, which must be the one it started from.
   * Only {@link FinetuneWorker.predictGalaxies} and {@link FinetuneWorker.exportTrained} can follow.
   */
  openTrained(run: TrainedRun): Promise<void>;
  /**
   * Answers of the best epoch so far for any galaxies, a few hundred a call: ask about a whole catalogue in parts. Rejects
   * representations where more than the head has learnt, since they come from another network.
   */
  predictGalaxies(galaxies: AskedGalaxies): Promise<GalaxyAnswers>;
  /** The best epoch so far as a safetensors file, which TensorWorker.loadEncoderFile reads. */
  exportTrained(card: TrainedCard): Promise<Uint8Array<ArrayBuffer>>;
  /** Images as they would be with noise, blur or less light; needs no training. */
  degrade(images: ShownImages, degradation: Degradation, seed: number): Promise<Uint8Array>;
  /** What is measured of each galaxy's picture, (m, measures) row-major in the order of `measureNames`; needs no training. */
  measureGalaxies(batch: PixelBatch): Promise<Float64Array>;
  /** Frees what the training holds. */
  endTraining(): Promise<void>;
}
