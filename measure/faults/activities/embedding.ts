import type { Activity } from '../activity.ts';
import { catalogueOpen, goTo, hasMap, isIdle, underWayOrTold } from '../pageSigns.ts';
import type { PickedFile } from '../skyPictures.ts';

/** Embeds one of two small sets of images in turn. */
export function embeddingActivity(pictures: readonly [PickedFile[], PickedFile[]]): Activity {
  let turn = 0;
  const countOf = (each: number) => pictures[each].length - 1; // without the table
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
      turn = 1 - turn;
      await page.getByLabel('Images and their table', { exact: true }).setInputFiles(pictures[turn]);
      await underWayOrTold(page, page.getByRole('contentinfo').getByText(`· ${countOf(turn)} galaxies`));
    },
    shownSaved: async () => 0, // representations live as long as the page
    kept: async () => 0,
    async isDone(page) {
      const open = page.getByRole('contentinfo').getByText(`· ${countOf(turn)} galaxies`);
      return (await open.isVisible()) && (await hasMap(page)) && isIdle(page);
    },
  };
}
