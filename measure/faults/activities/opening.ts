import type { Activity } from '../activity.ts';
import type { FilePair } from '../fixtures.ts';
import { isOpen } from '../pageSigns.ts';
import { filesInTurn } from './filesInTurn.ts';

/** Opens one of two files in turn, each with its own vectors and map. */
export function openingActivity(pair: FilePair): Activity {
  const files = filesInTurn(pair);
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
