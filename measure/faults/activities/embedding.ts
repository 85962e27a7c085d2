import type { Page } from 'playwright-core';
import type { Activity } from '../activity.ts';
import { catalogueOpen, goTo, hasMap, isIdle, underWayOrTold } from '../pageSigns.ts';
import { type PickedFile, renamedPictures } from '../skyPictures.ts';

/** Embeds a small set of images, each time of galaxies that were never opened before. */
export function embeddingActivity(pictures: readonly [PickedFile[], PickedFile[]]): Activity {
  let batch = 0;
  const turn = () => batch % 2;
  const opened = (page: Page) =>
    page.getByRole('contentinfo').getByText(`· ${pictures[turn()].length - 1} galaxies`); // without the table
  return {
    workers: ['ingest', 'tensor', 'layout'],
    killWithinMs: 4000,
    limitMs: 80_000,
    async enter(page) {
      await catalogueOpen(page);
      await goTo(page, 'Data');
      await page.getByLabel('Images and their table', { exact: true }).waitFor({ state: 'attached' });
    },
    async start(page) {
      batch++;
      const field = page.getByLabel('Images and their table', { exact: true });
      await field.setInputFiles(renamedPictures(pictures[turn()], batch));
      await underWayOrTold(page, opened(page));
    },
    shownSaved: async () => 0, // the tests of kept catalogues look at what is kept
    kept: async () => 0,
    async isDone(page) {
      return (await opened(page).isVisible()) && (await hasMap(page)) && isIdle(page);
    },
  };
}
