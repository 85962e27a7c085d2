import type { RunLocks } from '../../src/data/runs/runLocks.ts';

/** Locks of a page that is alone: every run is free. */
export const freeLocks: RunLocks = {
  hold: (_key, _title, act) => act(),
  isFree: async () => true,
};
