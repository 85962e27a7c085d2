import type { DistilCheckpoint, DistilRequest } from '../../contracts/distillation/distil.ts';
import type { DistilSettings } from '../../contracts/distillation/distilSettings.ts';
import type { EvaluationRow } from '../../contracts/distillation/prototypes.ts';

import type { Listed } from '../bytes/setAside.ts';

/** One run as a list shows it. */
export interface DistilNote {
  key: string;
  title: string;
  /** Title of its curated set. */
  setTitle: string;
  classes: string[];
  settings: DistilSettings;
  /** Iterations at its last checkpoint. */
  iterations: number;
  /** Milliseconds since 1970 of the last change. */
  changedMs: number;
}

/** A run as a session holds it: without its experts, which are trained again where it goes on. */
export interface SavedDistillation {
  /** With the name its experts are kept under. */
  note: DistilNote & { expertsKey: string };
  request: DistilRequest;
  checkpoint?: DistilCheckpoint;
  evaluations: EvaluationRow[];
}

/** Runs as sessions hold them. */
export interface SavedDistillations {
  /** Undefined where there is no such run. */
  saved(key: string): Promise<SavedDistillation | undefined>;
  /** Puts a run among those that are there; one of the same key gives its place. @throws StorageFullError */
  restore(saved: SavedDistillation): Promise<void>;
}

/** An expert's last epoch, from which the next one continues. */
export interface KeptEpoch {
  epoch: number;
  /** (parameters) rounded to 16 bits; their running average where the experts are averaged */
  parameters: Float32Array;
  /** (parameters) the network's own, where `parameters` are their average */
  unaveraged?: Float32Array;
  /** (parameters) where the optimiser has momentum */
  velocity?: Float32Array;
}

/**
 * Where runs are kept between visits. Experts are kept separately, under a name made from what they were trained on and how, so
 * that runs that differ only in later steps share them.
 */
export interface DistilShelf {
  /** The last changed first; damaged ones are counted. */
  list(): Promise<Listed<DistilNote>>;
  /** Lists a run before it has a checkpoint. @param expertsKey name its experts are kept under */
  begin(request: DistilRequest, expertsKey: string, nowMs: number): Promise<void>;
  request(key: string): Promise<DistilRequest | undefined>;
  /** The last checkpoint of a run; undefined where there is none. */
  checkpoint(key: string): Promise<DistilCheckpoint | undefined>;
  /** @throws StorageFullError with a sentence */
  putCheckpoint(key: string, checkpoint: DistilCheckpoint, nowMs: number): Promise<void>;
  /** The table of a run's evaluations; empty before the first. */
  evaluations(key: string): Promise<EvaluationRow[]>;
  /** Adds a row, or replaces the one of the same contender and network. */
  putEvaluation(key: string, row: EvaluationRow): Promise<void>;
  /** (parameters) of an expert after an epoch, rounded to 16 bits; undefined where that is not kept. */
  expertEpoch(expertsKey: string, expert: number, epoch: number): Promise<Float32Array | undefined>;
  /** The latest kept epoch up to and including `before`; with the optimiser's state if it is the last one written. */
  lastEpoch(expertsKey: string, expert: number, before: number): Promise<KeptEpoch | undefined>;
  /** Adds an epoch of an expert; its numbers are kept with 16 bits. */
  putExpertEpoch(expertsKey: string, expert: number, kept: KeptEpoch): Promise<void>;
  /** Deletes a run, and its experts where no other run uses them. */
  remove(key: string): Promise<void>;
}
