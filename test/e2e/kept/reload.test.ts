import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startVisit, type Visit } from '../visit.ts';

const galaxies = fileURLToPath(new URL('../../../../shared/galaxies/', import.meta.url));
const hasGalaxies = existsSync(galaxies);
const longMs = 200_000;
const settledMs = 4000; // what was made is written within two seconds
const galaxyCount = 320;
const passing = new RegExp(`^[\\d,]+ of ${galaxyCount}`);
const allOpen = new RegExp(`${galaxyCount} galaxies$`);

describe.skipIf(!hasGalaxies)('a catalogue of one’s own after a reload', () => {
  let visit: Visit;
  let page: Page;
  let scratch: string;
  let folder: string;
  const complaints: string[] = [];
  const bar = () => page.getByRole('contentinfo');

  beforeAll(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'kept-'));
    folder = someGalaxies(scratch);
    visit = await startVisit();
    page = await visit.page();
    page.setDefaultTimeout(longMs / 2); // that a wait without an end names itself
    page.on('pageerror', error => complaints.push(error.message));
    await page.goto(`${visit.address}#room=data`);
    await page.waitForFunction(() => performance.getEntriesByName('map-drawn').length > 0);
  });
  afterAll(async () => {
    expect(complaints).toEqual([]);
    await visit?.end();
    rmSync(scratch, { recursive: true, force: true });
  });

  it('goes on where an interrupted embedding was', { timeout: longMs }, async () => {
    await page.getByLabel('Folder of images', { exact: true }).setInputFiles(folder);
    await page.getByRole('button', { name: /^Embedding/ }).waitFor();
    await expect
      .poll(async () => embeddedSoFar(page), { timeout: longMs })
      .toBeGreaterThan(galaxyCount * 0.4);
    const before = await embeddedSoFar(page);
    await page.reload();
    await bar().getByText(allOpen).waitFor();
    await page.getByRole('button', { name: /^Embedding/ }).waitFor();
    expect(await embeddedSoFar(page)).toBeGreaterThan(before - 64); // a batch under way may be lost
    await page.getByRole('button', { name: 'No job running' }).waitFor();
  });

  it('is there at once, computes nothing, and looks as it was left', { timeout: longMs }, async () => {
    await page.getByRole('button', { name: 'Colour by ra', exact: true }).click();
    await page.getByRole('button', { name: 'Explore' }).click();
    await page.getByRole('combobox', { name: 'Filter by an expression' }).fill('ra > 200');
    await page.getByRole('combobox', { name: 'Filter by an expression' }).press('Enter');
    await page.getByText(passing).first().waitFor();
    const passed = await page.getByText(passing).first().textContent();
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await page.getByRole('button', { name: 'Back to all', exact: true }).waitFor();
    await page.waitForTimeout(settledMs);
    await page.addInitScript(noteJobs);
    await page.goto('about:blank');
    await page.goto(visit.address); // without what the address said
    await bar().getByText(allOpen).waitFor();
    await page.waitForFunction(() => performance.getEntriesByName('map-drawn').length > 0);
    await page.getByRole('button', { name: 'Back to all', exact: true }).waitFor();
    await page.getByLabel(/^Map of .*coloured by ra/).waitFor();
    await page.getByText(passing).first().waitFor(); // the room that was open
    expect(await page.getByText(passing).first().textContent()).toBe(passed);
    await page.getByRole('button', { name: 'Similar' }).click();
    await page.getByRole('list', { name: 'Nearest galaxies' }).getByRole('button').first().waitFor();
    expect(await page.evaluate(() => (window as unknown as { seenJobs: string[] }).seenJobs)).toEqual([]);
  });

  it('takes more galaxies in, keeps them over a reload, and gives them up whole', {
    timeout: longMs,
  }, async () => {
    await page.getByRole('button', { name: 'Data' }).click();
    const pictures = ['euclid-0000.jpg', 'new-1.jpg', 'new-2.jpg'].map((name, i) => ({
      ...{ name, mimeType: 'image/jpeg' },
      buffer: readFileSync(`${galaxies}euclid-folder/euclid-000${i + 3}.jpg`),
    }));
    await page.getByLabel('Files with galaxies to add', { exact: true }).setInputFiles(pictures);
    await page.getByText(/^2 galaxies were added to euclid-folder\. euclid-0000 is there already/).waitFor();
    await page.waitForTimeout(settledMs);
    await page.reload();
    await bar()
      .getByText(new RegExp(`${galaxyCount + 2} galaxies$`))
      .waitFor();
    await page.goto('about:blank'); // the app's own address again would only change the hash
    await page.goto(`${visit.address}#galaxy=new-2&room=data`);
    await bar().getByText('new-2', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Remove the 2 galaxies from 3 images' }).click();
    await bar().getByText(allOpen).waitFor();
    await page.waitForTimeout(settledMs);
    await page.reload();
    await bar().getByText(allOpen).waitFor();
    await page.getByRole('button', { name: 'Similar' }).click(); // a click on the open room would close it
  });

  it('is listed, renamed, deleted with undo, and opened from the list', { timeout: longMs }, async () => {
    await page.getByRole('button', { name: 'Data' }).click();
    const recent = page.getByRole('list', { name: 'Recent catalogues' });
    await recent.getByText(new RegExp(`${galaxyCount} galaxies · [\\d.]+.[kM]B · open now`)).waitFor();
    await page.getByRole('button', { name: 'Rename euclid-folder' }).click();
    await page.getByLabel('Name of euclid-folder').fill('Euclid, first look');
    await page.getByLabel('Name of euclid-folder').press('Enter');
    await page.getByRole('button', { name: 'Back to the embedded sky' }).click();
    await bar().getByText('simulated', { exact: true }).waitFor();
    await recent.getByText('Euclid, first look').waitFor();
    await page.getByRole('button', { name: 'Delete Euclid, first look' }).click();
    await expect.poll(() => recent.count()).toBe(0);
    await page.getByRole('button', { name: /^Undo/ }).click();
    await recent.getByText('Euclid, first look').click();
    await bar().getByText(allOpen).waitFor();
  });

  it('is not computed again when its file is opened again', { timeout: longMs }, async () => {
    await page.getByRole('button', { name: 'Back to the embedded sky' }).click();
    await bar().getByText('simulated', { exact: true }).waitFor();
    await page.getByLabel('Folder of images', { exact: true }).setInputFiles(folder);
    await bar().getByText(allOpen).waitFor();
    await page.getByLabel(/^Map of .*coloured by ra/).waitFor();
    await page.waitForTimeout(settledMs);
    const seen = await page.evaluate(() => (window as unknown as { seenJobs: string[] }).seenJobs);
    expect(seen.filter(word => word !== 'Open')).toEqual([]);
  });
});

