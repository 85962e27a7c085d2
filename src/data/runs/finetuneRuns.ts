import type { HeadCard } from '../../contracts/decisionTree.ts';
import type {
  EpochFigures,
  NumberScale,
  TrainingOptions,
  TrainingState,
  TrainingTask,
} from '../../contracts/finetune.ts';
import type { CardFigure } from '../../contracts/tensor.ts';
import type { Augmentation } from '../../maths/images/augmentation.ts';
import type { Split } from '../../maths/statistics/split.ts';
import type { Listed } from '../bytes/setAside.ts';
import type { HandLabels } from './handLabels.ts';
import type { HandLabelChange } from './mergedLabels.ts';

/** One training: its settings and what the list of runs shows. With its state it can continue where it stopped. */
export interface FinetuneRun {
  /** Unique and never changed; made when the run begins. */
  key: string;
  /** Catalogue it was trained on: name and a fingerprint of its ids. */
  catalogue: string;
  /** As the person named it; other runs may have the same name. */
  name: string;
  /** What is learnt: "class", "ring > 0.5", "by hand". */
  question: string;
  /** Name of the weights it started from: "galaxy". */
  weights: string;
  /** SHA-256 of those weights; absent in runs of early versions. */
  weightsSha256?: string;
  /** Ids of its galaxies. The rows below are indices into these, so the order of the catalogue may change. */
  galaxyIds: readonly string[];
  task: TrainingTask;
  /** What the head answers; absent where it predicts numbers. */
  head?: HeadCard;
  /** What it predicts, in the order of the head's outputs; absent for classes and votes. */
  numbers?: NumberScale[];
  /** Rows of each part, rising, and the seed that assigned them. */
  split: Record<Split, Uint32Array> & { seed: number };
  options: TrainingOptions;
  /** How views of a galaxy differed; absent where every galaxy was shown as it is. */
  augmentation?: Augmentation;
  /** Views of each galaxy whose outputs of the frozen stages were computed once and kept; absent: none were. */
  keptViews?: number;
  /** Figures of its epochs so far, in order. */
  epochs: readonly EpochFigures[];
  /** Trained to its end or stopped, and judged. */
  finished: boolean;
  /** How long its training took, with loading, without pauses, in milliseconds; absent in runs of early versions. */
  trainedMs?: number;
  /** Results on the test split once it is finished; empty before. */
  figures: readonly CardFigure[];
  /** Milliseconds since 1970 of the last change. */
  changedMs: number;
}

/** Outputs of a finished run's head, before softmax, concentration or scale. */
export interface RunAnswers {
  /** (test, outputs) row-major, in the order of the split's test rows */
  test: Float32Array;
  /** (n, outputs) row-major of the whole catalogue, in the order of its sorted ids; NaN where an image cannot be read */
  all?: Float32Array;
  /** Fingerprint of these ids: a catalogue has others once galaxies were added or removed. Absent in those of earlier versions. */
  allOf?: string;
}

/** Everything that was stored of a deleted run, so that it can be restored. */
export interface RemovedRun {
  run: FinetuneRun;
  /** Undefined where no epoch was completed. */
  state: TrainingState | undefined;
  /** Absent until it is finished. */
  answers?: RunAnswers;
  /** The network; absent until it is finished. */
  file?: Blob;
}

/** Where runs are kept between visits. */
export interface FinetuneShelf {
  /** The runs of one catalogue, the last changed first; without their states, which are large. Damaged ones are counted. */
  list(catalogue: string): Promise<Listed<FinetuneRun>>;
  /** Renames a run and changes nothing else, which another tab may have written. */
  rename(key: string, name: string): Promise<void>;
  /** Writes a run over its earlier version and leaves its state as it is: when it begins or is judged. */
  put(run: FinetuneRun): Promise<void>;
  /** Writes a run and the state of its last epoch, both or neither. @throws StorageFullError with a sentence */
  putEpoch(run: FinetuneRun, state: TrainingState): Promise<void>;
  /** State of the last epoch; undefined where none was completed. */
  state(key: string): Promise<TrainingState | undefined>;
  /** Stores the answers of a run, in place of its earlier ones. */
  putAnswers(key: string, answers: RunAnswers): Promise<void>;
  /** Undefined before the run was judged. */
  answers(key: string): Promise<RunAnswers | undefined>;
  /** Stores the finished network as the file that is exported. */
  putFile(key: string, file: Blob): Promise<void>;
  /** Undefined before the run has finished. */
  file(key: string): Promise<Blob | undefined>;
  /** Applies a change to the labels as they are stored, so that those of another tab stay. @throws StorageFullError */
  putHandLabels(change: HandLabelChange): Promise<void>;
  /** Undefined where no galaxy of this catalogue was labelled by hand. */
  handLabels(catalogue: string): Promise<HandLabels | undefined>;
  /** Deletes a run. @returns what was there, for {@link FinetuneShelf.restore} */
  remove(key: string): Promise<RemovedRun | undefined>;
  /** Puts a deleted run back with all that belonged to it. */
  restore(removed: RemovedRun): Promise<void>;
  /** Calls `told` whenever another tab changed something here. @returns a function that stops this */
  watch(told: () => void): () => void;
}
