import type { Activity } from '../activity.ts';
import type { FilePair } from '../fixtures.ts';
import { catalogueOpen, goTo, hasMap, isIdle, isOpen } from '../pageSigns.ts';

/** Draws the map of one of two files in turn, which bring vectors and no map. */
export function layoutActivity({ paths, names }: FilePair): Activity {
  let turn = 0;
  return {
    workers: ['layout'],
    killWithinMs: 1500,
    limitMs: 60_000,
    async enter(page) {
      await catalogueOpen(page);
      await goTo(page, 'Data');
      await page.getByLabel('Parquet files', { exact: true }).waitFor({ state: 'attached' });
    },
    async start(page) {
      turn = 1 - turn;
      await page.getByLabel('Parquet files', { exact: true }).setInputFiles(paths[turn]);
      await page.getByRole('contentinfo').getByText(`${names[turn]} · `).waitFor();
    },
    shownSaved: async () => 0, // a map is drawn again at each opening
    kept: async () => 0,
    isDone: async page => (await isOpen(page, names[turn])) && (await hasMap(page)) && isIdle(page),
  };
}
