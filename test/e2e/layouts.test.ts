import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkPng } from '../../src/data/images/pngChecksums.ts';
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

  it('saves what is on screen as a figure that says where it comes from', async () => {
    await page.getByRole('button', { name: 'Save the map as a picture' }).click();
    const panel = page.getByRole('region', { name: 'The map as a figure' });
    await panel.getByText('SVG', { exact: true }).click();
    const drawn = page.waitForEvent('download');
    await panel.getByRole('button', { name: 'Save', exact: true }).click();
    const svg = await readFile((await (await drawn).path()) ?? '', 'utf8');
    expect(svg).toMatch(/<note name="weights_sha256">[0-9a-f]{64}<\/note>/);
    expect(svg.match(/<image /g)?.length).toBeGreaterThan(10); // pictures of galaxies are inside
    await panel.getByText('PNG', { exact: true }).click();
    const saved = page.waitForEvent('download');
    await panel.getByRole('button', { name: 'Save', exact: true }).click();
    const png = await readFile((await (await saved).path()) ?? '');
    expect(() => checkPng(new Uint8Array(png))).not.toThrow();
    const text = png.toString('latin1');
    expect(text).toMatch(/weights_sha256\0{5}[0-9a-f]{64}/);
    expect(text).toContain('coloured_by');
    const colours = await page.evaluate(async base64 => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [image.width, image.height];
      const context = canvas.getContext('2d');
      context?.drawImage(image, 0, 0);
      const { data } = context?.getImageData(0, 0, image.width, image.height) ?? { data: [] };
      const seen = new Set<number>();
      for (let i = 0; i < data.length; i += 4) seen.add(data[i] * 65536 + data[i + 1] * 256 + data[i + 2]);
      return seen.size;
    }, png.toString('base64'));
    expect(colours).toBeGreaterThan(500); // galaxies are on it, not an empty ground
  });
});
