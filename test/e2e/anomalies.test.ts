import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRatings } from '../../src/data/searches/readRatings.ts';
import { startVisit, type Visit } from './visit.ts';

const folder = fileURLToPath(new URL('../../../shared/galaxies/euclid-folder/', import.meta.url));
const galaxyCount = 120; // real galaxies of Euclid, embedded twice
const inList = 20; // of the ranked list that has to come back
const lineHeightPx = 44; // of the ranked list

/** A file without the moments at which it and its map were made. */
const withoutDates = (text: string) => text.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'then');

describe.skipIf(!existsSync(folder))('searching real galaxies by interest', () => {
  let visit: Visit;
  let page: Page;
  let csv: string;
  let ranking: string[];
  const complaints: string[] = [];

  beforeAll(async () => {
    visit = await startVisit();
    page = await newcomer();
  });
  afterAll(() => visit?.end());

  async function newcomer(): Promise<Page> {
    const fresh = await visit.page();
    fresh.on('pageerror', error => complaints.push(error.message));
    return fresh;
  }

  /** Opens the app and the galaxies in it, waits until they are embedded, and goes to the room. */
  async function enter(): Promise<void> {
    await page.goto(`${visit.address}#room=data`);
    await page
      .getByRole('contentinfo')
      .getByText(/\d galaxies$/)
      .waitFor({ timeout: 60_000 });
    const names = Array.from({ length: galaxyCount }, (_, i) => `euclid-${String(i).padStart(4, '0')}.jpg`);
    const table = readFileSync(`${folder}catalog.csv`, 'utf8').split('\n');
    const files = names.map(name => ({ name, mimeType: 'image/jpeg', buffer: readFileSync(folder + name) }));
    const rows = Buffer.from(`${table.slice(0, galaxyCount + 1).join('\n')}\n`);
    await page
      .getByLabel('Images and their table', { exact: true })
      .setInputFiles([...files, { name: 'catalog.csv', mimeType: 'text/csv', buffer: rows }]);
    await page.getByRole('contentinfo').getByText(`· ${galaxyCount} galaxies`).waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: /^Embedding/ }).waitFor({ timeout: 60_000 });
    await goToRoom();
  }

  /** Opens the app again, where the galaxies are still open and embedded, and goes to the room. */
  async function comeBack(): Promise<void> {
    await page.goto('about:blank'); // the app's own address again would only change the hash
    await page.goto(`${visit.address}#room=data`);
    await page.getByRole('contentinfo').getByText(`· ${galaxyCount} galaxies`).waitFor({ timeout: 60_000 });
    await goToRoom();
  }

  async function goToRoom(): Promise<void> {
    await page.getByRole('button', { name: 'No job running' }).waitFor({ timeout: 200_000 });
    const rooms = page.getByRole('navigation', { name: 'Rooms' });
    await rooms.getByRole('button', { name: 'Anomalies' }).click();
  }

  const rated = (count: number) =>
    page.getByText(`${count} rated`, { exact: true }).waitFor({ timeout: 60_000 });

  /** Presses one key a galaxy; who cares, cares about those that come early in the file. */
  async function rate(from: number, to: number): Promise<void> {
    for (let count = from; count < to; count++) {
      const name = await page
        .getByRole('region', { name: 'Galaxy to rate' })
        .getByRole('img', { name: /^Galaxy euclid-/ })
        .first()
        .getAttribute('alt');
      const number = Number(/\d+/.exec(name ?? '')?.[0]);
      await page.keyboard.press(String(Math.max(0, 5 - Math.floor(number / 20))));
      await rated(count + 1);
    }
  }

  async function exported(kind: 'CSV' | 'VOTable'): Promise<{ name: string; text: string }> {
    await settled();
    await page.getByRole('button', { name: 'Export' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download', { timeout: 60_000 }),
      page.getByRole('menuitem', { name: kind, exact: true }).click({ timeout: 60_000 }),
    ]);
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
  }

  /** Resolves once everything said so far is in the ranking. */
  async function settled(): Promise<void> {
    const progress = page.getByRole('region', { name: 'Progress' });
    await progress.getByRole('button', { name: 'Stop' }).waitFor({ state: 'hidden', timeout: 60_000 });
    await page.getByLabel('Ranked galaxies', { exact: true }).waitFor({ timeout: 60_000 });
  }

  /** Ids of the best galaxies, as the list shows them while one scrolls through it. */
  async function listed(): Promise<string[]> {
    const list = page.getByLabel('Ranked galaxies', { exact: true });
    const ids: string[] = [];
    for (let place = 0; place < inList; place++) {
      await list.evaluate((element, top) => element.scrollTo({ top }), place * lineHeightPx);
      const line = list.locator(`[aria-posinset="${place + 1}"]`);
      ids.push(/euclid-\d+/.exec((await line.textContent()) ?? '')?.[0] ?? '');
    }
    return ids;
  }

  it('30 ratings by key outlive a reload in the middle of them, and one is taken back', async () => {
    await enter();
    await page.getByRole('textbox', { name: 'What do you look for?' }).fill('odd & "early" ones');
    await page.getByRole('button', { name: 'Begin search' }).click();
    await rate(0, 15);
    await comeBack();
    await rated(15);
    await page.getByText('odd & "early" ones').first().waitFor();
    await rate(15, 30);
    await page.getByRole('button', { name: 'Undo' }).click();
    await rated(29);
  }, 600_000);

  it('the search is exported with every galaxy, in the order of the list', async () => {
    const file = await exported('CSV');
    csv = file.text;
    expect(file.name).toMatch(/\.csv$/);
    ranking = await listed();
    const lines = csv.split('\r\n').filter(line => line !== '' && !line.startsWith('#'));
    expect(lines[0]).toMatch(/^id,ra,dec,rating,mean,std,rank,/);
    expect(lines).toHaveLength(1 + galaxyCount);
    expect(lines.slice(1, 1 + inList).map(line => line.split(',')[0])).toEqual(ranking);
    expect(lines.slice(1).filter(line => line.split(',')[3] !== '')).toHaveLength(29);
    const votable = (await exported('VOTable')).text;
    const [ofCsv, ofVotable] = await Promise.all(
      [csv, votable].map(text => readRatings(new Blob([text]), '')),
    );
    expect(ofVotable).toEqual(ofCsv);
    expect(ofCsv).toMatchObject({ problems: [], notes: { name: 'odd & "early" ones', start: 'random' } });
  });

  // What a VOTable says is what the CSV says (above), so that one of them is enough.
  it('another browser that imports the CSV finds the same ranking', async () => {
    await page.context().close();
    page = await newcomer();
    await enter();
    await page.getByRole('button', { name: 'Import ratings' }).waitFor();
    await page
      .getByLabel('File of ratings')
      .first()
      .setInputFiles({ name: 'search.csv', mimeType: '', buffer: Buffer.from(csv) });
    await rated(29);
    expect(withoutDates((await exported('CSV')).text)).toBe(withoutDates(csv));
    expect(await listed()).toEqual(ranking);
    expect(complaints).toEqual([]);
  }, 600_000);
});
