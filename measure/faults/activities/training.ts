import type { Page } from 'playwright-core';
import type { Activity } from '../activity.ts';
import { catalogueOpen, goTo, hasMap, isIdle } from '../pageSigns.ts';
import type { PickedFile } from '../skyPictures.ts';

const epochs = 120; // a second or two of a head
const embeddedWithinMs = 80_000;

/** Trains a head on a small set of images by the column "kind". */
export function trainingActivity(pictures: PickedFile[]): Activity {
  /** Runs that had come to their end before this try. */
  let finishedBefore = 0;

  const room = (page: Page) => page.getByRole('region', { name: 'Fine-tune a network' });
  const step = (page: Page, name: string) =>
    room(page).getByRole('radiogroup', { name: 'Step' }).getByText(name, { exact: true }).click();

  async function runs(page: Page): Promise<{ all: number; finished: number }> {
    await step(page, 'Runs');
    const table = room(page).getByRole('table', { name: 'Runs', exact: true });
    await table
      .or(room(page).getByText(/no run|No run/i))
      .first()
      .waitFor({ timeout: 15_000 })
      .catch(() => {});
    const all = await table
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader') })
      .allInnerTexts();
    return { all: all.length, finished: all.filter(text => !/not finished|training/i.test(text)).length };
  }

  return {
    workers: ['tensor', 'ingest'],
    killWithinMs: 2000,
    limitMs: 60_000,
    async enter(page) {
      await catalogueOpen(page);
      const open = page.getByRole('contentinfo').getByText(`· ${pictures.length - 1} galaxies`);
      if (!(await open.isVisible())) {
        await goTo(page, 'Data'); // else they came back by themselves, and opening them again would let go of what is chosen below
        await page.getByLabel('Images and their table', { exact: true }).setInputFiles(pictures);
        await open.waitFor();
      }
      const untilMs = Date.now() + embeddedWithinMs;
      while (!((await hasMap(page)) && (await isIdle(page)))) {
        if (Date.now() > untilMs) throw new Error('the images were not embedded');
        await page.waitForTimeout(200);
      }
      await goTo(page, 'Fine-tune');
      await room(page).getByRole('radio', { name: 'A column' }).click();
      await room(page).getByRole('combobox', { name: 'Column' }).click();
      await page.getByRole('option', { name: 'kind', exact: true }).click();
      await room(page).getByRole('button', { name: 'Go on to training' }).click();
      await room(page).getByRole('button', { name: 'Adjust the recipe' }).click();
      await room(page).getByRole('textbox', { name: 'Learning rate' }).fill('0.000001'); // it learns to the end
      await room(page).getByRole('textbox', { name: 'Epochs at most' }).fill(String(epochs));
    },
    async start(page) {
      finishedBefore = (await runs(page)).finished;
      await step(page, 'Train');
      await room(page).getByRole('button', { name: 'Train head' }).click();
    },
    async shownSaved(page) {
      return (await runs(page)).all;
    },
    kept: async page => (await runs(page)).all,
    isDone: async page => (await isIdle(page)) && (await runs(page)).finished > finishedBefore,
  };
}
