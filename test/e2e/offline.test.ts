import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStaticHost } from './staticHost.ts';
import { startVisit, type Visit } from './visit.ts';

const waitMs = 90_000;

describe('the app on a static host that sends no headers, below a folder', () => {
  let visit: Visit;
  let host: Awaited<ReturnType<typeof startStaticHost>>;
  beforeAll(async () => {
    [visit, host] = await Promise.all([startVisit(), startStaticHost()]);
  });
  afterAll(async () => {
    await visit?.end();
    await host?.end();
  });

  const skyOpen = (page: Page) => page.getByText('Simulated sky · 4,096 galaxies').waitFor();
  const isIsolated = (page: Page) => page.evaluate(() => crossOriginIsolated);

  it('opens, offers a later version, and then needs no network', async () => {
    const page = await visit.page({ keepsApp: true });
    page.setDefaultTimeout(waitMs);
    await page.goto(host.address);
    await skyOpen(page);
    expect(await isIsolated(page)).toBe(false);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => {})); // all files are kept by then

    host.change('offline.js', contents => `${contents}\n// a later version`);
    await page.reload();
    await skyOpen(page);
    expect(await isIsolated(page)).toBe(true); // the headers come from this machine now
    await page.getByText('A new version of Morphospace is ready.').waitFor();
    const former = await page.evaluateHandle(() => navigator.serviceWorker.controller);
    const loaded = page.waitForEvent('load');
    await page.getByRole('button', { name: 'Reload', exact: true }).click();
    await loaded;
    await skyOpen(page);
    await former.dispose();
    expect(
      await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting ?? null),
    ).toBeNull();

    await host.end();
    await page.reload();
    await skyOpen(page);
    await page
      .getByLabel(/^Map of /)
      .last()
      .click({ position: { x: 400, y: 380 } });
    await page.getByRole('button', { name: 'Network' }).click(); // loaded when it is opened
    await page.getByText('Answers').first().waitFor();
    await page.context().close();
  }, 240_000);
});
