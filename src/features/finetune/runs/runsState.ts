import type { StoreApi } from 'zustand/vanilla';
import type { FinetuneRun, RunAnswers } from '../../../data/runs/finetuneRuns.ts';
import type { Question } from '../labels/question.ts';
import type { Recipe } from '../training/recipe.ts';

/** What is being done to a run, and the job that does it. */
export interface RunWork {
  key: string;
  doing: 'training' | 'predicting';
  jobId: number;
}

/** The trainings of the open catalogue, the one that is shown, and what can be done with them. */
export interface RunsState {
  /** Key of the catalogue whose runs these are; null until one is open. */
  catalogue: string | null;
  /** The last changed first; null while they are being read. */
  runs: readonly FinetuneRun[] | null;
  /** Key of the run whose results are shown. */
  shown: string | null;
  /** Answers of the run shown; null if it is not finished, or while they are being read. */
  answers: RunAnswers | null;
  work: RunWork | null;
  /** Why the last training or prediction ended early, as a sentence. */
  failure: string | null;
  /** Weights that represented the catalogue before a run's network redrew the map: {@link RunsState.restoreMap}. */
  former: string | null;
  /** Reads the runs of a catalogue and shows the last one that is finished; null: no catalogue is open. */
  open(catalogue: string | null): Promise<void>;
  /** Trains from the beginning and shows the run. Never rejects. */
  begin(question: Question, recipe: Recipe, name: string): Promise<void>;
  /** Continues from the last epoch. Never rejects. */
  resume(key: string): Promise<void>;
  /** Stops what is under way; a training that completed an epoch is judged and kept. */
  stop(): void;
  /** Pauses after the batch under way, or continues. */
  pause(): void;
  /** Shows a run's results and publishes its columns; null: none. */
  show(key: string | null): Promise<void>;
  rename(key: string, name: string): Promise<void>;
  /** Deletes runs; a notice offers to undo it. */
  remove(keys: readonly string[]): Promise<void>;
  /** Asks the run about every galaxy of the catalogue. Never rejects. */
  predictAll(key: string): Promise<void>;
  /** Represents the catalogue with the run's own network; the map changes when that is done. */
  redraw(key: string): Promise<void>;
  /** Draws the map again as it was before the first {@link RunsState.redraw}. */
  restoreMap(): Promise<void>;
  /** The finished network. @throws Error in a sentence where there is none */
  file(key: string): Promise<File>;
}

/** Store of the trainings, made by `createRunsStore`. */
export type RunsStore = StoreApi<RunsState>;
