import { type BrowserContext, chromium } from 'playwright-core';
import { needChromium } from '../../scripts/findChromium.mjs';
import { chromiumFlags } from '../../test/e2e/visit.ts';
import { within } from './within.ts';

const startMs = 60_000; // it takes two seconds, and longer on a machine at its limit
const endMs = 10_000; // the kernel needs some milliseconds

/** A browser on a profile directory: what it keeps is there for the next one. */
export interface ProfileBrowser {
  context: BrowserContext;
  /** Ends all its processes by SIGKILL, as where memory runs out; it answers nothing and writes nothing more. Never rejects. */
  kill(): Promise<void>;
}

/** Starts Chromium on a profile directory, which may be empty. @param flags beside the usual ones */
export async function startOnProfile(profile: string, flags: readonly string[]): Promise<ProfileBrowser> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await needChromium(),
    viewport: { width: 1280, height: 800 },
    serviceWorkers: 'block', // scripts that answer 404 have to be asked of the server
    timeout: startMs,
    args: [...chromiumFlags, ...flags],
  });
  const closed = new Promise<void>(resolve => context.once('close', () => resolve()));
  const ids = await within(startMs, 'the ids of the browser’s processes', processIds(context));
  return {
    context,
    async kill() {
      for (const id of ids) end(id);
      await within(endMs, 'the end of the browser', closed).catch(() => {}); // what it left open rejects by itself
    },
  };
}

/** The browser's process first. */
async function processIds(context: BrowserContext): Promise<number[]> {
  const browser = context.browser();
  if (!browser) throw new Error('need a browser of the context; got none');
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const main = processInfo.filter(({ type }) => type === 'browser');
  if (main.length !== 1) throw new Error(`need one process of the browser; got ${main.length}`);
  return [main[0].id, ...processInfo.filter(({ type }) => type !== 'browser').map(({ id }) => id)];
}

/** Ends a process and, where it leads a group, as a browser does that playwright started, all of its group. */
function end(id: number): void {
  for (const target of [-id, id]) {
    try {
      process.kill(target, 'SIGKILL');
    } catch {
      // it is gone, or leads no group
    }
  }
}
