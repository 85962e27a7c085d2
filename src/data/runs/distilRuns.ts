import type { DistilCheckpoint, DistilRequest } from '../../contracts/distil.ts';
import type { DistilSettings } from '../../contracts/distilSettings.ts';
import type { EvaluationRow } from '../../contracts/prototypes.ts';

import type { Listed } from '../bytes/setAside.ts';

/** One run as a list shows it. */
export interface DistilNote {
  key: string;
  title: string;
  /** Of its curated set. */
  setTitle: string;
  classes: string[];
  settings: DistilSettings;
  /** Of its last checkpoint. */
  iterations: number;
  /** Milliseconds since 1970 of the last change. */
  changedMs: number;
}

/** An expert's last epoch, which the next one goes on from. */
export interface KeptEpoch {
  epoch: number;
  /** (parameters) through 16 bits; their running average where the experts are averaged */
  parameters: Float32Array;
  /** (parameters) as they stand, where `parameters` are their average */
  unaveraged?: Float32Array;
  /** (parameters) where its momentum has one */
  velocity?: Float32Array;
}

/**
 * Where runs are kept between visits. Experts lie apart, under the name of what they were trained on and how, so that runs
 * that differ in what follows share them.
 */
export interface DistilShelf {
  /** The last changed first; damaged ones are counted. */
  list(): Promise<Listed<DistilNote>>;
  /** Makes a run known before it has a checkpoint. @param expertsKey name its experts are kept under */
  begin(request: DistilRequest, expertsKey: string, nowMs: number): Promise<void>;
  request(key: string): Promise<DistilRequest | undefined>;
  /** What a run last wrote; undefined where it has written nothing. */
  checkpoint(key: string): Promise<DistilCheckpoint | undefined>;
  /** @throws StorageFullError in a sentence */
  putCheckpoint(key: string, checkpoint: DistilCheckpoint, nowMs: number): Promise<void>;
  /** The table of a run; empty before anything was judged. */
  evaluations(key: string): Promise<EvaluationRow[]>;
  /** In place of the row of the same contender and network. */
  putEvaluation(key: string, row: EvaluationRow): Promise<void>;
  /** (parameters) of an expert after an epoch, through 16 bits; undefined where it is not there. */
  expertEpoch(expertsKey: string, expert: number, epoch: number): Promise<Float32Array | undefined>;
  /** The furthest epoch up to `before` (included) that is kept; with what else it goes on from if it is the last one written. */
  lastEpoch(expertsKey: string, expert: number, before: number): Promise<KeptEpoch | undefined>;
  /** Adds an epoch of an expert; its numbers are kept with 16 bits. */
  putExpertEpoch(expertsKey: string, expert: number, kept: KeptEpoch): Promise<void>;
  /** Takes a run away, and its experts where no other run has them. */
  remove(key: string): Promise<void>;
}
