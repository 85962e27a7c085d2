import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeBakedFile } from '../../../measure/sources/bakedFile.ts';
import { startVisit, type Visit } from '../visit.ts';

const rows = 1500;
const waitMs = 60_000;

describe('a session', () => {
  let visit: Visit;
  let saved: string;
  const folder = mkdtempSync(join(tmpdir(), 'morphospace-session-'));
  const complaints: string[] = [];

  beforeAll(async () => {
    visit = await startVisit();
    await writeBakedFile(join(folder, 'galaxies.parquet'), rows, 1);
  });
  afterAll(async () => {
    expect(complaints).toEqual([]);
    await visit?.end();
  });

  async function enter(): Promise<Page> {
    const page = await visit.page();
    page.setDefaultTimeout(waitMs);
    page.on('pageerror', error => complaints.push(error.message));
    await page.goto(`${visit.address}#room=data`);
    await page.waitForFunction(() => performance.getEntriesByName('map-drawn').length > 0);
    return page;
  }
  const mapOf = (page: Page) =>
    page.getByRole('application', { name: /^Map of 1,500 galaxies by shape, coloured by redshift/ });

  it('is saved as one file', async () => {
    const page = await enter();
    await page.getByLabel('Parquet files', { exact: true }).setInputFiles(join(folder, 'galaxies.parquet'));
    await page.getByRole('application', { name: 'Map of 1,500 galaxies' }).waitFor();
    await page.getByRole('button', { name: 'Colour by redshift', exact: true }).click();
    await page.getByRole('button', { name: 'Explore' }).click();
    const expression = page.getByRole('combobox', { name: 'Filter by an expression' });
    await expression.fill('redshift > 0.2');
    await expression.press('Enter');
    await page.getByRole('button', { name: 'Keep the filters' }).click();
    await page.getByRole('button', { name: 'Data' }).click();
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save the session' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/\.morphospace\.zip$/);
    saved = join(folder, download.suggestedFilename());
    await download.saveAs(saved);
    await page.context().close();
  });

  it('opens in a browser that never saw it, with map, colour, filter and what was kept', async () => {
    const page = await enter();
    await page.getByLabel('Session file', { exact: true }).setInputFiles(saved);
    await mapOf(page).waitFor();
    await page.getByRole('button', { name: 'Explore' }).click();
    await page.getByText(/^[\d,]+ of 1,500 galaxies pass/).waitFor();
    await page.getByText(/^filters · redshift > 0\.2/).waitFor();
    await page.reload();
    await mapOf(page).waitFor();
    await page.context().close();
  });

  it('holds what was made of the embedded sky', async () => {
    const page = await enter();
    const table = Array.from({ length: 40 }, (_, i) => `MS-${String(i).padStart(6, '0')},${i}`);
    await page.getByLabel('Add columns from a table', { exact: true }).setInputFiles({
      ...{ name: 'mine.csv', mimeType: 'text/csv' },
      buffer: Buffer.from(['id,mass', ...table].join('\n')),
    });
    await page.getByRole('button', { name: 'Take this column' }).click();
    await page.getByRole('button', { name: 'Colour by mass', exact: true }).click();
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save the session' }).click();
    const sky = join(folder, 'sky.morphospace.zip');
    await (await downloading).saveAs(sky);
    await page.context().close();
    const elsewhere = await enter();
    await elsewhere.getByLabel('Session file', { exact: true }).setInputFiles(sky);
    await elsewhere.getByLabel(/^Map of .*coloured by mass/).waitFor();
    await elsewhere.context().close();
  });

  it('says what is damaged and opens the rest', async () => {
    const files = unzipSync(new Uint8Array(readFileSync(saved)));
    const { kept } = JSON.parse(new TextDecoder().decode(files['session.json']));
    const column = kept.contents.columns.find((each: { name: string }) => each.name === 'petro_r50');
    files[`pieces/${column.values.piece}`][0] ^= 1;
    const damaged = join(folder, 'damaged.morphospace.zip');
    writeFileSync(damaged, zipSync(files, { level: 0 }));
    const page = await enter();
    await page.getByLabel('Session file', { exact: true }).setInputFiles(damaged);
    await page
      .getByText(/damaged\.morphospace\.zip was opened without one part of the catalogue/)
      .first()
      .waitFor();
    await mapOf(page).waitFor();
    await page.context().close();
  });
});
