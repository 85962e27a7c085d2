import type { SelfEpoch, SelfStart, SelfState } from '../../contracts/training/selfsupervision.ts';
import type { ProbeFigures } from '../../maths/selfsupervision/probe.ts';
import type { SelfSettings } from '../../maths/selfsupervision/settings.ts';
import type { Listed } from '../bytes/setAside.ts';

/** What was known after an epoch: 0 for before the first. */
export interface SelfProbe extends Partial<ProbeFigures> {
  epoch: number;
  /** Directions the representation uses (maths/selfsupervision/collapse). */
  rank: number;
}

/** A label that representations are asked about. */
export interface ProbedLabel {
  /** "oddity", "spiral > 0.5" */
  title: string;
  /** Galaxies the probes were fitted on, and judged by. */
  fitted: number;
  judged: number;
  /** Other weights on the same galaxies: "Random weights", "ImageNet", "Galaxies". */
  others: readonly (ProbeFigures & { title: string })[];
}

/** One training without labels, as the list shows it. With its state it can go on where it stopped. */
export interface SelfRun {
  /** Unique and never changed; made when the run begins. */
  key: string;
  /** Catalogue it learns from: name and a fingerprint of its ids. */
  catalogue: string;
  name: string;
  start: SelfStart;
  /** Name of the weights whose top blocks learn, and their SHA-256; absent where it began from nothing. */
  weights?: string;
  weightsSha256?: string;
  settings: SelfSettings;
  seed: number;
  /** Ids of its galaxies, in the order of the request. */
  galaxyIds: readonly string[];
  steps: number;
  stepsInAll: number;
  epochs: readonly SelfEpoch[];
  probes: readonly SelfProbe[];
  /** Column that is asked about; absent where none is. */
  column?: string;
  label?: ProbedLabel;
  finished: boolean;
  /** How long it has trained, without pauses, in milliseconds. */
  trainedMs: number;
  /** Milliseconds since 1970 of the last change. */
  changedMs: number;
}

/** Everything kept of a deleted run, so that it can be restored. */
export interface RemovedSelfRun {
  run: SelfRun;
  state?: SelfState;
  file?: Blob;
}

/** Where trainings without labels are kept between visits. */
export interface SelfShelf {
  /** Runs of one catalogue, the last changed first. Damaged ones are counted. */
  list(catalogue: string): Promise<Listed<SelfRun>>;
  /** Writes a run, and its state where there is one, both or neither. @throws StorageFullError with a sentence */
  put(run: SelfRun, state?: SelfState): Promise<void>;
  /** Undefined where it was never kept. */
  state(key: string): Promise<SelfState | undefined>;
  /** Keeps the network as the file that is exported. */
  putFile(key: string, file: Blob): Promise<void>;
  file(key: string): Promise<Blob | undefined>;
  /** Deletes a run. @returns what was there, for {@link SelfShelf.restore} */
  remove(key: string): Promise<RemovedSelfRun | undefined>;
  restore(removed: RemovedSelfRun): Promise<void>;
}
