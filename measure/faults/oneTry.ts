import type { Page } from 'playwright-core';
import type { Activity } from './activity.ts';
import type { Kill } from './kills.ts';
import { dismissNotices, isIdle, problems } from './pageSigns.ts';
import type { Seat } from './seat.ts';

/** How one kill ended. `missed`: the activity was over before it. */
export type TryEnding = 'fine' | 'missed' | 'lost' | 'silent' | 'stuck';

/** How one try went, and in a few words why. */
export interface TryResult {
  ending: TryEnding;
  why: string;
}

const quietMs = 3000; // without work, result or sentence for so long: it ended in silence
const leastQuietPolls = 5; // on a busy machine one poll takes seconds
const pollMs = 100;

/** Starts an activity, kills at a random moment, and looks at what the person is left with. */
export async function oneTry(seat: Seat, activity: Activity, kill: Kill, share: number): Promise<TryResult> {
  const page = await seat.ready(activity);
  await dismissNotices(page);
  await activity.start(page);
  await page.waitForTimeout(share * activity.killWithinMs);
  const shown = await activity.shownSaved(page);
  const isOver = !kill.endsPage && (await activity.isDone(page));
  const struck = await kill.strike(page, activity);
  if (!struck) {
    await kill.afterwards?.(page);
    await outcome(page, activity); // so that the next try finds the page at rest
    return { ending: 'missed', why: 'it was over before the kill' };
  }
  if (kill.endsPage) return afterReopening(seat, activity, shown);
  if (isOver) await activity.start(page); // what was struck at rest is needed now
  const first = await outcome(page, activity);
  await kill.afterwards?.(page);
  if (first.ending !== 'fine') return first;
  if (kill.needsReload && first.why !== 'done') {
    const { ending, why } = await afterReopening(seat, activity, shown); // the sentence says so
    return { ending, why: `${first.why}, ${why}` };
  }
  return again(page, activity, first.why);
}

async function afterReopening(seat: Seat, activity: Activity, shown: number): Promise<TryResult> {
  const page = await seat.reopened(activity);
  if (!page) return { ending: 'stuck', why: 'the page did not come up again' };
  const kept = await activity.kept(page);
  if (kept < shown) return { ending: 'lost', why: `${shown} shown as saved, ${kept} there` };
  return again(page, activity, `${kept} kept of ${shown}`);
}

/** The activity has to work afterwards; where it already came to its result, that has been shown. */
async function again(page: Page, activity: Activity, before: string): Promise<TryResult> {
  if (before === 'done') return { ending: 'fine', why: before };
  await dismissNotices(page);
  try {
    await activity.start(page);
  } catch (error) {
    return { ending: 'stuck', why: `${before}; it cannot be started again: ${firstLine(error)}` };
  }
  const second = await outcome(page, activity);
  if (second.why === 'done') return { ending: 'fine', why: `${before}, then done` };
  return { ending: 'stuck', why: `${before}; started again: ${second.why}` };
}

/** Waits for the result, or for a sentence about a problem. */
async function outcome(page: Page, activity: Activity): Promise<TryResult> {
  const isWorking = activity.isWorking ?? (async () => !(await isIdle(page)));
  const untilMs = Date.now() + activity.limitMs;
  let quietPolls = 0;
  let quietSinceMs = 0;
  while (Date.now() < untilMs) {
    if (await activity.isDone(page)) return { ending: 'fine', why: 'done' };
    const told = await problems(page);
    if (told.length > 0) return { ending: 'fine', why: `told “${told[0].split('\n')[0]}”` };
    if (await isWorking(page)) quietPolls = 0;
    else if (quietPolls++ === 0) quietSinceMs = Date.now();
    else if (quietPolls > leastQuietPolls && Date.now() - quietSinceMs > quietMs) {
      return { ending: 'silent', why: 'it ended without a word' };
    }
    await page.waitForTimeout(pollMs);
  }
  return { ending: 'stuck', why: 'it did not end' };
}

/** The first line of an error. */
export function firstLine(error: unknown): string {
  return String(error).split('\n')[0];
}
