import type { StartEpochState } from '../../maths/distillation/startEpochs.ts';
import type { CuratedSet } from '../curation.ts';
import type { JobPort } from '../job.ts';
import type { DistilSettings } from './distilSettings.ts';
import type {
  Contender,
  DistilIteration,
  EvaluationNetwork,
  EvaluationRow,
  PrototypeFrame,
  PrototypeSet,
} from './prototypes.ts';

/** What a run is made of. */
export interface DistilRequest {
  /** Names the run in the browser's storage: experts, checkpoints and evaluations are filed under it. */
  key: string;
  /** What the person calls it. */
  title: string;
  set: CuratedSet;
  settings: DistilSettings;
}

/** Where a run stands. Kept every minute, after every expert epoch and at every pause; a reload loses no more. */
export interface DistilSnapshot {
  /** Epochs of experts that are kept, of those wanted; both 0 for DM. */
  expertEpochs: number;
  expertEpochsWanted: number;
  /** Every iteration so far. */
  iterations: DistilIteration[];
  /** (images) class of each synthetic image */
  labels: Uint8Array;
  /** The images now: the last frame. */
  frame: PrototypeFrame;
  /** Some 40 at most, the first among them: every other one goes when they become more. */
  frames: PrototypeFrame[];
  /** (cap) step sizes learnt, by start epoch; empty for DM. */
  stepSizes: number[];
  /** Iterations are used up, or the pixels' rate has fallen below its floor. */
  finished: boolean;
  evaluations: EvaluationRow[];
}

/** What some seconds of distillation brought. */
export interface DistilStretch {
  /** Those made in this call, and in one before that was cancelled. */
  iterations: DistilIteration[];
  frame: PrototypeFrame;
  /** Frames kept that no earlier call returned. */
  frames: PrototypeFrame[];
  /** Iterations of all frames kept by now: earlier ones that are not among them have been dropped. */
  keptFrames: number[];
  stepSizes: number[];
  finished: boolean;
  /** At the pace so far; absent where the end is not known: STM stops when its own rate has fallen. */
  secondsLeft?: number;
}

/** STM's own numbers, which a checkpoint carries; others' are in {@link DistilSnapshot}. */
export interface DistilCheckpoint {
  iterations: DistilIteration[];
  frames: PrototypeFrame[];
  images: Float32Array;
  imageVelocity?: Float32Array;
  /** Absent for DM. */
  epochs?: StartEpochState;
  stepSizeVelocities?: readonly number[];
}

/**
 * Distillation, a part of workers/tensor.worker.ts: open an instance of its own for it and choose its backend first. Every call
 * that computes is cancelled by its job, rejects with an AbortError then, keeps what is done, and goes on when called again: a
 * pause is a cancel. Calls reject with a DeviceLostError when the device goes away: start a new instance and open the run again.
 */
export interface DistilWorker {
  /**
   * Begins a run, or goes on with the one kept under its key, whose set and settings then count. Rejects with a RangeError
   * where a number of a new run is out of its range.
   */
  startDistillation(request: DistilRequest): Promise<DistilSnapshot>;
  /** Goes on with a kept run, after a reload. Rejects where there is none of that key. */
  resumeDistillation(key: string): Promise<DistilSnapshot>;
  /**
   * Trains the experts that are still missing; each epoch is kept as it is done. Progress counts epochs. Returns at once where
   * there is nothing to train.
   */
  trainExperts(job?: JobPort): Promise<void>;
  /** Iterates for about so many seconds, less where the run ends: call it again and again, and draw what it brings. */
  distil(seconds: number, job?: JobPort): Promise<DistilStretch>;
  /** One row of the table, kept with the run. Progress counts networks. */
  evaluate(contender: Contender, network: EvaluationNetwork, job?: JobPort): Promise<EvaluationRow>;
  /** The run as a prototype set, with the rows of its table: to be shown, exported, compared. */
  prototypes(credit: string): Promise<PrototypeSet>;
  /** Gives back what the run holds; what is kept stays. */
  endDistillation(): Promise<void>;
}
