import type { StoreApi } from 'zustand/vanilla';
import type { ClusterEpoch, ClusterExamples, ClusterSource } from '../../../contracts/clustering/clusters.ts';
import type { ClusterNote } from '../../../data/runs/clusterRuns.ts';
import type { ClusterKind } from '../../../maths/clustering/clusterKinds.ts';
import type { ClusterSettings } from '../../../maths/clustering/clusterSettings.ts';
import type { ClusterChoice } from '../choose/clusterChoice.ts';

/** What is done with the open run just now. */
export type ClusteringStep = 'resting' | 'reading' | 'training' | 'telling';

/** A run on show, whether it goes on or rests. */
export interface OpenClustering {
  key: string;
  title: string;
  kind: ClusterKind;
  settings: ClusterSettings;
  source: ClusterSource;
  step: ClusteringStep;
  /** Of the step; pause, resume and stop are the job's. Null while it rests. */
  jobId: number | null;
  epochs: ClusterEpoch[];
  examples: ClusterExamples | null;
  finished: boolean;
  /** At the pace so far, told by the worker. */
  secondsLeft?: number;
  /** In steps of the training and between them, since it was opened. */
  computingSeconds?: number;
  waitingSeconds?: number;
  /** Why it stopped, as a sentence. */
  failure: string | null;
}

/** The runs of this browser, the one that is worked on, and what can be done with it. */
interface RunState {
  /** Kept runs, the last changed first. */
  runs: ClusterNote[];
  /** Why runs of earlier visits are not listed. */
  unread: string | null;
  open: OpenClustering | null;
  list(): Promise<void>;
  /** Reads the galaxies and trains. @returns true once training has begun, which goes on by itself */
  begin(choice: ClusterChoice): Promise<boolean>;
  /** Trains a kept run's galaxies anew with another seed, beside it. @returns true once training has begun */
  again(key: string): Promise<boolean>;
  /** Goes on with a kept run, or tells its galaxies' clusters where it is trained. */
  goOn(key: string): Promise<void>;
  /** Puts a kept run on show without computing. */
  show(key: string): Promise<void>;
  pause(): void;
  resume(): void;
  /** Stops what is done; what there is stays. */
  stop(): void;
  /** Deletes a run that rests; for ten seconds it can be brought back. */
  remove(key: string): Promise<void>;
}

/** Store of the runs, made by `createClusteringRuns`. */
export type RunStore = StoreApi<RunState>;
