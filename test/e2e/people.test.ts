import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeIngest } from '../../bake/nodeIngest.ts';
import { readPeople } from '../../src/data/people/readPeople.ts';
import { seriousFindings } from './seriousFindings.ts';
import { startVisit, type Visit } from './visit.ts';

const sky = fileURLToPath(new URL('../../public/demo/sky.parquet', import.meta.url));
const slow = { timeout: 200_000 }; // two slow cores
const judged = 40; // galaxies that both people rated

/** One rates every galaxy, the other differs on each fifth: scikit-learn's weighted κ is 0.748, the plain one 0.760. */
const score = { Ann: (i: number) => i % 6, Bob: (i: number) => (i % 5 === 0 ? (i + 1) % 6 : i % 6) };

describe('several people who rated the same sky', () => {
  let visit: Visit;
  let page: Page;
  let ids: string[];
  const complaints: string[] = [];

  beforeAll(async () => {
    const file = new File([readFileSync(sky)], 'sky.parquet');
    ids = [...(await nodeIngest().open({ kind: 'file', file })).ids];
    visit = await startVisit();
    page = await visit.page();
    page.on('pageerror', error => complaints.push(error.message));
  });
  afterAll(() => visit?.end());

  const people = () => page.getByRole('region', { name: 'People', exact: true });
  const agreement = () => people().getByRole('region', { name: 'Agreement', exact: true });
  const fileOf = (name: keyof typeof score, head = 'id,rating') => ({
    name: `ratings-${name}.csv`,
    mimeType: 'text/csv',
    buffer: Buffer.from(
      `${[head, ...ids.slice(0, judged).map((id, i) => `${id},${score[name](i)}`)].join('\n')}\n`,
    ),
  });

  it('are looked at before they are added, and agree as they should', async () => {
    await page.goto(`${visit.address}#room=anomalies`);
    await page.getByRole('textbox', { name: 'What do you look for?' }).fill('rings', slow);
    await page.getByRole('button', { name: 'Begin search' }).click(slow);
    await people().getByRole('button', { name: 'People' }).click(slow);
    await people()
      .getByLabel('Files of other people')
      .setInputFiles([fileOf('Ann'), fileOf('Bob')]);
    const found = people().getByRole('region', { name: 'Before they are added' });
    await found.getByText('40 galaxies matched a row on its column id, of 40 rows').first().waitFor(slow);
    expect(await found.getByRole('listitem').allInnerTexts()).toContain(`${ids[2]} → ${ids[2]}: 2`);
    expect(await people().getByRole('row').count()).toBe(2); // the heading and oneself: nobody has been added
    await found.getByRole('button', { name: 'Add these 2 people' }).click();
    await agreement()
      .getByRole('row', { name: /Ann · Bob/ })
      .waitFor(slow);
    const cells = await agreement()
      .getByRole('row', { name: /Ann · Bob/ })
      .getByRole('cell')
      .allInnerTexts();
    expect(cells[0]).toBe('40');
    expect(cells[1]).toMatch(/^0\.75\b/);
    expect(cells[2]).toBe('0.76');
  });

  it('colour the map by what they say together', async () => {
    await people().getByRole('button', { name: 'Colour the map by it' }).click();
    await expect.poll(() => page.url()).toContain('colour=consensus');
    expect(
      await people().getByRole('button', { name: 'Colour the map by it' }).getAttribute('aria-pressed'),
    ).toBe('true');
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('show where they differ, and a click brings the galaxy', async () => {
    const disputed = people().getByRole('region', { name: 'Where people differ most' }).getByRole('button');
    await disputed.first().click();
    await expect.poll(() => page.url()).toMatch(/galaxy=/);
    const id = new URLSearchParams(new URL(page.url()).hash.slice(1)).get('galaxy') ?? '';
    const i = ids.indexOf(id);
    expect(i % 5).toBe(0);
    expect(Math.abs(score.Ann(i) - score.Bob(i))).toBe(5); // 5 against 0
  });

  it('are here after a reload, with the colours of the map', async () => {
    await page.reload();
    await agreement()
      .getByRole('row', { name: /Ann · Bob/ })
      .waitFor(slow);
    await expect
      .poll(
        () => people().getByRole('button', { name: 'Colour the map by it' }).getAttribute('aria-pressed'),
        slow,
      )
      .toBe('true');
    expect(page.url()).toContain('colour=consensus');
  });

  it('are exported whole, and their consensus begins a search of its own', async () => {
    const coming = page.waitForEvent('download', slow);
    await people().getByRole('button', { name: 'Export all as CSV' }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toBe('ratings rings.csv');
    const text = readFileSync(await download.path(), 'utf8');
    const back = await readPeople(new File([text], 'all.csv'), 'ratings', ids);
    expect(back.problems).toEqual([]);
    expect(back.people.map(({ name, verdicts }) => [name, [...verdicts]])).toEqual(
      (['Ann', 'Bob'] as const).map(name => [
        name,
        ids.slice(0, judged).map((id, i) => [id, score[name](i)]),
      ]),
    );
    await people().getByRole('button', { name: 'Search with it' }).click();
    await page.getByRole('button', { name: 'Search: rings: consensus of 2' }).waitFor(slow);
    await page.getByText(`${judged} rated`, { exact: true }).first().waitFor(slow);
    expect(complaints).toEqual([]);
  });
});
