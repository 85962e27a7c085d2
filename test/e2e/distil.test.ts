import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { distilPage } from './pages/distilPage.ts';
import { seriousFindings } from './seriousFindings.ts';
import { startVisit, type Visit } from './visit.ts';

const slow = { timeout: 300_000 }; // two slow cores
const waitMs = 60_000;
const small = { Width: 8, Iterations: 150, 'Networks to judge by': 2, 'Steps to judge by': 10 };
const experts = {
  Experts: 2,
  'Epochs of an expert': 3,
  'Student steps N': 3,
  'Epochs matched M': 1,
  'Epochs on all galaxies': 2,
};

describe('distilling a set of galaxies', () => {
  let visit: Visit;
  let page: Page;
  const errors: string[] = [];

  let at: ReturnType<typeof distilPage>;

  async function enter(): Promise<void> {
    await page.goto(`${visit.address}#room=distil`);
    await at.room().waitFor();
  }

  async function exported(kind: RegExp): Promise<Buffer> {
    await at.room().getByRole('button', { name: 'Export' }).click();
    const item = page.getByRole('menuitem', { name: kind });
    const [download] = await Promise.all([page.waitForEvent('download'), item.click()]);
    return readFileSync(await download.path());
  }

  beforeAll(async () => {
    visit = await startVisit();
    page = await visit.page();
    at = distilPage(page);
    page.setDefaultTimeout(waitMs);
    page.on('pageerror', error => errors.push(error.message));
    await enter();
  });
  afterAll(() => visit?.end());

  it('shows the prototypes that come with the app, and their table', slow, async () => {
    await at.room().getByText('Most like it here').waitFor();
    await at.room().getByRole('row', { name: /STM/ }).first().waitFor();
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await seriousFindings(page)).toEqual([]);
    }
  });

  it('matches distributions', slow, async () => {
    await at.begin('light', 'DM', { Width: 8, Iterations: 10 });
    await at.run().getByText('Finished after 10 iterations.').waitFor();
  });

  it('matches trajectories, goes on after a reload, and ends', slow, async () => {
    await at.begin('short', 'STM', { ...small, ...experts });
    await at
      .run()
      .getByText(/^Matching: \d+ of 150/)
      .waitFor();
    await page.reload();
    await at
      .room()
      .getByText(/^“short” rests after \d+ of 150/)
      .waitFor();
    await at.room().getByRole('button', { name: 'Show it' }).click();
    await at.resume().click();
    await at.run().getByText('Finished after 150 iterations.').waitFor();
  });

  it('judges the prototypes beside their rivals, and exports them with the table', slow, async () => {
    await at.room().getByRole('button', { name: 'Judge the prototypes' }).click();
    await at.room().getByRole('button', { name: 'Judge the prototypes' }).waitFor({ state: 'detached' });
    await at
      .room()
      .getByRole('row', { name: /All galaxies/ })
      .waitFor();
    const card = JSON.parse((await exported(/JSON/)).toString()) as {
      evaluations: { contender: string; mean: number }[];
    };
    expect(new Set(card.evaluations.map(({ contender }) => contender))).toEqual(
      new Set(['synthetic', 'random', 'average', 'herding', 'full']),
    );
    for (const { mean } of card.evaluations) expect(mean).toBeGreaterThanOrEqual(0);
    for (const { mean } of card.evaluations) expect(mean).toBeLessThanOrEqual(1);
    const array = await exported(/npy/);
    expect(array.subarray(1, 6).toString()).toBe('NUMPY');
    expect(array.length).toBeGreaterThan(2 * 32 * 32 * 3 * 4);
    expect((await exported(/PNG/)).subarray(1, 4).toString()).toBe('PNG');
    expect(errors).toEqual([]);
  });
});
