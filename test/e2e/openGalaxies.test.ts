import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cutoutExtensions, cutoutsHeader } from '../../src/data/fits/images/cutoutWriter.ts';
import { startVisit, type Visit } from './visit.ts';

const galaxies = fileURLToPath(new URL('../../../shared/galaxies/', import.meta.url));
const hasGalaxies = existsSync(galaxies);

/** A FITS file of so many galaxies in g, r and z, on the sky. */
async function cutouts(count: number): Promise<Buffer> {
  const [widthPx, heightPx] = [24, 24];
  const parts: Uint8Array<ArrayBuffer>[] = [cutoutsHeader([])];
  for (let galaxy = 0; galaxy < count; galaxy++) {
    const values = Float32Array.from({ length: widthPx * heightPx }, (_, i) =>
      Math.exp(-Math.hypot((i % widthPx) - 12, Math.floor(i / widthPx) - 12) / (1 + galaxy / 3)),
    );
    const bands = ['g', 'r', 'z'].map(band => ({ band, widthPx, heightPx, values }));
    const plane = { raDeg: 10 + galaxy, decDeg: 5, xPx: 12, yPx: 12, degPerPx: [-7e-5, 0, 0, 7e-5] } as const;
    parts.push(...cutoutExtensions(`J${galaxy}`, { bands, plane }));
  }
  return Buffer.from(await new Blob(parts).arrayBuffer());
}

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
      .getByText(/\d galaxies$/)
      .waitFor();
  }
  afterEach(async () => {
    await page.context().close();
    expect(complaints.splice(0)).toEqual([]);
  });

  it('an unreadable file gets one sentence that names it, and the sky stays open; FITS cutouts and HDF5 become galaxies', async () => {
    await enter();
    const before = await page
      .getByRole('contentinfo')
      .getByText(/\d galaxies$/)
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
        .getByText(/\d galaxies$/)
        .textContent(),
    ).toBe(before);
    await page.getByRole('button', { name: 'Similar' }).click();
    await page.getByRole('list', { name: 'Nearest galaxies' }).getByRole('button').first().waitFor();
    await page.getByRole('button', { name: 'Data', exact: true }).click();
    const files = page.getByLabel('Images and their table', { exact: true });
    await files.setInputFiles({ name: 'cutouts.fits', mimeType: '', buffer: await cutouts(12) });
    await page
      .getByRole('contentinfo')
      .getByText(/ 12 galaxies$/)
      .waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: /^Unfold/ }).click();
    const picture = page.getByRole('region', { name: 'Picture from FITS' });
    await picture.locator('canvas').hover();
    await picture.getByText(/g .*r .*z /).waitFor(); // the numbers under the pointer
    await files.setInputFiles(fileURLToPath(new URL('../fixtures/hdf5/galaxies.h5', import.meta.url)));
    await page
      .getByRole('contentinfo')
      .getByText(/ 20 galaxies$/)
      .waitFor({ timeout: 60_000 });
    await page.getByRole('img', { name: 'The first pictures of packed' }).waitFor(); // of LZF
    await page.getByRole('button', { name: 'Open the pictures of packed' }).click();
    await page.getByRole('heading', { name: 'galaxies · packed' }).waitFor();
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
