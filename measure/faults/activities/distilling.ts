import type { Page } from 'playwright-core';
import type { Activity } from '../activity.ts';
import { catalogueOpen, goTo } from '../pageSigns.ts';

const trained = 16; // galaxies a class
const iterations = 150;

/** Distils two classes of the embedded sky by matching distributions, a new set each time, or goes on with one that rests. */
export function distillingActivity(): Activity {
  let sets = 0;
  const room = (page: Page) => page.getByRole('region', { name: 'Distillation' });
  const run = (page: Page) => room(page).getByRole('region', { name: 'Run' });
  const resting = (page: Page) => room(page).getByText(/” rests after \d+ of/);

  async function begin(page: Page): Promise<void> {
    await room(page).getByRole('button', { name: 'New set' }).click();
    await room(page).getByRole('combobox', { name: 'Classes' }).click();
    await page.getByRole('option', { name: 'Rules of my own' }).click();
    const removers = room(page).getByRole('button', { name: /^Remove class/ });
    while ((await removers.count()) > 2) await removers.last().click();
    const smooth = '`smooth-or-featured-gz2_smooth_fraction`';
    await room(page).getByRole('textbox', { name: 'Rule of class 1' }).fill(`${smooth} > 0.8`);
    await room(page).getByRole('textbox', { name: 'Rule of class 2' }).fill(`${smooth} < 0.2`);
    await room(page).getByRole('textbox', { name: 'Galaxies a class to train on' }).fill(String(trained));
    await room(page).getByText(`${trained} of each class to train on`).waitFor();
    await room(page).getByText('DM', { exact: true }).first().click();
    await room(page).getByRole('button', { name: 'All constants' }).click();
    const constants = { Width: 8, Iterations: iterations };
    for (const [label, value] of Object.entries(constants)) {
      await room(page).getByRole('textbox', { name: label, exact: true }).fill(String(value));
    }
    await room(page).getByRole('textbox', { name: 'Name', exact: true }).fill(`set ${++sets}`);
    await room(page).getByRole('button', { name: 'Distil', exact: true }).click();
  }

  return {
    workers: ['tensor', 'ingest'],
    killWithinMs: 4000,
    limitMs: 90_000,
    async enter(page) {
      await catalogueOpen(page);
      await goTo(page, 'Distil');
      await room(page).getByRole('button', { name: 'New set' }).waitFor();
    },
    async start(page) {
      const resume = run(page).getByRole('button', { name: 'Resume' });
      if (await resting(page).isVisible()) {
        await room(page).getByRole('button', { name: 'Show it' }).click();
        await resume.waitFor();
      }
      if (await resume.isVisible()) await resume.click();
      else await begin(page);
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
    async kept(page) {
      await resting(page)
        .waitFor({ timeout: 5000 })
        .catch(() => {});
      return (await resting(page).isVisible()) ? 1 : 0;
    },
    isDone: page => run(page).getByText(`Finished after ${iterations} iterations.`).isVisible(),
  };
}
