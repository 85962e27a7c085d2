import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousFindings } from './seriousFindings.ts';
import { startVisit, type Visit } from './visit.ts';

/** Presses Tab until the element in focus has a name that matches. */
async function tabTo(page: Page, name: RegExp, most = 120): Promise<void> {
  for (let press = 0; press < most; press++) {
    const words = await page.evaluate(() => {
      const focused = document.activeElement;
      return `${focused?.getAttribute('aria-label') ?? ''} ${focused?.textContent ?? ''}`;
    });
    if (name.test(words)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`need something called ${name} within reach of the tab key; got none`);
}

/** Opens the menu of the button in focus and chooses an item with the arrow keys. */
async function chooseItem(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name, exact: true }).waitFor();
  for (let press = 0; press < 20; press++) {
    if ((await page.evaluate(() => document.activeElement?.textContent)) === name) break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
}

/** Runs a command of the palette by its words. */
async function command(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByPlaceholder('Search rooms').waitFor();
  await page.keyboard.type(words);
  await page.getByRole('dialog').getByText(words, { exact: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

describe('with the keyboard alone', () => {
  let visit: Visit;
  let page: Page;
  let selected = 0;

  beforeAll(async () => {
    visit = await startVisit();
    page = await visit.page({ viewport: { width: 1440, height: 900 } });
    await page.goto(visit.address);
    await page.waitForFunction(() => performance.getEntriesByName('map-drawn').length > 0, null, {
      timeout: 60_000,
    });
  });
  afterAll(() => visit?.end());

  it('a person reaches the files, and opens one', async () => {
    await command(page, 'Open Data');
    await page.getByRole('complementary', { name: 'Data' }).waitFor();
    await page.evaluate(() => Object.assign(window, { showOpenFilePicker: undefined })); // whose choosing nobody can act out here
    const asked = page.waitForEvent('filechooser', { timeout: 30_000 });
    await tabTo(page, /Open a Parquet file/);
    await page.keyboard.press('Enter');
    await (await asked).setFiles([]); // the sky that is open will do for what follows
  });

  it('filters by a brush and selects what passes', async () => {
    await command(page, 'Open Explore');
    await page.getByRole('heading', { name: 'Filters' }).waitFor();
    await tabTo(page, /, least/);
    for (let press = 0; press < 40; press++) await page.keyboard.press('ArrowRight');
    await page.getByText(/of 4,096 galaxies pass/).waitFor();
    await tabTo(page, /Select these/);
    await page.keyboard.press('Enter');
    const bar = page.getByRole('region', { name: 'Selected galaxies' });
    await bar.waitFor();
    selected = Number((await bar.locator('strong').innerText()).replace(',', ''));
    expect(selected).toBeGreaterThan(10);
    expect(selected).toBeLessThan(4000);
    await page.getByRole('listbox', { name: 'Galaxies selected' }).getByRole('option').first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('exports the selection, as many galaxies as the bar says', async () => {
    const saved = page.waitForEvent('download', { timeout: 30_000 });
    await tabTo(page, /^\s*Export…\s*$/, 200);
    await chooseItem(page, 'CSV');
    const text = await readFile((await (await saved).path()) ?? '', 'utf8');
    const lines = text.trim().split('\r\n');
    expect(lines.filter(line => !line.startsWith('#'))).toHaveLength(selected + 1);
    expect(text).toMatch(/# weights_sha256: [0-9a-f]{64}\r/);
  });

  it('teaches them as a class', async () => {
    await tabTo(page, /^\s*Teach…\s*$/, 200);
    await chooseItem(page, 'Teach as class');
    await page.getByRole('complementary', { name: 'Fine-tune' }).waitFor();
    await page.getByText(new RegExp(`${selected.toLocaleString('en')} galaxies labelled`)).waitFor();
  });

  it('takes a selection back', async () => {
    await command(page, 'Open Explore');
    await page.getByRole('heading', { name: 'Filters' }).waitFor();
    await page.keyboard.press('Control+z');
    await page.getByRole('region', { name: 'Selected galaxies' }).waitFor({ state: 'hidden' });
    await page.keyboard.press('Control+Shift+Z');
    await page.getByRole('region', { name: 'Selected galaxies' }).waitFor();
  });
});
