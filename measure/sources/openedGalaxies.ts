import type { Page } from 'playwright-core';
import { startVisit } from '../../test/e2e/visit.ts';
import { rendererPeakMb } from './rendererPeak.ts';

const limitMs = 600_000;
const quietMs = 1000; // one job follows another within a few frames

/** What a person waits for after letting go of their galaxies, in headless Chromium on WebAssembly. */
export interface OpenSide {
  /** From the drop until the first picture of them is on screen. */
  firstThumbnailSeconds: number;
  /** Until the first of them have their places on a map. */
  firstMapSeconds: number;
  /** Until all are on the map and nothing is computed any more. */
  allSeconds: number;
  /** Most resident memory of the page's renderer, its workers included, 1 MB = 1,000,000 bytes. */
  peakMb: number;
}

/**
 * Opens galaxies in a browser of its own, on top of the embedded sky.
 *
 * @param cores that the page believes the machine has. Default: as it is
 */
export async function opened(input: string, path: string, cores?: number): Promise<OpenSide> {
  const visit = await startVisit();
  try {
    const page = await visit.page();
    page.setDefaultTimeout(limitMs);
    await page.addInitScript(watchOpening);
    if (cores !== undefined) await page.addInitScript(haveCores, cores);
    await page.goto(`${visit.address}#room=data`);
    await page.waitForFunction(() => performance.getEntriesByName('map-drawn').length > 0);
    await page.getByLabel(input, { exact: true }).setInputFiles(path);
    const firstThumbnailSeconds = await secondsUntil(page, 'first-thumbnail');
    const firstMapSeconds = await secondsUntil(page, 'first-map');
    const allSeconds = await secondsUntil(page, 'all', quietMs);
    const peakMb = Math.round(await rendererPeakMb(visit.browser));
    const side = { firstThumbnailSeconds, firstMapSeconds, allSeconds, peakMb };
    console.error(path, JSON.stringify(side));
    return side;
  } finally {
    await visit.end();
  }
}

/** Seconds from the drop to the latest mark of a name, once none has come after it for `quiet` milliseconds. */
async function secondsUntil(page: Page, name: string, quiet = 0): Promise<number> {
  const found = await page.waitForFunction(
    ([mark, quietFor]) => {
      const last = performance.getEntriesByName(mark).at(-1);
      const dropped = performance.getEntriesByName('dropped').at(-1);
      if (!last || !dropped || performance.now() - last.startTime < quietFor) return null;
      return { seconds: (last.startTime - dropped.startTime) / 1000 };
    },
    [name, quiet] as [string, number],
  );
  const { seconds } = (await found.jsonValue()) as { seconds: number };
  return Math.round(seconds * 100) / 100;
}

/** Runs in the page before its own code. */
function haveCores(cores: number): void {
  Object.defineProperty(Navigator.prototype, 'hardwareConcurrency', { get: () => cores });
}

/** Runs in the page before its own code, so no function in it has a name: marks the drop and what a person sees of it. */
function watchOpening(): void {
  let busy = true;
  addEventListener('change', () => performance.mark('dropped'), { capture: true });
  setInterval(() => {
    if (performance.getEntriesByName('dropped').length === 0) return;
    const sheet = document.querySelector('[aria-label^="A sample of the galaxies"]');
    if (performance.getEntriesByName('first-thumbnail').length === 0) {
      const image = sheet?.querySelector('img');
      if (image?.complete && image.naturalWidth > 0) performance.mark('first-thumbnail');
    } else if (performance.getEntriesByName('first-map').length === 0) {
      if (!sheet || sheet.matches('[data-leaving="true"]')) performance.mark('first-map');
    } else {
      const works = !document.querySelector('footer')?.textContent?.includes('No job running');
      if (busy && !works) performance.mark('all');
      busy = works;
      if (works) performance.clearMarks('all');
    }
  }, 16); // a frame
}
