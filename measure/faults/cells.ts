import { activityNames } from './activities/all.ts';
import type { Activity } from './activity.ts';
import { kills } from './kills.ts';
import type { TryEnding } from './oneTry.ts';

/** What was counted of one activity under one kill. */
export interface CellCounts {
  tries: number;
  /** Something the page had shown as saved was gone. */
  lost: number;
  /** Work ended without progress, result or sentence. */
  silent: number;
  /** Page or room could not go on within the limit. */
  stuck: number;
  /** Tries of which the activity was over before the kill; absent where there are none. */
  missed?: number;
}

/** A cell, or why it cannot exist. */
type Cell = CellCounts | { notApplicable: string };

/** Cells by "activity/kill". */
export type Cells = Record<string, Cell>;

/** Names of all cells, those that cannot exist included. */
export function cellNames(): string[] {
  return activityNames.flatMap(activity => Object.keys(kills).map(kill => `${activity}/${kill}`));
}

/** All cells of these activities, none tried yet. @param only cells or activities; absent, all */
export function emptyCells(activities: Record<string, Activity>, only?: readonly string[]): Cells {
  const cells: Cells = {};
  for (const [name, activity] of Object.entries(activities)) {
    for (const [kill, { notApplicable }] of Object.entries(kills)) {
      const key = `${name}/${kill}`;
      if (only && !only.includes(key) && !only.includes(name)) continue;
      const why = notApplicable(activity);
      cells[key] = why === null ? { tries: 0, lost: 0, silent: 0, stuck: 0 } : { notApplicable: why };
    }
  }
  return cells;
}

/** Adds one try to a cell. */
export function countTry(cell: CellCounts, ending: TryEnding): void {
  cell.tries++;
  if (ending === 'missed') cell.missed = (cell.missed ?? 0) + 1;
  else if (ending !== 'fine') cell[ending]++;
}

/** The sums over all cells. */
export function totalsOf(cells: Cells): CellCounts {
  const totals = { tries: 0, lost: 0, silent: 0, stuck: 0 };
  for (const cell of Object.values(cells)) {
    if ('notApplicable' in cell) continue;
    totals.tries += cell.tries;
    totals.lost += cell.lost;
    totals.silent += cell.silent;
    totals.stuck += cell.stuck;
  }
  return totals;
}
