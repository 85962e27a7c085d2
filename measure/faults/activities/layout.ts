import type { Activity } from '../activity.ts';
import type { UnopenedFile } from '../fixtures.ts';
import { hasMap, isIdle, isOpen, underWayOrTold } from '../pageSigns.ts';
import { newFiles } from './newFiles.ts';

/** Draws the maps of files that bring vectors and no map, each opened for the first time. */
export function layoutActivity(next: () => Promise<UnopenedFile>): Activity {
  const files = newFiles(next);
  return {
    workers: ['layout'],
    killWithinMs: 1500,
    limitMs: 60_000,
    enter: files.enter,
    async start(page) {
      await files.hand(page);
      await underWayOrTold(page, page.getByRole('contentinfo').getByText(`${files.name()} · `));
    },
    shownSaved: async () => 0, // what it came to is drawn again
    kept: async () => 0,
    isDone: async page => (await isOpen(page, files.name())) && (await hasMap(page)) && isIdle(page),
  };
}
