import type { Page } from 'playwright-core';
import type { Activity } from './activity.ts';
import type { Kill } from './kills.ts';
import { stretchedMs } from './limits.ts';
import { dismissNotices, isIdle, problems } from './pageSigns.ts';
import type { Seat } from './seat.ts';
import { within } from './within.ts';

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

// Nothing that is asked of a browser is waited for without a limit: each is long enough for a busy machine.
const openMs = 180_000; // a browser, its page, and for a training its images embedded
const startMs = 90_000; // a form filled in
const lookMs = 45_000; // what the page shows
const strikeMs = 30_000;

/**
 * Starts an activity, kills at a random moment, and looks at what the person is left with.
 *
 * @param share of the activity's time at which the kill falls, 0–1; a kill at a fixed time leaves it aside
 * @throws LateError where the browser does not answer
 */
export async function oneTry(seat: Seat, activity: Activity, kill: Kill, share: number): Promise<TryResult> {
  const page = await within(openMs, 'the page to open', seat.ready(activity));
  await within(lookMs, 'notices to be dismissed', dismissNotices(page));
  await within(startMs, 'the activity to start', activity.start(page));
  const given = kill.savedWithinMs === undefined ? undefined : activity.given?.();
  await pause(given === undefined ? share * activity.killWithinMs : kill.savedWithinMs);
  const shown = given ?? (await within(lookMs, 'what the page shows as saved', activity.shownSaved(page)));
  const isOver = !kill.endsPage && (await within(lookMs, 'whether it is done', activity.isDone(page)));
  const struck = await within(strikeMs, 'the kill', kill.strike(seat, activity));
  if (!struck) {
    await restored(page, kill);
    await outcome(page, activity); // so that the next try finds the page at rest
    return { ending: 'missed', why: 'it was over before the kill' };
  }
  if (kill.endsPage) return afterReopening(seat, activity, shown);
  if (isOver) await within(startMs, 'the activity to start at rest', activity.start(page)); // what was struck is needed now
  const first = await outcome(page, activity);
  await restored(page, kill);
  if (first.ending !== 'fine') return first;
  if (kill.needsReload && first.why !== 'done') {
    await within(lookMs, 'the page to be loaded again', page.reload({ waitUntil: 'commit' })); // the sentence says so
    const { ending, why } = await afterReopening(seat, activity, shown);
    return { ending, why: `${first.why}, ${why}` };
  }
  return again(page, activity, first.why);
}

async function restored(page: Page, kill: Kill): Promise<void> {
  if (kill.afterwards) await within(lookMs, 'what was struck to be put right', kill.afterwards(page));
}

async function afterReopening(seat: Seat, activity: Activity, shown: number): Promise<TryResult> {
  let page: Page;
  try {
    page = await within(openMs, 'the page to open again', seat.reopened(activity));
  } catch (error) {
    return { ending: 'stuck', why: `the page did not come up again: ${firstLine(error)}` };
  }
  const kept = await within(lookMs, 'what is kept', activity.kept(page));
  if (kept < shown) return { ending: 'lost', why: `${shown} to be kept, ${kept} there` };
  return again(page, activity, `${kept} kept of ${shown}`);
}

/** The activity has to work afterwards; where it already came to its result, that has been shown. */
async function again(page: Page, activity: Activity, before: string): Promise<TryResult> {
  if (before === 'done') return { ending: 'fine', why: before };
  try {
    await within(lookMs, 'notices to be dismissed', dismissNotices(page));
    await within(startMs, 'the activity to start again', activity.start(page));
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
  const untilMs = Date.now() + stretchedMs(activity.limitMs);
  let quietPolls = 0;
  let quietSinceMs = 0;
  while (Date.now() < untilMs) {
    if (await within(lookMs, 'whether it is done', activity.isDone(page))) {
      return { ending: 'fine', why: 'done' };
    }
    const told = await within(lookMs, 'sentences about problems', problems(page));
    if (told.length > 0) return { ending: 'fine', why: `told “${told[0].split('\n')[0]}”` };
    if (await within(lookMs, 'whether it works', isWorking(page))) quietPolls = 0;
    else if (quietPolls++ === 0) quietSinceMs = Date.now();
    else if (quietPolls > leastQuietPolls && Date.now() - quietSinceMs > stretchedMs(quietMs)) {
      return { ending: 'silent', why: 'it ended without a word' };
    }
    await pause(pollMs);
  }
  return { ending: 'stuck', why: 'it did not end' };
}

function pause(ms = 0): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms));
}

/** The first line of an error, and what playwright was waiting for. */
export function firstLine(error: unknown): string {
  const [first, ...more] = String(error).split('\n');
  const last = more.filter(line => line.trim().startsWith('- ')).at(-1);
  return last === undefined ? first : `${first} ${last.trim()}`;
}
