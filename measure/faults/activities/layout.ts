import type { Activity } from '../activity.ts';
import type { FilePair } from '../fixtures.ts';
import { hasMap, isIdle, isOpen, underWayOrTold } from '../pageSigns.ts';
import { filesInTurn } from './filesInTurn.ts';

/** Draws the map of one of two files in turn, which bring vectors and no map. */
export function layoutActivity(pair: FilePair): Activity {
  const files = filesInTurn(pair);
  return {
    workers: ['layout'],
    killWithinMs: 1500,
    limitMs: 60_000,
    enter: files.enter,
    async start(page) {
      await files.hand(page);
      await underWayOrTold(page, page.getByRole('contentinfo').getByText(`${files.name()} · `));
    },
    shownSaved: async () => 0, // a map is drawn again at each opening
    kept: async () => 0,
    isDone: async page => (await isOpen(page, files.name())) && (await hasMap(page)) && isIdle(page),
  };
}
