import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFirefox } from '../../../scripts/findFirefox.mjs';
import { serveApp } from '../visit.ts';

const firefox = findFirefox();
const waitMs = 120_000;
if (!firefox)
  console.warn('Firefox is not installed (firefox-esr; or FIREFOX_PATH): what it does is not tested.');

describe.skipIf(!firefox)('Firefox', () => {
  let app: Awaited<ReturnType<typeof serveApp>>;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    app = await serveApp();
    browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: firefox!,
      headless: true,
      protocol: 'webDriverBiDi',
      args: ['--width=1280', '--height=900'],
      defaultViewport: null, // an orientation, which setting one asks for, is unknown to Firefox 140
      extraPrefsFirefox: {
        'webgl.force-enabled': true,
        'layout.css.prefers-color-scheme.content-override': 0,
      },
    });
    page = await browser.newPage();
    page.setDefaultTimeout(waitMs);
    page.on('pageerror', error => complaints.push(String(error)));
  });
  afterAll(async () => {
    await browser?.close();
    await app?.end();
  });

  /** Waits by asking again and again: what puppeteer itself waits with is text made code, which the page's policy forbids. */
  async function until<T extends unknown[]>(isSo: (...given: T) => boolean, ...given: T): Promise<void> {
    while (!(await page.evaluate(isSo as (...all: unknown[]) => boolean, ...given)))
      await new Promise(resolve => setTimeout(resolve, 100));
  }
  const footer = () => page.$eval('footer', each => each.textContent ?? '');
  /** Presses the first button with such words. */
  async function press(words: string): Promise<void> {
    await until(text => {
      const all = [...document.querySelectorAll('button')];
      const button = all.find(each =>
        (each.getAttribute('aria-label') ?? each.textContent ?? '').includes(text),
      );
      button?.click();
      return button !== undefined;
    }, words);
  }
  const says = (pattern: string, within = 'body') =>
    until(
      (text, place) => new RegExp(text).test(document.querySelector(place)?.textContent ?? ''),
      pattern,
      within,
    );

  const there = (selector: string) => until(wanted => document.querySelector(wanted) !== null, selector);

  it('opens the built app on the sky, and draws it where it has WebGL 2', { timeout: waitMs }, async () => {
    await page.goto(`${app.address}#room=similar`);
    await says('galaxies', 'footer');
    const draws = await page.evaluate(() => document.createElement('canvas').getContext('webgl2') !== null);
    if (draws) await until(() => performance.getEntriesByName('map-drawn').length > 0);
    else await says('The map needs WebGL 2', 'main');
    expect(await footer()).toContain('simulated');
  });

  it('answers a click on a neighbour', { timeout: waitMs }, async () => {
    await there('[aria-label="Nearest galaxies"] button');
    const before = await page.evaluate(() => location.hash);
    await page.click('[aria-label="Nearest galaxies"] button');
    await until(hash => location.hash !== hash, before);
    await there('[aria-label="Nearest galaxies"] button');
  });

  it('keeps a rating over a reload', { timeout: waitMs }, async () => {
    await press('Anomalies');
    await press('Begin search');
    await there('[aria-label="Galaxy to rate"] img');
    await page.keyboard.press('3');
    await says('1 rated(?!.*sav)', '[aria-label="Progress"]');
    await page.reload();
    await says('1 rated', '[aria-label="Progress"]');
    expect(complaints).toEqual([]);
  });
});
