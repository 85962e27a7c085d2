import type { DistilRequest } from '../../../contracts/distillation/distil.ts';
import type {
  DistilIteration,
  EvaluationRow,
  PrototypeFrame,
} from '../../../contracts/distillation/prototypes.ts';
import type { DistilNote } from '../../../data/runs/distilRuns.ts';
import type { ChosenSet } from '../curate/readCuratedSet.ts';

/** Which step of its sequence the open run is in just now. */
export type RunStep = 'resting' | 'opening' | 'experts' | 'matching' | 'judging';

/** A run on show, whether it goes on or rests. */
export interface OpenRun {
  request: DistilRequest;
  step: RunStep;
  /** Of the step; pause, resume and stop are the job's. Null while it rests. */
  jobId: number | null;
  /** Epochs of experts kept, of all experts together; 0 where not known or not needed. */
  expertEpochs: number;
  iterations: DistilIteration[];
  /** The images now. */
  frame: PrototypeFrame;
  /** Those kept: the first, and others evenly apart. */
  frames: PrototypeFrame[];
  /** (images) class of each */
  labels: Uint8Array;
  /** (cap) step sizes learnt, by start epoch; empty for DM */
  stepSizes: number[];
  evaluations: EvaluationRow[];
  /** At the pace so far, told by the worker. */
  secondsLeft?: number;
  /** Which row of the table is made just now. */
  judging: Pick<EvaluationRow, 'contender' | 'network'> | null;
  finished: boolean;
  /** Why it stopped, as a sentence. */
  failure: string | null;
  /** (classes, side, side, 3) standardised */
  averages: Float32Array;
}

/** What a person can ask of a run; each ends with what there is kept. */
export interface DistilSequence {
  /** Curate, then form. @returns true once a run has begun, which goes on by itself */
  distil(chosen: ChosenSet): Promise<boolean>;
  /** Forms a new run in place of the one on show. */
  begin(request: DistilRequest): Promise<void>;
  /** Forms the run on show from where it stands. */
  goOn(): Promise<void>;
  /** Judges the run on show. */
  judge(): Promise<void>;
}

/** The runs of this browser, the one on show, and what can be done with it. */
export interface RunState extends DistilSequence {
  /** Kept runs, the last changed first. */
  runs: DistilNote[];
  /** Why runs of earlier visits are not listed. */
  unread: string | null;
  open: OpenRun | null;
  /** Reads the list of kept runs. */
  list(): Promise<void>;
  /** Shows a kept run as its checkpoint has it; nothing is computed. */
  show(key: string): Promise<void>;
  /** Pauses the job of the open run, if it has one. */
  pause(): void;
  /** Resumes it. */
  resume(): void;
  /** Stops what is done; what there is stays. */
  stop(): void;
  /** Deletes a run that rests; for ten seconds it can be brought back. */
  remove(key: string): Promise<void>;
  /** Undoes a deletion, if it is not too late. */
  bringBack(key: string): Promise<void>;
}
