import type { DistilRequest } from '../../../contracts/distil.ts';
import type { DistilIteration, EvaluationRow, PrototypeFrame } from '../../../contracts/prototypes.ts';
import type { DistilNote } from '../../../data/runs/distilRuns.ts';

/** What is done with the open run just now. */
export type Doing = 'nothing' | 'opening' | 'experts' | 'matching' | 'evaluating';

/** A run on show, whether it goes on or rests. */
export interface OpenRun {
  request: DistilRequest;
  doing: Doing;
  /** The job of what is done, in the jobs tray too: pause, resume and stop are its. */
  jobId: number | null;
  /** Epochs of experts kept, of those wanted; 0 of 0 where not known or not needed. */
  expertEpochs: number;
  expertEpochsWanted: number;
  iterations: DistilIteration[];
  frame: PrototypeFrame;
  frames: PrototypeFrame[];
  /** (images) class of each */
  labels: Uint8Array;
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

export interface RunState {
  /** Kept runs, the last changed first. */
  runs: DistilNote[];
  /** Why runs of earlier visits are not listed. */
  unread: string | null;
  open: OpenRun | null;
  /** Reads the list of kept runs. */
  list(): Promise<void>;
  /** Begins a run and works on it. */
  begin(request: DistilRequest): Promise<void>;
  /** Shows a kept run as its checkpoint has it; nothing is computed. */
  show(key: string): Promise<void>;
  /** Works on the open run: experts, then iterations. */
  goOn(): Promise<void>;
  /** Makes the rows of the table that are missing. */
  evaluate(): Promise<void>;
  pause(): void;
  resume(): void;
  /** Stops what is done; what there is stays. */
  stop(): void;
  /** Deletes a run that rests; for ten seconds it can be brought back. */
  remove(key: string): Promise<void>;
  /** Undoes a deletion, if it is not too late. */
  bringBack(key: string): Promise<void>;
}

/** The open run, for whoever works on it. */
export interface OpenRunAccess {
  get(): OpenRun | null;
  /** Of that run while it is open; what is still said of another comes too late. */
  change(key: string, fields: Partial<OpenRun>): void;
}
