import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { nodeIngest } from '../../bake/nodeIngest.ts';
import { needsBuild } from '../../scripts/builtApp.mjs';
import { needChromium } from '../../scripts/findChromium.mjs';
import { createRandom } from '../../src/maths/statistics/random.ts';
import { chromiumFlags } from '../../test/e2e/visit.ts';
import { buildApp } from '../sources/builtApp.ts';
import { rendererPeakMb } from '../sources/rendererPeak.ts';
import { median } from '../statistics/median.ts';
import { type BakeSide, madeSurvey } from './madeSurvey.ts';
import { recallOfAnswer } from './surveyAnswers.ts';
import { type SurveyHost, serveSurvey } from './surveyHost.ts';
import type { SurveyVectors } from './surveyOnDisk.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const rows = 1_000_000;
const real = 3000; // galaxies the rows are mixtures of: more take minutes to embed
const latencyMs = 50;
const queries = 40;
const limitMs = 120_000;

/** A survey on a host 50 ms away, opened and searched from the page, in headless Chromium; WebGL's draw calls are left out. */
interface SurveyFigure extends BakeSide {
  rows: number;
  /** From navigation until the sample's map is on screen. */
  firstMapSeconds: number;
  /** Kilobytes (1,000 bytes) and milliseconds of a search from a random galaxy of the sample; medians. */
  queryKb: number;
  queryMs: number;
  /** Of the first search, which reads the lists as well. */
  firstQueryKb: number;
  firstQueryMs: number;
  /** Share of the ten exactly nearest, before vectors were rounded, that the page showed. */
  recall10: number;
  lists: string;
  /** Most resident memory of the page's renderer, its workers included, 1 MB = 1,000,000 bytes. */
  pageMb: number;
}

/**
 * Opens a survey in a fresh browser, and searches all of it.
 *
 * @param given folder of a survey that was made by a run of the same day, or where this run keeps it; default: made, and deleted afterwards
 */
export async function measureSurvey(given?: string): Promise<SurveyFigure> {
  if (needsBuild(root)) buildApp();
  const folder = given ?? mkdtempSync(join(tmpdir(), 'morphospace-survey-'));
  try {
    const { survey, bakes } = await madeSurvey(folder, rows, real);
    return { ...(await visited(folder, survey)), ...bakes };
  } finally {
    if (!given) rmSync(folder, { recursive: true });
  }
}

type PageSide = Omit<SurveyFigure, keyof BakeSide>;

async function visited(folder: string, survey: SurveyVectors): Promise<PageSide> {
  const host = await serveSurvey(folder, latencyMs);
  try {
    return await opened(host, survey);
  } finally {
    await host.end();
  }
}

async function opened(host: SurveyHost, survey: SurveyVectors): Promise<PageSide> {
  const manifestUrl = `${host.address}survey/catalogue.json`;
  const { ids } = await nodeIngest().open({ kind: 'url', url: manifestUrl, name: 'catalogue.json' });
  const random = createRandom(2);
  const asked = Array.from({ length: queries }, () => ids.at(random.integer(ids.length)));
  const browser = await chromium.launch({ executablePath: await needChromium(), args: chromiumFlags });
  try {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      serviceWorkers: 'block',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(limitMs);
    await page.addInitScript(leaveDrawingOut);
    await page.goto(`${host.address}?catalogue=survey/catalogue.json#room=similar`);
    const drawn = await page.waitForFunction(() => performance.getEntriesByName('map-drawn')[0]?.startTime);
    const firstMapSeconds = Math.round(((await drawn.jsonValue()) as number) / 100) / 10;
    console.error(`map after ${firstMapSeconds} s`);
    await page.waitForTimeout(5000); // what follows the opening
    const first = await spent(host, page, () => page.getByText('In the whole survey').click());
    const found: Found[] = [];
    for (const id of asked) {
      const hash = `#room=similar&galaxy=${id}`;
      const each = await spent(host, page, () =>
        page.evaluate(to => {
          location.hash = to;
        }, hash),
      );
      found.push(each);
      console.error(`${each.kb} kB, ${each.ms} ms, ${each.ids.length} found`);
      await page.waitForTimeout(500);
    }
    const lists = await page.getByText(/lists searched/).innerText();
    return {
      rows: survey.ids.length,
      firstMapSeconds,
      queryKb: Math.round(median(found.map(({ kb }) => kb))),
      queryMs: Math.round(median(found.map(({ ms }) => ms))),
      firstQueryKb: first.kb,
      firstQueryMs: first.ms,
      recall10:
        found.reduce((sum, { ids: shown }, i) => sum + recallOfAnswer(survey, asked[i], shown), 0) / queries,
      lists,
      pageMb: Math.round(await rendererPeakMb(browser)),
    };
  } finally {
    await browser.close();
  }
}

interface Found {
  kb: number;
  ms: number;
  /** Nearest first. */
  ids: string[];
}

/** What an act of the page takes until new neighbours of the survey are on screen. */
async function spent(host: SurveyHost, page: Page, act: () => Promise<void>): Promise<Found> {
  const before = host.sent.bytes;
  await page.evaluate(watchNeighbours, 10);
  await act();
  const shown = await page.waitForFunction(
    () => (window as unknown as { shownNeighbours: { ms: number; ids: string[] } | null }).shownNeighbours,
  );
  const { ms, ids } = (await shown.jsonValue()) as { ms: number; ids: string[] };
  return { kb: Math.round((host.sent.bytes - before) / 1000), ms: Math.round(ms), ids };
}

/** Runs in the page before its own code: draw calls, which a machine without a graphics processor computes on the same cores. */
function leaveDrawingOut(): void {
  const methods = WebGL2RenderingContext.prototype as unknown as Record<string, () => void>;
  for (const name of Object.keys(methods).filter(each => each.startsWith('draw'))) {
    if (name !== 'drawBuffers' && !name.startsWith('drawingBuffer')) methods[name] = () => {};
  }
}

/** Runs in the page, where no function in it may have a name: notes when the list of neighbours has changed and is no longer out of date. */
function watchNeighbours(lookEveryMs: number): void {
  const watched = window as unknown as { shownNeighbours: { ms: number; ids: string[] } | null };
  watched.shownNeighbours = null;
  const start = performance.now();
  let before: string | undefined;
  let wasAway = false;
  const timer = setInterval(() => {
    const list = document.querySelector('ol[aria-label="Nearest galaxies"]');
    const labels = Array.from(
      list?.querySelectorAll('button') ?? [],
      each => each.getAttribute('aria-label') ?? '',
    );
    if (before === undefined) before = labels.join();
    if (!list || list.getAttribute('data-dimmed') === 'true') wasAway = true;
    const isWhole = document.body.innerText.includes('lists searched');
    const isFresh = list?.getAttribute('data-dimmed') === 'false' && (wasAway || labels.join() !== before);
    if (!isWhole || !isFresh) return;
    clearInterval(timer);
    watched.shownNeighbours = {
      ms: performance.now() - start,
      ids: labels.map(label => /^galaxy (\S+),/.exec(label)?.[1] ?? ''),
    };
  }, lookEveryMs);
}
