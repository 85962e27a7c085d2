import type { HeadCard } from '../../contracts/decisionTree.ts';
import type {
  Augmentation,
  EpochFigures,
  TrainingOptions,
  TrainingState,
  TrainingTask,
} from '../../contracts/finetune.ts';
import type { CardFigure } from '../../contracts/tensor.ts';

/** One training, as the list of runs shows it and as it was asked for: with its state it goes on where it stopped. */
export interface FinetuneRun {
  /** Unique and lasting; made when the run is begun. */
  key: string;
  /** Catalogue it was trained on: name and a fingerprint of its ids. */
  catalogue: string;
  name: string;
  /** What was asked: "class", "ring > 0.5", "by hand". */
  question: string;
  /** Name of the weights it began from: "galaxy". */
  weights: string;
  /** Ids of the galaxies it was shown; the rows below count among these, whatever order the catalogue comes in next time. */
  galaxyIds: readonly string[];
  task: TrainingTask;
  /** What the head answers; absent where it foretells numbers. */
  head?: HeadCard;
  /** Numbers foretold, in the head's order: value = mean + deviation · output. */
  numbers?: { column: string; mean: number; deviation: number }[];
  split: { seed: number; train: Uint32Array; validation: Uint32Array; test: Uint32Array };
  options: TrainingOptions;
  /** How views differed; absent where every galaxy was shown as it is. */
  augmentation?: Augmentation;
  /** Views of each galaxy put through the frozen stages once and kept. */
  keptViews?: number;
  /** Of its epochs so far. */
  epochs: readonly EpochFigures[];
  finished: boolean;
  /** Milliseconds its training took, with loading, without rests; absent in runs of early versions. */
  trainedMs?: number;
  /** Of the test split, once it is finished. */
  figures: readonly CardFigure[];
  /** Milliseconds since 1970 of the last change. */
  changedMs: number;
}

/** What a finished run answers, as its head gives it: before softmax, concentration or scale. */
export interface RunAnswers {
  /** (test, outputs) row-major, in the order of the split's test rows */
  test: Float32Array;
  /** (n, outputs) row-major of the whole catalogue, in the order of its ids sorted; NaN where an image cannot be read. */
  all?: Float32Array;
}

/** Labels given by hand in one catalogue. */
export interface HandLabels {
  catalogue: string;
  /** At most nine: each has a key. */
  classes: readonly string[];
  /** By galaxy id, an index into `classes`; in the order in which they were given. */
  labels: ReadonlyMap<string, number>;
}

/** A run taken off the shelf, whole, so that it can be put back. */
export interface RemovedRun {
  run: FinetuneRun;
  /** Absent where no epoch was over. */
  state: TrainingState | undefined;
  /** Absent until it is finished, as the other. */
  answers?: RunAnswers;
  file?: Blob;
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
  putAnswers(key: string, answers: RunAnswers): Promise<void>;
  answers(key: string): Promise<RunAnswers | undefined>;
  /** Keeps the finished network as the file it is exported as. */
  putFile(key: string, file: Blob): Promise<void>;
  file(key: string): Promise<Blob | undefined>;
  putHandLabels(labels: HandLabels): Promise<void>;
  handLabels(catalogue: string): Promise<HandLabels | undefined>;
  /** @returns what was there, for {@link FinetuneShelf.restore} */
  remove(key: string): Promise<RemovedRun | undefined>;
  restore(removed: RemovedRun): Promise<void>;
}
