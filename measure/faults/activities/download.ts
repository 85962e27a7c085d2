import type { Page } from 'playwright-core';
import type { Activity } from '../activity.ts';
import { catalogueOpen } from '../pageSigns.ts';

const title = 'Zoobot ConvNeXt nano';
const partMb = 8; // what is shown beyond two parts of the file is there to go on from

/** Downloads a published encoder, or goes on where it broke off; one that is there is deleted first. */
export function downloadActivity(): Activity {
  const dialog = (page: Page) => page.getByRole('dialog', { name: 'Models' });
  const row = (page: Page) =>
    dialog(page)
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { name: title, exact: true }) });
  const button = (page: Page, verb: string) => row(page).getByRole('button', { name: `${verb} ${title}` });
  const fetchButton = (page: Page) =>
    row(page).getByRole('button', { name: new RegExp(`^(Download|Download again|Resume) ${title}$`) });
  const here = (page: Page) => row(page).getByText(/^59\.8.MB here$/);

  return {
    workers: [],
    killWithinMs: 2500,
    limitMs: 40_000,
    async enter(page) {
      await catalogueOpen(page);
      await page.keyboard.press('m');
      await row(page).waitFor();
    },
    async start(page) {
      await fetchButton(page).or(button(page, 'Delete')).first().waitFor();
      if (await button(page, 'Delete').isVisible()) {
        await button(page, 'Delete').click();
        await fetchButton(page).waitFor();
      }
      await fetchButton(page).click();
      await row(page)
        .getByText(/^Downloading/)
        .or(here(page))
        .first()
        .waitFor();
    },
    /** 2: all of it; 1: enough to go on from. */
    async shownSaved(page) {
      if (await here(page).isVisible()) return 2;
      const text = await row(page).innerText();
      return Number(/Downloading: ([\d.]+)/.exec(text)?.[1] ?? 0) > partMb ? 1 : 0;
    },
    async kept(page) {
      await fetchButton(page).or(here(page)).first().waitFor();
      if (await here(page).isVisible()) return 2;
      return (await button(page, 'Resume').isVisible()) ? 1 : 0;
    },
    isDone: page => here(page).isVisible(),
    isWorking: page =>
      row(page)
        .getByText(/^Downloading/)
        .isVisible(),
  };
}
