import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startVisit, type Visit } from '../../test/e2e/visit.ts';
import { writeBakedFile } from '../sources/bakedFile.ts';
import { buildApp } from '../sources/builtApp.ts';
import { rendererPeakMb } from '../sources/rendererPeak.ts';
import { traceTasks } from '../sources/tracedTasks.ts';

const sizes = { '100k': 100_000, '300k': 300_000, '1M': 1_000_000 } as const;
const clicks = 5;
const seed = 1;
const openingLimitMs = 240_000;
const settlingMs = 3000; // what a page does once its map is drawn has begun and mostly ended by then
const pointingMs = 500;

/**
 * What opening a large baked catalogue and clicking galaxies of it cost in headless Chromium. WebGL's draw calls are left
 * out: without a graphics processor they are computed on the same cores and hold the page up for seconds a frame.
 */
interface LoadSide {
  /** From choosing the file until its map is on screen. */
  openSeconds: number;
  /** The longest task of the page's main thread while it opens and while galaxies are clicked, from its beginning to its end. */
  longestTaskMs: number;
  /** The most processor time a task of that thread took: on a busy machine, where others hold tasks up, this is what tells. */
  longestTaskProcessorMs: number;
  /** From a press on a galaxy until its neighbours are shown; median of five. */
  clickMs: number;
  /** Most resident memory of the page's renderer, its workers included, 1 MB = 1,000,000 bytes. */
  peakMb: number;
  /** The longest task of the same opening in a visit that draws, on a software adapter. */
  longestTaskDrawingMs: number;
}

type LoadFigure = Record<keyof typeof sizes, LoadSide>;

/** Makes baked files, opens each in a fresh browser, and clicks. */
export async function measureLoad(): Promise<LoadFigure> {
  buildApp();
  const folder = mkdtempSync(join(tmpdir(), 'morphospace-load-'));
  const figure: Partial<LoadFigure> = {};
  try {
    for (const [name, rows] of Object.entries(sizes) as [keyof typeof sizes, number][]) {
      const path = join(folder, `${name}.parquet`);
      await writeBakedFile(path, rows, seed);
      const side = await visited({ draws: false }, async (visit, page) => {
        const traced = await traceTasks(visit.browser, page);
        const openSeconds = await open(page, path, rows);
        const opening = await longestTask(page);
        const clickMs: number[] = [];
        for (let i = 0; i < clicks; i++) clickMs.push(await click(page, i));
        const { processorMs } = await traced();
        return {
          openSeconds: Math.round(openSeconds * 10) / 10,
          longestTaskMs: Math.round(Math.max(opening, await longestTask(page))),
          longestTaskProcessorMs: Math.round(processorMs),
          clickMs: Math.round(clickMs.sort((a, b) => a - b)[clicks >> 1]),
          peakMb: Math.round(await rendererPeakMb(visit.browser)),
        };
      });
      const longestTaskDrawingMs = await visited({ draws: true }, async (_, page) => {
        await open(page, path, rows);
        return Math.round(await longestTask(page));
      });
      figure[name] = { ...side, longestTaskDrawingMs };
      rmSync(path);
      console.error(name, JSON.stringify(figure[name]));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return figure as LoadFigure;
}

/** Visits the app in a browser of its own and acts once the embedded sky is drawn, with the main thread watched. */
async function visited<T>(
  { draws }: { draws: boolean },
  act: (visit: Visit, page: Page) => Promise<T>,
): Promise<T> {
  const visit = await startVisit();
  try {
    const page = await visit.page();
    page.setDefaultTimeout(openingLimitMs);
    await page.addInitScript(watchMainThread, draws);
    await page.goto(`${visit.address}#room=data`);
    await page.waitForFunction(() => performance.getEntriesByName('map-drawn').length > 0);
    await page.waitForTimeout(settlingMs);
    await page.evaluate(() => (window as unknown as Watched).watched.tasks.splice(0));
    return await act(visit, page);
  } finally {
    await visit.end();
  }
}

/** Opens a file. @returns seconds until its map is on screen */
async function open(page: Page, path: string, rows: number): Promise<number> {
  const start = performance.now();
  await page.getByLabel('Parquet files', { exact: true }).setInputFiles(path);
  const count = rows.toLocaleString('en');
  await page.getByRole('application', { name: `Map of ${count} galaxies` }).waitFor();
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
  const seconds = (performance.now() - start) / 1000;
  await page.waitForTimeout(settlingMs); // what follows the opening is part of it
  return seconds;
}

/** Milliseconds of the longest task since the last question; 0 where none took 50 ms. */
async function longestTask(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, ...(window as unknown as Watched).watched.tasks.splice(0)));
}

/** Chooses another galaxy by the keyboard, which needs no luck in hitting a point. */
async function click(page: Page, i: number): Promise<number> {
  const before = await page.evaluate(() => performance.getEntriesByName('neighbours-shown').length);
  await page.getByRole('application').focus();
  await page.keyboard.press(['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp'][i % 4]);
  await page.waitForTimeout(pointingMs);
  await page.keyboard.press('Enter');
  const shown = await page.waitForFunction(
    count => performance.getEntriesByName('neighbours-shown')[count]?.startTime,
    before,
  );
  const pressed = await page.evaluate(() => (window as unknown as Watched).watched.pressedMs);
  return ((await shown.jsonValue()) as number) - pressed;
}

interface Watched {
  watched: {
    /** Time of the last press of Enter. */
    pressedMs: number;
    /** Durations of the long tasks so far, milliseconds. */
    tasks: number[];
  };
}

/** Runs in the page before its own code: no function in it has a name, for which the compiler would want a helper. */
function watchMainThread(draws: boolean): void {
  if (!draws) {
    const methods = WebGL2RenderingContext.prototype as unknown as Record<string, () => void>;
    for (const name of Object.keys(methods).filter(each => each.startsWith('draw'))) {
      if (name !== 'drawBuffers' && !name.startsWith('drawingBuffer')) methods[name] = () => {};
    }
  }
  const watched: Watched['watched'] = { pressedMs: 0, tasks: [] };
  new PerformanceObserver(list => {
    for (const { duration } of list.getEntries()) watched.tasks.push(duration);
  }).observe({ type: 'longtask', buffered: true });
  addEventListener(
    'keydown',
    event => {
      if (event.key === 'Enter') watched.pressedMs = performance.now();
    },
    { capture: true },
  );
  (window as unknown as Watched).watched = watched;
}
