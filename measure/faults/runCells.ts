import { createRandom, type Random } from '../../src/maths/statistics/random.ts';
import { startVisit } from '../../test/e2e/visit.ts';
import { createActivities } from './activities/all.ts';
import type { Activity } from './activity.ts';
import { type CellCounts, type Cells, countTry, emptyCells, totalsOf } from './cells.ts';
import { makeFixtures } from './fixtures.ts';
import { kills } from './kills.ts';
import { firstLine, oneTry, type TryResult } from './oneTry.ts';
import { Seat } from './seat.ts';

/** What is tried, and how often. */
interface RunOptions {
  seed: number;
  /** Tries of each cell; absent: as many as 18 minutes hold, 120 at most, and one of each cell at least. */
  tries?: number;
  /** Each "activity/kill" or "activity"; absent: all. */
  only?: readonly string[];
  /** Folder for a picture of the page at each fault; absent: none. */
  pictures?: string;
  /** Gets a line about each try. */
  say(line: string): void;
}

const budgetMs = 18 * 60_000; // within 20 minutes with the last try under way
const enoughTries = 120;
const tryLimitMs = 240_000; // opening, ending and starting again, each at its limit
const missesForgiven = 3; // an activity that was over too soon is killed earlier the next time

/** Tries every cell in turn. */
export async function runCells({
  seed,
  tries,
  only,
  pictures,
  say,
}: RunOptions): Promise<{ cells: Cells; totals: CellCounts }> {
  const random = createRandom(seed);
  const startedMs = Date.now();
  const fixtures = await makeFixtures(
    seed,
    activity => !only || only.some(each => each.split('/')[0] === activity),
  );
  const activities = createActivities(fixtures);
  const cells = emptyCells(activities, only);
  if (Object.keys(cells).length === 0)
    throw new RangeError(`need an activity or a cell; got “${only?.join()}”`);
  const visit = await startVisit({ flags: fixtures.browserFlags });
  try {
    for (let round = 0; round < (tries ?? Number.POSITIVE_INFINITY); round++) {
      for (const [name, activity] of Object.entries(activities)) {
        const seat = new Seat(visit);
        for (const [kill, way] of Object.entries(kills)) {
          const cell = cells[`${name}/${kill}`];
          if (!cell || 'notApplicable' in cell) continue;
          const spent = Date.now() - startedMs > budgetMs || totalsOf(cells).tries >= enoughTries;
          if (tries === undefined && round > 0 && spent) break;
          const result = await tryUntilStruck(seat, activity, way, random);
          countTry(cell, result.ending);
          const seconds = Math.round((Date.now() - startedMs) / 1000);
          say(`${seconds} s  ${`${name}/${kill}`.padEnd(28)} ${result.ending.padEnd(7)} ${result.why}`);
          if (result.ending === 'fine') continue;
          if (pictures) await seat.picture(`${pictures}/${name}-${kill}-${seconds}.png`);
          await seat.clear();
        }
        await seat.clear();
      }
      const spent = Date.now() - startedMs > budgetMs || totalsOf(cells).tries >= enoughTries;
      if (tries === undefined && spent) break;
      if (Object.values(cells).every(cell => 'notApplicable' in cell)) break;
    }
  } finally {
    await visit.end();
    await fixtures.remove();
  }
  return { cells, totals: totalsOf(cells) };
}

/** Rejects where a try itself hangs, as on a page whose renderer no longer answers. */
async function withinMs<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing moved for ${limitMs / 1000} s`)), limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** One try, made again with an earlier kill where the activity was over before it. */
async function tryUntilStruck(
  seat: Seat,
  activity: Activity,
  kill: (typeof kills)[string],
  random: Random,
): Promise<TryResult> {
  let share = random.uniform();
  let result: TryResult = { ending: 'missed', why: '' };
  for (let miss = 0; miss < missesForgiven && result.ending === 'missed'; miss++) {
    try {
      result = await withinMs(tryLimitMs, oneTry(seat, activity, kill, share));
    } catch (error) {
      result = { ending: 'stuck', why: `the activity could not begin: ${firstLine(error)}` };
    }
    share /= 3;
  }
  return result;
}
