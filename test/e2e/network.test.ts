import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BakedManifest } from '../../src/contracts/baked.ts';
import type { WeightsManifest } from '../../src/data/weights/formats/weightsManifest.ts';
import { startVisit, type Visit } from './visit.ts';

const slowly = { timeout: 120_000 }; // the network is fetched and started on two busy cores

/** With the weights the built sky was baked with: where they have a head, its answers; where not, the sentence that says so. */
describe('the Network room of the built app', () => {
  let visit: Visit;
  let page: Page;
  let room: Locator;
  let sky: BakedManifest;
  let weights: WeightsManifest;

  const tab = (name: string) => room.getByRole('tab', { name }).click();

  beforeAll(async () => {
    visit = await startVisit();
    page = await visit.page();
    sky = await (await page.request.get(`${visit.address}demo/sky.json`)).json();
    weights = await (await page.request.get(`${visit.address}models/${sky.weights}.json`)).json();
    await page.goto(visit.address);
    await page.waitForFunction(() => performance.getEntriesByName('map-drawn').length > 0, null, slowly);
    await page.getByRole('navigation', { name: 'Rooms' }).getByRole('button', { name: 'Network' }).click();
    room = page.getByRole('complementary', { name: 'Network' });
  });
  afterAll(() => visit?.end());

  it('a sky baked with weights that have a head brings its answers', () => {
    expect(sky.answers?.head).toEqual(weights.head);
  });

  it('says what volunteers would answer, or that the weights answer nothing', async () => {
    if (!weights.head) {
      await room.getByText('answer no questions').waitFor(slowly);
      await room.getByRole('button', { name: 'Choose other weights' }).click();
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Escape');
      return;
    }
    const answers = room.getByRole('list', { name: 'Decision tree' }).locator('button[data-answer]');
    await answers.first().waitFor(slowly);
    expect(await answers.count()).toBe(37);
    expect(await room.getByText('○ 40 volunteers').count()).toBe(1); // the sky's own votes beside the network's
    await answers.first().click();
    await expect.poll(() => new URL(page.url()).hash).toContain('predicted');
    expect(await page.getByRole('combobox', { name: 'Colour by' }).inputValue()).toBe('predicted · Smooth');
    await room
      .getByRole('region', { name: 'Selected galaxy' })
      .getByRole('button', { name: / — \d+/ })
      .waitFor();
  });

  it('shows what a stage makes of the galaxy, and then of the next one', async () => {
    await tab('Feature maps');
    const tiles = room.getByRole('list', { name: /^Feature maps of / }).getByRole('img');
    await tiles.first().waitFor(slowly);
    expect(await tiles.count()).toBe(24);
    const first = await tiles.first().getAttribute('aria-label');
    await page.keyboard.press('/');
    const id = await page.evaluate(() => new URLSearchParams(location.hash.slice(1)).get('galaxy'));
    await page.keyboard.type((id as string).replace(/\d$/, digit => String((Number(digit) + 1) % 10)));
    await page.keyboard.press('Enter');
    await expect.poll(() => tiles.first().getAttribute('aria-label'), slowly).not.toBe(first);
  });

  it('covers the galaxy square by square where there is a head to ask', async () => {
    if (!weights.head) return;
    await tab('Occlusion');
    const map = room.getByRole('img', { name: /^Occlusion map: the share of/ });
    await map.waitFor(slowly);
    await room.getByRole('button', { name: 'Stop' }).click();
    await map.waitFor();
  });

  it('shows the first filters', async () => {
    await tab('Filters');
    const filters = room.getByRole('list', { name: 'Filters of the first layer' }).getByRole('img');
    await filters.first().waitFor(slowly);
    expect(await filters.count()).toBe(32);
  });
});
