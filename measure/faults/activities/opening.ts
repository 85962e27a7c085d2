import type { Activity } from '../activity.ts';
import type { FilePair } from '../fixtures.ts';
import { catalogueOpen, goTo, isOpen } from '../pageSigns.ts';

/** Opens one of two files in turn, each with its own vectors and map. */
export function openingActivity({ paths, names }: FilePair): Activity {
  let turn = 0;
  return {
    workers: ['ingest'],
    killWithinMs: 600,
    limitMs: 30_000,
    async enter(page) {
      await catalogueOpen(page);
      await goTo(page, 'Data');
      await page.getByLabel('Parquet files', { exact: true }).waitFor({ state: 'attached' });
    },
    async start(page) {
      turn = 1 - turn;
      await page.getByLabel('Parquet files', { exact: true }).setInputFiles(paths[turn]);
    },
    shownSaved: async () => 0, // an opening keeps nothing
    kept: async () => 0,
    isDone: page => isOpen(page, names[turn]),
  };
}
