import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { distilPage } from './pages/distilPage.ts';
import { handLabelPage } from './pages/handLabelPage.ts';
import { ratingPage } from './pages/ratingPage.ts';
import { startVisit, type Visit } from './visit.ts';

const waitMs = 60_000; // two slow cores

describe('two tabs of one browser', () => {
  let visit: Visit;
  let tabs: [Page, Page];

  beforeAll(async () => {
    visit = await startVisit();
  });
  afterAll(() => visit?.end());
  beforeEach(async () => {
    await tabs?.[0].context().close();
    const context: BrowserContext = await visit.browser.newContext({
      viewport: { width: 1280, height: 800 },
      serviceWorkers: 'block',
    });
    context.setDefaultTimeout(waitMs);
    tabs = [await context.newPage(), await context.newPage()];
  });

  it('keep every rating given in either', async () => {
    const [one, other] = tabs.map(ratingPage);
    await one.enter(visit.address);
    await one.begin();
    await one.saved(0);
    await other.enter(visit.address);
    await other.saved(0); // the search that the first tab began
    const rated = new Set<string>();
    for (const key of ['0', '5', '1', '4', '2', '3']) {
      for (const id of await Promise.all([one.rate(key), other.rate(key)])) rated.add(id);
    }
    expect(rated.size).toBeGreaterThanOrEqual(6);
    await Promise.all([one.saved(rated.size), other.saved(rated.size)]); // each tells the other
    await Promise.all([one.enter(visit.address), other.enter(visit.address)]);
    await Promise.all([one.saved(rated.size), other.saved(rated.size)]);
  });

  it('merge labels given by hand', async () => {
    const [one, other] = tabs.map(handLabelPage);
    await Promise.all([one.enter(visit.address), other.enter(visit.address)]);
    await one.label('MS-000001', '1');
    await other.label('MS-000002', '2');
    await one.label('MS-000003', '2');
    await other.label('MS-000004', '1');
    const all = [
      ['MS-000001', 0],
      ['MS-000002', 1],
      ['MS-000003', 1],
      ['MS-000004', 0],
    ];
    await expect.poll(async () => (await one.kept()).sort(), { timeout: waitMs }).toEqual(all);
    await Promise.all([one.enter(visit.address), other.enter(visit.address)]);
    for (const tab of [one, other]) await expect.poll(tab.counts, { timeout: waitMs }).toEqual([2, 2]);
  });

  it('work on a run one at a time: the second is told, and can once the first has stopped', async () => {
    const [one, other] = tabs.map(distilPage);
    for (const tab of tabs) await tab.goto(`${visit.address}#room=distil`);
    await one.begin('held', 'DM', { Width: 8, Iterations: 9000 });
    const matching = /^Matching: [1-9]\d* of/;
    await one.run().getByText(matching).waitFor();
    await tabs[1].reload(); // it lists what is there now
    await other.room().getByRole('button', { name: 'Show it' }).click();
    await other.resume().click();
    await tabs[1].getByText('Another tab is training “held”: continue there').first().waitFor();
    expect(await one.run().getByText(matching).isVisible()).toBe(true);
    await one.run().getByRole('button', { name: 'Stop and keep what there is' }).click();
    await one.resume().waitFor();
    await other.resume().click();
    await other.run().getByText(matching).waitFor();
  });
});
