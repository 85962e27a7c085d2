import { createRandom } from '../../src/maths/statistics/random.ts';
import { serveApp } from '../../test/e2e/visit.ts';
import { type ActivityName, activityNames, createActivities } from './activities/all.ts';
import { type CellCounts, type Cells, countTry, emptyCells, totalsOf } from './cells.ts';
import { makeFixtures } from './fixtures.ts';
import { kills } from './kills.ts';
import { Seat } from './seat.ts';
import { tryUntilStruck } from './tryUntilStruck.ts';
import { within } from './within.ts';

/** What is tried, and how often. */
interface RunOptions {
  seed: number;
  /** Tries of each cell; absent: as many as the time holds, 120 in all at most. */
  tries?: number;
  /** Time after which no other try begins once each cell was tried; absent: 18 without `tries`, else no end. */
  minutes?: number;
  /** Activities tried at the same time, each in a browser of its own; default 1. */
  seats?: number;
  /** Each "activity/kill" or "activity"; absent: all. */
  only?: readonly string[];
  /** Folder for a picture of the page at each fault; absent: none. */
  pictures?: string;
  /** Gets a line about each try. */
  say(line: string): void;
  /** Gets what was counted up to now, after each round. */
  onRound?(counted: CountedCells): void;
}

/** What a run has counted. */
export interface CountedCells {
  cells: Cells;
  totals: CellCounts;
}

const usualMinutes = 18; // within 20 with the last try under way
const enoughTries = 120;
const endMs = 10_000;

/**
 * Tries every cell in turn: all of them once, then further rounds, the activities that take least first. Each activity draws its
 * moments from its own seed, so that they do not depend on what runs beside it.
 */
export async function runCells(options: RunOptions): Promise<CountedCells> {
  const { seed, tries, seats = 1, only, pictures, say, onRound } = options;
  const randoms = new Map(activityNames.map((name, i) => [name, createRandom(seed + i)]));
  const startedMs = Date.now();
  const wanted = (activity: string) => !only || only.some(each => each.split('/')[0] === activity);
  const fixtures = await makeFixtures(seed, wanted);
  const activities = createActivities(fixtures);
  const cells = emptyCells(activities, only);
  if (Object.values(cells).every(cell => 'notApplicable' in cell)) {
    await fixtures.remove();
    throw new RangeError(`need an activity or a cell that can be tried; got “${only?.join()}”`);
  }
  const app = await serveApp();
  const spentMs = new Map<string, number>(); // by activity
  const minutes = options.minutes ?? (tries === undefined ? usualMinutes : Number.POSITIVE_INFINITY);
  const isOver = () =>
    Date.now() - startedMs > minutes * 60_000 ||
    (tries === undefined && totalsOf(cells).tries >= enoughTries);

  async function tryActivity(name: ActivityName, round: number): Promise<void> {
    const seat = new Seat(app.address, fixtures.browserFlags);
    const begunMs = Date.now();
    for (const [kill, way] of Object.entries(kills)) {
      const cell = cells[`${name}/${kill}`];
      if (!cell || 'notApplicable' in cell) continue;
      if (round > 0 && isOver()) break;
      const { ending, why } = await tryUntilStruck(seat, activities[name], way, randoms.get(name)!);
      countTry(cell, ending);
      const seconds = Math.round((Date.now() - startedMs) / 1000);
      say(`${seconds} s  ${`${name}/${kill}`.padEnd(28)} ${ending.padEnd(7)} ${why}`);
      if (ending === 'fine') continue;
      if (pictures) await seat.picture(`${pictures}/${name}-${kill}-${seconds}.png`);
      await seat.clear();
    }
    await seat.clear();
    spentMs.set(name, Date.now() - begunMs);
  }

  try {
    for (let round = 0; round < (tries ?? Number.POSITIVE_INFINITY); round++) {
      if (round > 0 && isOver()) break;
      const names = [...activityNames].sort((a, b) => (spentMs.get(a) ?? 0) - (spentMs.get(b) ?? 0));
      const takeTurns = async () => {
        for (let name = names.shift(); name; name = names.shift()) await tryActivity(name, round);
      };
      await Promise.all(Array.from({ length: seats }, takeTurns));
      onRound?.({ cells, totals: totalsOf(cells) });
    }
  } finally {
    for (const ending of [app.end(), fixtures.remove()]) {
      await within(endMs, 'a server to end', ending).catch((error: unknown) => say(String(error)));
    }
  }
  return { cells, totals: totalsOf(cells) };
}
