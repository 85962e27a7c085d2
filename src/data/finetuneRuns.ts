import type { HeadCard } from '../contracts/decisionTree.ts';
import type { EpochFigures, TrainingOptions, TrainingState, TrainingTask } from '../contracts/finetune.ts';
import type { CardFigure } from '../contracts/tensor.ts';

/** One training, as the list of runs shows it and as it was asked for: with its state it goes on where it stopped. */
export interface FinetuneRun {
  /** Unique and lasting; made when the run is begun. */
  key: string;
  /** Catalogue it was trained on: name and a fingerprint of its ids. */
  catalogue: string;
  name: string;
  /** Name of the weights it began from: "galaxy". */
  weights: string;
  /** Ids of the galaxies it was shown; the rows below count among these, whatever order the catalogue comes in next time. */
  galaxyIds: readonly string[];
  task: TrainingTask;
  /** What the head answers; absent where it foretells numbers. */
  head?: HeadCard;
  split: { seed: number; train: Uint32Array; validation: Uint32Array; test: Uint32Array };
  options: TrainingOptions;
  /** Of its epochs so far. */
  epochs: readonly EpochFigures[];
  finished: boolean;
  /** Of the test split, once it is finished. */
  figures: readonly CardFigure[];
  /** Milliseconds since 1970 of the last change. */
  changedMs: number;
}

/** A run taken off the shelf, whole, so that it can be put back. */
export interface RemovedRun {
  run: FinetuneRun;
  /** Absent where no epoch was over. */
  state: TrainingState | undefined;
}

/** Where runs are kept between visits. */
export interface FinetuneShelf {
  /** The runs of one catalogue, the last changed first; without their states, which are large. */
  list(catalogue: string): Promise<FinetuneRun[]>;
  /** Writes a run over its former self and leaves its state as it is: when it is begun, renamed, judged. */
  put(run: FinetuneRun): Promise<void>;
  /** Writes a run and the state its last epoch left, both or neither. @throws Error in a sentence when the disk is full */
  putEpoch(run: FinetuneRun, state: TrainingState): Promise<void>;
  /** The state the last epoch left; undefined where none was over. */
  state(key: string): Promise<TrainingState | undefined>;
  /** @returns what was there, for {@link FinetuneShelf.restore} */
  remove(key: string): Promise<RemovedRun | undefined>;
  restore(removed: RemovedRun): Promise<void>;
}
