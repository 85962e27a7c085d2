import { readFile } from 'node:fs/promises';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousFindings } from './seriousFindings.ts';
import { startVisit, type Visit } from './visit.ts';

describe('the Clusters room', () => {
  let visit: Visit;
  let page: Page;
  let room: Locator;
  const complaints: string[] = [];

  beforeAll(async () => {
    visit = await startVisit();
    page = await visit.page({ viewport: { width: 1440, height: 900 } });
    page.on('pageerror', error => complaints.push(error.message));
    room = page.getByRole('region', { name: 'Clusters', exact: true });
    await page.goto(`${visit.address}#room=clusters`);
  });
  afterAll(() => visit?.end());

  /** Types a number into a field of the form. */
  async function fill(label: string, value: number): Promise<void> {
    await room.getByLabel(label, { exact: true }).fill(String(value));
  }

  it('has clusters of the sky at once, and draws synthetic galaxies that say so in their file', async () => {
    await room.getByText(/^As a whole it agrees/).waitFor({ timeout: 60_000 });
    await room.getByText('Generate', { exact: true }).click();
    await room.getByLabel(/^Synthetic galaxy 12,/).waitFor({ timeout: 60_000 });
    const saved = page.waitForEvent('download', { timeout: 30_000 });
    await room.getByRole('button', { name: 'Parquet' }).click();
    const bytes = await readFile((await (await saved).path()) ?? '');
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
    const notes = parquetMetadata(file).key_value_metadata?.map(({ key, value }) => `${key} ${value}`);
    expect(notes).toContain('morphospace.simulated true');
    const rows = await parquetReadObjects({ file, utf8: false });
    expect(rows.map(({ origin }) => origin)).toEqual(Array(12).fill('synthetic'));
  });

  it('finds clusters of a hundred galaxies, and has them again after a reload', async () => {
    await room.getByRole('button', { name: 'New' }).click();
    await room.getByRole('button', { name: 'Look at what is covered' }).click();
    await room.getByText(/^Blue is covered/).waitFor({ timeout: 60_000 });
    await fill('Clusters', 3);
    await room.getByRole('button', { name: 'Advanced' }).click();
    await fill('Latents', 4);
    for (const epochs of ['Epochs of warm-up', 'Epochs of a rise', 'Epochs at full weight'])
      await fill(epochs, 1);
    await fill('Galaxies to take, at most', 100);
    await room.getByLabel('Side of the pictures').click();
    await page.getByRole('option', { name: '32 pixels' }).click();
    await room.getByLabel('Name', { exact: true }).fill('A hundred');
    await room.getByRole('button', { name: 'Find clusters' }).click();
    await room.getByText(/^Pixels, made alike: 90 galaxies of .*all galaxies/).waitFor({ timeout: 90_000 });
    await room.getByText(/^As a whole it agrees/).waitFor({ timeout: 60_000 });
    await page.reload();
    await room.getByText(/^Pixels, made alike: 90 galaxies of .*all galaxies/).waitFor({ timeout: 60_000 });
    expect(await room.getByRole('listitem').count()).toBe(3);
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('judges them beside chance, and on galaxies they never saw', async () => {
    await room.getByText('Judge', { exact: true }).click();
    await room.getByRole('button', { name: 'Judge', exact: true }).click();
    await room.getByText('Chance: the same sizes, dealt out').waitFor({ timeout: 60_000 });
    const fits = room.getByRole('table', { name: 'How it does on galaxies it never saw' });
    expect(await fits.getByRole('row').allInnerTexts()).toEqual([
      expect.stringMatching(/^Galaxies/),
      expect.stringMatching(/^Learnt from\s+90\s/),
      expect.stringMatching(/^Never shown\s+10\s/),
      expect.stringMatching(/^… by as many principal components\s+0\.\d+/),
    ]);
    expect(complaints).toEqual([]);
  });
});
