import type { Page } from 'playwright-core';
import { type Activity, workerNames } from './activity.ts';
import { loseTensorDevice, terminateWorkers } from './pageHooks.ts';
import type { Seat } from './seat.ts';

/** A way to interrupt an activity. */
export interface Kill {
  /** True where the page is gone afterwards and is opened again. */
  endsPage: boolean;
  /** True where the page says that only loading it again helps. Default false. */
  needsReload?: boolean;
  /**
   * It falls so long after what was given by hand, in milliseconds, and all of that has to be kept, whatever the page showed.
   * Absent: at a random moment, and what the page showed as saved has to be kept.
   */
  savedWithinMs?: number;
  /** Why it cannot meet an activity; null where it can. */
  notApplicable(activity: Activity): string | null;
  /** Strikes. Resolves false where there was nothing to strike: the activity was over. */
  strike(seat: Seat, activity: Activity): Promise<boolean>;
  /** Undoes what would strike again. */
  afterwards?(page: Page): Promise<void>;
}

const always = () => null;
const workerScripts = /\/assets\/[a-z]+\.worker-[^/]*\.js$/;
const strikeWithinMs = 5000; // the worker or its next call comes soon, or the activity is over

/** Strikes once there is something to strike, if that is soon. */
async function strikeSoon(page: Page, strike: () => Promise<number>): Promise<boolean> {
  const untilMs = Date.now() + strikeWithinMs;
  while (Date.now() < untilMs) {
    if ((await strike()) > 0) return true;
    await page.waitForTimeout(20);
  }
  return false;
}

/** All ways, by name. */
export const kills: Record<string, Kill> = {
  reload: {
    endsPage: true,
    notApplicable: always,
    async strike({ page }) {
      await page.reload({ waitUntil: 'commit' });
      return true;
    },
  },
  close: {
    endsPage: true,
    notApplicable: always,
    async strike(seat) {
      await seat.closePage();
      return true;
    },
  },
  crash: {
    endsPage: true,
    notApplicable: always,
    async strike(seat) {
      const crashed = seat.page.waitForEvent('crash');
      const session = await seat.page.context().newCDPSession(seat.page);
      session.send('Page.crash').catch(() => {}); // its renderer no longer answers
      await crashed;
      await seat.closePage();
      return true;
    },
  },
  sigkill: {
    endsPage: true,
    savedWithinMs: 300,
    notApplicable: always,
    async strike(seat) {
      await seat.killBrowser();
      return true;
    },
  },
  ...Object.fromEntries(
    workerNames.map((name): [string, Kill] => [
      `terminate-${name}`,
      {
        endsPage: false,
        notApplicable: ({ workers }) =>
          workers.includes(name) ? null : `it does not need the ${name} worker`,
        strike: ({ page }) => strikeSoon(page, () => terminateWorkers(page, name)),
      },
    ]),
  ),
  'device-lost': {
    endsPage: false,
    notApplicable: ({ workers }) => (workers.includes('tensor') ? null : 'it computes without tensors'),
    strike: ({ page }) => strikeSoon(page, () => loseTensorDevice(page)),
  },
  'script-404': {
    endsPage: false,
    needsReload: true,
    notApplicable: ({ workers }) => (workers.length > 0 ? null : 'it runs without a worker'),
    async strike({ page }, { workers }) {
      await page.context().route(workerScripts, route => route.fulfill({ status: 404, body: 'not found' }));
      let ended = 0;
      for (const name of workers) ended += await terminateWorkers(page, name);
      return ended > 0;
    },
    afterwards: page => page.context().unroute(workerScripts),
  },
};
