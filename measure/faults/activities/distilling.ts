import type { Page } from 'playwright-core';
import { distilPage } from '../../../test/e2e/pages/distilPage.ts';
import type { Activity } from '../activity.ts';
import { catalogueOpen, goTo } from '../pageSigns.ts';

const iterations = 150;

/** Distils two classes of the embedded sky by matching distributions, a new set each time, or goes on with one that rests. */
export function distillingActivity(): Activity {
  let sets = 0;
  const resting = (page: Page) =>
    distilPage(page)
      .room()
      .getByText(/” rests after \d+ of/);
  const run = (page: Page) => distilPage(page).run();

  return {
    workers: ['tensor', 'ingest'],
    killWithinMs: 4000,
    limitMs: 90_000,
    async enter(page) {
      await catalogueOpen(page);
      await goTo(page, 'Distil');
      await distilPage(page).room().getByRole('button', { name: 'New set' }).waitFor();
    },
    async start(page) {
      const at = distilPage(page);
      if (await resting(page).isVisible()) {
        await at.room().getByRole('button', { name: 'Show it' }).click();
        await at.resume().waitFor();
      }
      if (await at.resume().isVisible()) await at.resume().click();
      else await at.begin(`set ${++sets}`, 'DM', { Width: 8, Iterations: iterations });
      await run(page).waitFor();
    },
    /** 1 once the page shows the run at work: from then on it is there after a reload. */
    async shownSaved(page) {
      return (await run(page)
        .getByText(/^Matching: [1-9]\d* of/)
        .isVisible())
        ? 1
        : 0;
    },
    /** 1 for a run that rests, and for one that came to its end before it was struck. */
    async kept(page) {
      const room = distilPage(page).room();
      await resting(page)
        .waitFor({ timeout: 15_000 })
        .catch(() => {});
      if (await resting(page).isVisible()) return 1;
      await room.getByRole('combobox', { name: 'Prototype set' }).click();
      const isListed = await page.getByRole('option', { name: `set ${sets}`, exact: true }).isVisible();
      await page.keyboard.press('Escape');
      return isListed ? 1 : 0;
    },
    isDone: page => run(page).getByText(`Finished after ${iterations} iterations.`).isVisible(),
  };
}
