import type { StoreApi } from 'zustand/vanilla';
import type { SelfViews } from '../../contracts/training/selfsupervision.ts';
import type { SelfRun } from '../../data/runs/selfRuns.ts';
import type { SelfPlan } from './selfPlan.ts';

/** Trainings without labels of the open catalogue, the form of the next, and what can be done with them. */
export interface SelfRoomState {
  /** Key of the catalogue; null until one is open. */
  catalogue: string | null;
  plan: SelfPlan;
  /** Milliseconds of the backend's trial here; null until it is known. */
  trialMs: number | null;
  /** Weights whose top blocks could learn. */
  starts: readonly { name: string; title: string }[];
  /** The last changed first; null while they are read. */
  runs: readonly SelfRun[] | null;
  /** Key of the run that is shown; null: the form. */
  shown: string | null;
  /** The training under way and the job that does it. */
  work: { key: string; jobId: number } | null;
  /** Two views of a galaxy as they were drawn last, by the run shown. */
  views: SelfViews | null;
  /** Why the last training ended early, as a sentence. */
  failure: string | null;
  change(fields: Partial<SelfPlan>): void;
  /** Reads the runs of a catalogue; null: none is open. */
  open(catalogue: string | null): Promise<void>;
  /** Trains as planned. Never rejects. */
  begin(name: string): Promise<void>;
  /** Goes on with a training that was interrupted. Never rejects. */
  resume(key: string): Promise<void>;
  /** Stops the training; what it has learnt is kept as a network. */
  stop(): void;
  /** Pauses after the step under way, or goes on. */
  pause(): void;
  show(key: string | null): void;
  /** Deletes a run; a notice offers to undo it. */
  remove(key: string): Promise<void>;
  /** Represents the catalogue with what a run has learnt: map and neighbours follow. Never rejects. */
  use(key: string): Promise<void>;
  /** The network as a file. @throws Error in a sentence where there is none yet */
  file(key: string): Promise<File>;
}

/** Store of the room, made by `createSelfStore`. */
export type SelfStore = StoreApi<SelfRoomState>;
