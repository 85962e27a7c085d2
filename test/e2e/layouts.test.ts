import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startVisit, type Visit } from './visit.ts';

describe('layouts of the map', () => {
  let visit: Visit;
  let page: Page;

  beforeAll(async () => {
    visit = await startVisit();
    page = await visit.page();
    page.setDefaultTimeout(60_000);
    await page.goto(visit.address);
    await page.waitForFunction(() => performance.getEntriesByName('map-drawn').length > 0);
  });
  afterAll(() => visit?.end());

  it('draws components and columns, goes back, and shows two maps of one selection', async () => {
    await page.getByRole('button', { name: 'Layout and maps' }).click();
    const panel = page.getByRole('region', { name: 'Layout and maps' });
    const draw = panel.getByRole('button', { name: 'Draw map' });
    await panel.getByText('PCA', { exact: true }).click();
    await draw.click();
    await page.getByText('component 1 →').waitFor();
    await panel.getByText('Columns', { exact: true }).click();
    await draw.click();
    await page.getByText('ra (deg) →').waitFor();
    await panel.getByRole('button', { name: /^The catalogue’s own map/ }).click();
    await page.getByText('ra (deg) →').waitFor({ state: 'detached' });

    await panel.getByRole('button', { name: /^Beside: dec against ra/ }).click();
    const second = page.getByRole('application', { name: /^Second map of 4,096 galaxies by two axes/ });
    await second.waitFor();
    await panel.getByRole('button', { name: 'Close the layout' }).click();
    await page
      .getByRole('region', { name: 'Legend' })
      .getByRole('button', { name: /^spiral/ })
      .click();
    await page.getByText('of 4,096').first().waitFor();
    await second.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    const chosen = await page.evaluate(() => new URLSearchParams(location.hash.slice(1)).get('galaxy'));
    expect(chosen).toMatch(/^MS-/);
    await page.getByRole('button', { name: 'Close the second map' }).click();
    await second.waitFor({ state: 'detached' });
  });
});
