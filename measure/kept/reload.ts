import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startVisit } from '../../test/e2e/visit.ts';
import { writeBakedFile } from '../sources/bakedFile.ts';
import { buildApp } from '../sources/builtApp.ts';
import { median } from '../statistics/median.ts';
import { endingWithin, gz2Voted, mapName, openWhole } from './openedWhole.ts';

const wholeMs = 1_140_000; // with the build, twenty minutes
const limitMs = 900_000; // embedding 4,002 galaxies on busy cores
const quietMs = 2000; // one job follows another within a few frames
const reloads = 3;
const manyRows = 100_000;

/** What a reload brings back of a catalogue, in headless Chromium on WebAssembly. */
interface ReloadSide {
  /** From navigation until the map of all galaxies is on screen; median. */
  mapSeconds: number;
  /** Until the neighbours of the chosen galaxy are shown and no job runs; median. */
  allSeconds: number;
  /** Jobs that embed, lay out or place galaxies, in all reloads together: 0 where everything was kept. */
  computed: number;
}

/** Catalogues that were opened, computed and kept, then reloaded. */
interface ReloadFigure {
  /** 4,002 galaxies with images, embedded and laid out before. */
  gz2Voted: ReloadSide;
  /** 100,000 galaxies with vectors of their own and no images. */
  rows100k: ReloadSide;
  reloads: number;
}

/** Opens each in a browser of its own, waits until all is computed, and reloads. @throws Error after twenty minutes */
export async function measureReload(): Promise<ReloadFigure> {
  buildApp();
  return endingWithin(wholeMs, reloadedBoth());
}

async function reloadedBoth(): Promise<ReloadFigure> {
  const folder = mkdtempSync(join(tmpdir(), 'morphospace-reload-'));
  try {
    const many = join(folder, '100k.parquet');
    await writeBakedFile(many, manyRows, 1);
    return {
      gz2Voted: await reloaded(gz2Voted, 4002),
      rows100k: await reloaded(many, manyRows),
      reloads,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function reloaded(path: string, rows: number): Promise<ReloadSide> {
  const visit = await startVisit();
  try {
    const page = await visit.page();
    page.setDefaultTimeout(limitMs);
    await page.addInitScript(watchJobs);
    await openWhole(page, visit.address, path, rows, limitMs);
    const name = mapName(rows);
    await quiet(page);
    await page.getByRole('button', { name: 'Similar' }).click();
    await quiet(page);
    const maps: number[] = [];
    const alls: number[] = [];
    let computed = 0;
    for (let i = 0; i < reloads; i++) {
      await page.reload();
      await page.getByRole('application', { name }).waitFor();
      maps.push(await markOf(page, 'map-drawn'));
      const shown = await markOf(page, 'neighbours-shown');
      alls.push(Math.max(shown, await quiet(page)));
      const jobs = await page.evaluate(() => (window as unknown as Watched).watched.jobs);
      if (jobs.length > 0) console.error(path, 'computed after a reload:', jobs.join(', '));
      computed += jobs.length;
    }
    const rounded = (milliseconds: number[]) => Math.round(median(milliseconds) / 10) / 100;
    const side = { mapSeconds: rounded(maps), allSeconds: rounded(alls), computed };
    console.error(path, JSON.stringify(side));
    return side;
  } finally {
    await visit.end();
  }
}

/** Resolves once no job has run for a while. @returns when the last one ended, in milliseconds since navigation */
async function quiet(page: Page): Promise<number> {
  const found = await page.waitForFunction(quietFor => {
    const { busyMs } = (window as unknown as Watched).watched;
    return performance.now() - busyMs > quietFor ? { busyMs } : null;
  }, quietMs);
  return ((await found.jsonValue()) as { busyMs: number }).busyMs;
}

async function markOf(page: Page, name: string): Promise<number> {
  const found = await page.waitForFunction(mark => performance.getEntriesByName(mark)[0]?.startTime, name);
  return (await found.jsonValue()) as number;
}

interface Watched {
  watched: {
    /** When a job ran last, in milliseconds since navigation; 0 where none did. */
    busyMs: number;
    /** Kinds of computing jobs the status bar named. */
    jobs: string[];
  };
}

/** Runs in the page before its own code, so no function in it has a name: notes what the status bar says of jobs. */
function watchJobs(): void {
  const watched: Watched['watched'] = { busyMs: 0, jobs: [] };
  (window as unknown as Watched).watched = watched;
  setInterval(() => {
    const text = document.querySelector('footer')?.textContent ?? '';
    if (text !== '' && !text.includes('No job running')) watched.busyMs = performance.now();
    for (const word of ['Embed', 'Map ', 'Place ', 'Reading representations'])
      if (text.includes(word) && !watched.jobs.includes(word)) watched.jobs.push(word);
  }, 16); // a frame
}
