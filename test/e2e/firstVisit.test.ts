import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeIngest } from '../../bake/nodeIngest.ts';
import { listedHosts } from '../../scripts/hosts.mjs';
import { startVisit, type Visit } from './visit.ts';

describe('a first visit to the built app', () => {
  let visit: Visit;
  let page: Page;
  const requests: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    visit = await startVisit();
    page = await visit.page();
    page.context().on('request', request => requests.push(request.url()));
    page.on('console', message => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', error => complaints.push(error.message));
    await page.goto(visit.address);
    await page.waitForFunction(() => performance.getEntriesByName('map-drawn').length > 0, null, {
      timeout: 60_000,
    });
  });
  afterAll(() => visit?.end());

  it('is served with isolation and a strict policy', async () => {
    const response = await page.request.get(visit.address);
    const headers = response.headers();
    expect(headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(headers['cross-origin-embedder-policy']).toBe('require-corp');
    const policy = headers['content-security-policy'];
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(policy).toContain(`connect-src 'self' ${listedHosts.map(({ host }) => host).join(' ')};`);
    expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(true);
  });

  it('opens on the embedded sky, says it is simulated, and shows the neighbours of a galaxy', async () => {
    const status = page.getByRole('contentinfo');
    await status.getByText(/\d galaxies$/).waitFor();
    expect(await status.getByText('simulated', { exact: true }).count()).toBe(1);
    const neighbours = page.getByRole('list', { name: 'Nearest galaxies' }).getByRole('button');
    await neighbours.first().waitFor();
    expect(await neighbours.count()).toBeGreaterThanOrEqual(12);
  });

  it('moves on when a neighbour is clicked, and back with a key', async () => {
    const list = page.getByRole('list', { name: 'Nearest galaxies' }).getByRole('button');
    const start = /galaxy=[^&]+/.exec(new URL(page.url()).hash)?.[0] ?? 'no galaxy'; // the colour may still be chosen
    const name = await list.nth(2).getAttribute('aria-label');
    const id = name?.match(/galaxy (\S+),/)?.[1];
    await list.nth(2).click();
    await expect.poll(() => new URL(page.url()).hash).toContain(`galaxy=${id}`);
    await page.keyboard.press('[');
    await expect.poll(() => new URL(page.url()).hash).toContain(`${start}&`);
  });

  it('finds a galaxy by its id', async () => {
    await page.keyboard.press('/');
    const id = await page.evaluate(() => new URLSearchParams(location.hash.slice(1)).get('galaxy'));
    const other = (id as string).replace(/\d$/, digit => String((Number(digit) + 1) % 10));
    await page.keyboard.type(other);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.url()).toContain(other);
  });

  it('opens a link to a galaxy and a room', async () => {
    const id = await page.evaluate(() => new URLSearchParams(location.hash.slice(1)).get('galaxy'));
    const second = await visit.page();
    await second.goto(`${visit.address}#galaxy=${id}&room=table`);
    await second.getByRole('complementary', { name: 'Table' }).waitFor();
    await expect.poll(() => new URL(second.url()).hash, { timeout: 30_000 }).toContain(`galaxy=${id}`);
    await second.context().close();
  });

  it('finds a galaxy of the sky by its picture alone', async () => {
    const file = new File(
      [readFileSync(new URL('../../public/demo/sky.parquet', import.meta.url))],
      'sky.parquet',
    );
    const ingest = nodeIngest();
    const { handle, ids } = await ingest.open({ kind: 'file', file });
    const [picture] = await ingest.images(handle, Uint32Array.of(1234));
    const button = page.getByRole('navigation', { name: 'Rooms' }).getByRole('button', { name: 'Similar' });
    if ((await button.getAttribute('aria-current')) === null) await button.click();
    await page
      .getByLabel('Image to search with')
      .setInputFiles({ name: 'unknown.jpg', mimeType: picture.type, buffer: Buffer.from(picture.bytes) });
    const nearest = page.getByRole('list', { name: 'Nearest galaxies' }).getByRole('button').first();
    // Its components were rounded to 16 bits when the sky was baked: close to 0, where its neighbours are at 5 and more.
    await expect
      .poll(() => nearest.getAttribute('aria-label'), { timeout: 60_000 })
      .toMatch(new RegExp(`^galaxy ${ids.at(1234)}, distance 0`));
  });

  it('asked nothing of any other origin and complained of nothing', () => {
    const origin = new URL(visit.address).origin;
    expect(requests.length).toBeGreaterThan(5);
    expect(requests.filter(url => !url.startsWith(origin) && !/^(data|blob):/.test(url))).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
