import { gzipSync } from 'node:zlib';
import { startVisit } from '../../test/e2e/visit.ts';
import { buildApp } from '../sources/builtApp.ts';
import { median } from '../statistics/median.ts';

const visits = 5; // the median of five settles to about a tenth on a shared machine

/** Figures of the embedded sky's first visit, in headless Chromium with an empty cache. */
interface StartFigure {
  /** All JavaScript and CSS fetched until the map is drawn, gzip, 1 kB = 1,000 bytes. */
  firstLoadKbGzip: number;
  /** From navigation until the points of the embedded sky are on screen; median. */
  mapDrawnMs: number;
  /** From navigation until a click on a galaxy, made as soon as the map is drawn, shows its neighbours; median. */
  firstClickMs: number;
  visits: number;
}

/** Builds the app and visits it anew each time. The page itself marks the moments (`performance.mark`). */
export async function measureStart(): Promise<StartFigure> {
  buildApp();
  const visit = await startVisit();
  const drawn: number[] = [];
  const clicked: number[] = [];
  let firstLoadKbGzip = 0;
  try {
    for (let i = 0; i < visits; i++) {
      const page = await visit.page();
      const scripts: Promise<number>[] = [];
      let counting = true;
      page.on('response', response => {
        if (counting && /\.(js|css)$/.test(new URL(response.url()).pathname)) {
          scripts.push(response.body().then(body => gzipSync(body).length));
        }
      });
      await page.goto(visit.address);
      drawn.push(await markOf(page, 'map-drawn'));
      counting = false;
      const before = await page.evaluate(() => performance.getEntriesByName('neighbours-shown').length);
      await page
        .getByLabel(/^Map of /)
        .last()
        .click({ position: { x: 400, y: 380 } });
      await page.keyboard.press('ArrowRight'); // should the click have fallen between galaxies,
      await page.keyboard.press('Enter'); // the nearest one to the right is chosen
      clicked.push(await markOf(page, 'neighbours-shown', before));
      const bytes = (await Promise.all(scripts)).reduce((sum, each) => sum + each, 0);
      firstLoadKbGzip = Math.max(firstLoadKbGzip, bytes / 1000);
      await page.context().close();
    }
  } finally {
    await visit.end();
  }
  return {
    firstLoadKbGzip: Math.round(firstLoadKbGzip * 10) / 10,
    mapDrawnMs: Math.round(median(drawn)),
    firstClickMs: Math.round(median(clicked)),
    visits,
  };
}

async function markOf(page: import('playwright-core').Page, name: string, beyond = 0): Promise<number> {
  const entry = await page.waitForFunction(
    ([mark, count]) => performance.getEntriesByName(mark as string)[count as number]?.startTime,
    [name, beyond] as const,
    { timeout: 60_000 },
  );
  return (await entry.jsonValue()) as number;
}
