import type { RunStore } from './runStore.ts';

/** The runs, and what putting one on show or taking it away means for the rest of the room. */
export interface RunControls {
  runs: RunStore;
  /** Puts a kept run on show, or the one that goes on. */
  showRun(key: string): Promise<void>;
  /** Deletes a run, which can be undone for ten seconds; the first shipped set takes its place. */
  removeRun(key: string): Promise<void>;
}
