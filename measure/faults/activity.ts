import type { Page } from 'playwright-core';

/** The workers by the names they are started under. */
export const workerNames = ['ingest', 'search', 'layout', 'tensor', 'anomalies'] as const;
/** Name of a worker. */
export type WorkerName = (typeof workerNames)[number];

/** Something a person does that takes a while and can be interrupted. */
export interface Activity {
  /** The workers it needs; it has nothing to lose with the others. */
  workers: readonly WorkerName[];
  /** A kill falls within this time after the start, in milliseconds. */
  killWithinMs: number;
  /** What it takes at most on a slow machine, from start to end, in milliseconds. */
  limitMs: number;
  /** Brings a page that has just been opened to where the activity can start. */
  enter(page: Page): Promise<void>;
  /** Starts it, and returns once it is under way; can be called again after its end. */
  start(page: Page): Promise<void>;
  /** How much of it the page has shown as saved; 0 where it keeps nothing. */
  shownSaved(page: Page): Promise<number>;
  /** How much was given by hand up to now, whether shown as saved or not; absent where nothing is given by hand. */
  given?(): number;
  /** How much is there in a page that was opened again. */
  kept(page: Page): Promise<number>;
  /** Whether it has come to its result. */
  isDone(page: Page): Promise<boolean>;
  /** Whether the page shows that it is still at work. Default: a job is in the tray. */
  isWorking?(page: Page): Promise<boolean>;
}
