import type { Activity } from '../activity.ts';
import type { UnopenedFile } from '../fixtures.ts';
import { isOpen } from '../pageSigns.ts';
import { newFiles } from './newFiles.ts';

/** Opens files that bring vectors and a map, each for the first time. */
export function openingActivity(next: () => Promise<UnopenedFile>): Activity {
  const files = newFiles(next);
  return {
    workers: ['ingest'],
    killWithinMs: 600,
    limitMs: 30_000,
    enter: files.enter,
    start: files.hand,
    shownSaved: async () => 0, // an opening keeps nothing
    kept: async () => 0,
    isDone: page => isOpen(page, files.name()),
  };
}
