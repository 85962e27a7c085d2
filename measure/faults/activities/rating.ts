import type { Page } from 'playwright-core';
import type { Activity } from '../activity.ts';
import { catalogueOpen, goTo } from '../pageSigns.ts';

const ratingsATry = 4;

/** Rates galaxies of the embedded sky by key, in a search that goes on from try to try. */
export function ratingActivity(): Activity {
  /** The number that stood there last without "saving" beside it. */
  let shown = 0;
  /** Ratings of before this try. */
  let before = 0;

  const counts = (page: Page) =>
    page
      .getByRole('region', { name: 'Progress' })
      .getByText(/\d+ rated/)
      .first();

  /** Ratings there, and whether all of them are saved. */
  async function read(page: Page): Promise<{ rated: number; saved: boolean }> {
    const text = await counts(page).innerText();
    return { rated: Number(/(\d+) rated/.exec(text.replaceAll(',', ''))?.[1]), saved: !/sav/.test(text) };
  }

  return {
    workers: ['anomalies', 'ingest'],
    killWithinMs: 400,
    limitMs: 40_000,
    async enter(page) {
      await catalogueOpen(page);
      await goTo(page, 'Anomalies');
      const begin = page.getByRole('button', { name: 'Begin search' });
      await begin.or(counts(page)).first().waitFor();
      if (await begin.isVisible()) await begin.click();
      await counts(page).waitFor();
    },
    async start(page) {
      before = (await read(page)).rated;
      shown = before;
      for (let each = 0; each < ratingsATry; each++) {
        await page.getByRole('region', { name: 'Galaxy to rate' }).getByRole('img').first().waitFor();
        const now = await read(page);
        if (now.saved) shown = now.rated;
        await page.keyboard.press(String(each % 6));
      }
    },
    given: () => before + ratingsATry,
    async shownSaved(page) {
      const now = await read(page);
      if (now.saved) shown = now.rated;
      return shown;
    },
    kept: async page => (await read(page)).rated,
    /** All that was pressed is rated and saved, and the ranking knows it. */
    async isDone(page) {
      const { rated, saved } = await read(page);
      const ranking = await page.getByLabel('Ranked galaxies', { exact: true }).isVisible();
      const working = await page
        .getByRole('region', { name: 'Progress' })
        .getByRole('button', { name: 'Stop' })
        .count();
      return rated > before && saved && ranking && working === 0;
    },
    async isWorking(page) {
      const stop = page.getByRole('region', { name: 'Progress' }).getByRole('button', { name: 'Stop' });
      return (await stop.count()) > 0 || !(await read(page)).saved;
    },
  };
}