/** A folder of some of Euclid's galaxies with their rows of the table. */
function someGalaxies(parent: string): string {
  const folder = join(parent, 'euclid-folder');
  mkdirSync(folder);
  for (let i = 0; i < galaxyCount; i++) {
    const name = `euclid-${String(i).padStart(4, '0')}.jpg`;
    copyFileSync(join(galaxies, 'euclid-folder', name), join(folder, name));
  }
  const lines = readFileSync(join(galaxies, 'euclid-folder', 'catalog.csv'), 'utf8').split('\n');
  writeFileSync(join(folder, 'catalog.csv'), `${lines.slice(0, galaxyCount + 1).join('\n')}\n`);
  return folder;
}

/** Runs in the page before its own code: which kinds of jobs the status bar ever named. */
function noteJobs(): void {
  const seen: string[] = [];
  (window as unknown as { seenJobs: string[] }).seenJobs = seen;
  setInterval(() => {
    const text = document.querySelector('footer')?.textContent ?? '';
    for (const word of ['Embed', 'Map ', 'Place'])
      if (text.includes(word) && !seen.includes(word)) seen.push(word);
  }, 20);
}

/** What the tray's button says: "Embedding galaxies 128 of 320". */
async function embeddedSoFar(page: Page): Promise<number> {
  const button = page.getByRole('button', { name: /^Embedding/ });
  if ((await button.count()) === 0) return 0;
  const label = `${await button.first().getAttribute('aria-label')} ${await button.first().textContent()}`;
  const percent = /(\d+)\s*%/.exec(label)?.[1];
  return percent ? Math.round((galaxyCount * Number(percent)) / 100) : 0;
}
