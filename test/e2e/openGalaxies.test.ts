import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startVisit, type Visit } from './visit.ts';

const galaxies = fileURLToPath(new URL('../../../shared/galaxies/', import.meta.url));
const hasGalaxies = existsSync(galaxies);

describe('opening galaxies of one’s own', () => {
  let visit: Visit;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    visit = await startVisit();
  });
  afterAll(() => visit?.end());

  async function enter(): Promise<void> {
    page = await visit.page();
    page.on('pageerror', error => complaints.push(error.message));
    await page.goto(`${visit.address}#room=data`);
    await page
      .getByRole('contentinfo')
      .getByText(/galaxies$/)
      .waitFor();
  }
  afterEach(async () => {
    await page.context().close();
    expect(complaints.splice(0)).toEqual([]);
  });

  it('an unreadable file gets one sentence that names it, and the embedded sky stays open', async () => {
    await enter();
    const before = await page
      .getByRole('contentinfo')
      .getByText(/galaxies$/)
      .textContent();
    await page
      .getByLabel('Parquet files', { exact: true })
      .setInputFiles({ name: 'notes.parquet', mimeType: '', buffer: Buffer.from('no table at all') });
    await page
      .getByText(/notes\.parquet/)
      .first()
      .waitFor();
    expect(
      await page
        .getByRole('contentinfo')
        .getByText(/galaxies$/)
        .textContent(),
    ).toBe(before);
    await page.getByRole('button', { name: 'Similar' }).click();
    await page.getByRole('list', { name: 'Nearest galaxies' }).getByRole('button').first().waitFor();
  });

  it.skipIf(!hasGalaxies)(
    'a folder of images with its table becomes a map, neighbours and columns',
    async () => {
      await enter();
      await page.getByLabel('Folder of images', { exact: true }).setInputFiles(`${galaxies}euclid-folder`);
      await page
        .getByRole('contentinfo')
        .getByText(/822 galaxies$/)
        .waitFor({ timeout: 60_000 });
      expect(await page.getByRole('contentinfo').getByText('simulated', { exact: true }).count()).toBe(0);
      await page.getByRole('button', { name: /^Embedding/ }).waitFor({ timeout: 60_000 });
      await page.getByRole('button', { name: 'No job running' }).waitFor({ timeout: 300_000 });
      await page.getByRole('button', { name: 'Similar' }).click();
      const neighbours = page.getByRole('list', { name: 'Nearest galaxies' }).getByRole('button');
      await neighbours.first().waitFor();
      const names = await neighbours.evaluateAll(all =>
        all.map(each => each.getAttribute('aria-label') ?? ''),
      );
      const distances = names.map(name => Number(/distance ([\d.]+)/.exec(name)?.[1]));
      expect(distances).toEqual([...distances].sort((a, b) => a - b));
      await page.getByRole('application').focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Data' }).click();
      await page.getByText('cnn_class').first().waitFor();
      // An image from outside the catalogue asks for its neighbours: here one of its own, which must find itself.
      await page.getByRole('button', { name: 'Similar' }).click();
      await page
        .locator('input[type=file][accept*=image]')
        .setInputFiles(`${galaxies}euclid-folder/euclid-0007.jpg`);
      await expect
        .poll(() => neighbours.first().getAttribute('aria-label'), { timeout: 60_000 })
        .toMatch(/^galaxy euclid-0007, distance (0|.*10⁻)/);
    },
    400_000,
  );
});
