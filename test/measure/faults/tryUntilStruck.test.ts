import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Activity } from '../../../measure/faults/activity.ts';
import { type Kill, kills } from '../../../measure/faults/kills.ts';
import type { Seat } from '../../../measure/faults/seat.ts';
import { tryUntilStruck } from '../../../measure/faults/tryUntilStruck.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const never = () => new Promise<never>(() => {});
/** A page that shows nothing: no notice, no job, no problem. */
const none = { count: async () => 0, allInnerTexts: async () => [], isVisible: async () => true };
const page = {
  locator: () => ({ ...none, getByRole: () => none }),
  getByRole: () => none,
} as unknown as Page;
const seat = { ready: async () => page, reopened: async () => page, page } as unknown as Seat;

/** An activity that keeps what was given by hand, done as soon as it starts. */
function activityWith(own: Partial<Activity>): Activity {
  return {
    workers: [],
    killWithinMs: 400,
    limitMs: 20_000,
    enter: async () => {},
    start: async () => {},
    shownSaved: async () => 3,
    kept: async () => 3,
    isDone: async () => true,
    ...own,
  };
}

const struck: Kill = { endsPage: true, notApplicable: () => null, strike: async () => true };

async function ending(activity: Partial<Activity>, kill: Kill = struck) {
  const trying = tryUntilStruck(seat, activityWith(activity), kill, createRandom(1));
  await vi.advanceTimersByTimeAsync(600_000);
  return trying;
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a try', () => {
  it('is fine where all is kept and works afterwards', async () => {
    expect(await ending({})).toEqual({ ending: 'fine', why: '3 kept of 3, then done' });
  });

  it('tells what was lost', async () => {
    expect(await ending({ kept: async () => 2 })).toEqual({
      ending: 'lost',
      why: '3 to be kept, 2 there',
    });
  });

  it('counts what was given by hand under a kill that allows a time to save it, whatever the page showed', async () => {
    const lost = { ending: 'lost', why: '4 to be kept, 3 there' };
    expect(await ending({ given: () => 4 }, { ...struck, savedWithinMs: 300 })).toEqual(lost);
    expect((await ending({ given: () => 4 })).ending).toBe('fine');
    expect(kills.sigkill.savedWithinMs).toBe(300);
  });

  it('that goes on in silence afterwards is told from one that does not end', async () => {
    const kill = { ...struck, endsPage: false };
    const notDone = { isDone: async () => false };
    expect(await ending({ ...notDone, isWorking: async () => false }, kill)).toEqual({
      ending: 'silent',
      why: 'it ended without a word',
    });
    expect(await ending({ ...notDone, isWorking: async () => true }, kill)).toEqual({
      ending: 'stuck',
      why: 'it did not end',
    });
  });

  it.each([
    ['the activity to start', { start: never }],
    ['what the page shows as saved', { shownSaved: never }],
    ['what is kept', { kept: never }],
  ])('whose browser does not answer ends as stuck, and says that it waited for %s', async (what, own) => {
    const { ending: end, why } = await ending(own);
    expect([end, why]).toEqual(['stuck', expect.stringMatching(new RegExp(`waited \\d+ s for ${what}`))]);
  });

  it('whose kill or reopening does not answer ends as stuck', async () => {
    expect((await ending({}, { ...struck, strike: never })).why).toContain('for the kill');
    seat.reopened = never;
    expect((await ending({})).why).toContain('for the page to open again');
  });
});
