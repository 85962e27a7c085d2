import type { StoreApi } from 'zustand/vanilla';
import type { FinetuneRun, RunAnswers } from '../../../data/runs/finetuneRuns.ts';
import type { Question } from '../labels/question.ts';
import type { Recipe } from '../training/recipe.ts';

/** What is being done about a run, and the job that does it. */
export interface RunWork {
  key: string;
  doing: 'training' | 'predicting';
  jobId: number;
}

export interface RunsState {
  /** Key of the catalogue whose runs these are; null until one is open. */
  catalogue: string | null;
  /** The last changed first; null while they are read. */
  runs: readonly FinetuneRun[] | null;
  /** Key of the run whose results are looked at. */
  shown: string | null;
  /** Of the run shown; null where it is not finished, or while they are read. */
  answers: RunAnswers | null;
  work: RunWork | null;
  /** Why the last training or prediction ended early, as a sentence. */
  failure: string | null;
  /** Representation before a run's network redrew the map: it can be had again. */
  former: string | null;
  open(catalogue: string | null): Promise<void>;
  /** Trains from the beginning and shows the run. Never rejects. */
  begin(question: Question, recipe: Recipe, name: string): Promise<void>;
  /** Goes on from the last epoch. Never rejects. */
  resume(key: string): Promise<void>;
  /** Ends what is under way and keeps what there is. */
  stop(): void;
  /** Rests after the batch under way, or goes on. */
  pause(): void;
  show(key: string | null): Promise<void>;
  rename(key: string, name: string): Promise<void>;
  /** Forgets runs; for ten seconds they can be had again. */
  remove(keys: readonly string[]): Promise<void>;
  /** Asks the run about every galaxy of the catalogue. Never rejects. */
  predictAll(key: string): Promise<void>;
  /** Represents the catalogue with the run's own network; the map keeps its old face until that is done. */
  redraw(key: string): Promise<void>;
  /** Puts the map back that was there before the first redrawing, at once. */
  restoreMap(): Promise<void>;
  /** The finished network. @throws Error in a sentence where there is none */
  file(key: string): Promise<File>;
}

export type RunsStore = StoreApi<RunsState>;
