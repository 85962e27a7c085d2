import { rowsOf } from '../../../maths/catalogue/rowMask.ts';
import { createRandom } from '../../../maths/statistics/random.ts';
import type { Session } from '../../../session/session.ts';
import type { ChosenGalaxies } from './clusterChoice.ts';

/** Galaxies of the open catalogue, and how they are called. */
interface ChosenRows {
  /** Ascending. */
  rows: Uint32Array;
  words: string;
}

/** What a choice comes to now; no rows where it comes to none. */
export function chosenRows(
  { catalogue, filters, selection }: Pick<Session, 'catalogue' | 'filters' | 'selection'>,
  chosen: ChosenGalaxies,
): ChosenRows {
  const rowCount = catalogue.getState().catalogue?.rowCount ?? 0;
  const { passing } = filters.getState();
  const { rows, words } = selection.getState();
  if (typeof chosen === 'object') {
    const { rowOf } = catalogue.getState();
    const found = chosen.ids.flatMap(id => rowOf(id) ?? []);
    return { rows: Uint32Array.from(new Set(found)).sort(), words: chosen.name };
  }
  if (chosen === 'selection') return { rows, words };
  if (chosen === 'filter' && passing) return { rows: rowsOf(passing), words: 'what passes the filters' };
  return { rows: Uint32Array.from({ length: rowCount }, (_, row) => row), words: 'all galaxies' };
}

/** How many of some galaxies are learnt from. @param keptAside share of them that is not */
export function learntCount(galaxies: number, keptAside: number): number {
  return galaxies - Math.floor(galaxies * keptAside);
}

/** Rows that are learnt, ascending, and behind them those drawn at random to be kept aside, ascending. @param rows (n) ascending */
export function learntFirst(rows: Uint32Array, keptAside: number, seed: number): Uint32Array {
  const learnt = learntCount(rows.length, keptAside);
  const shuffled = createRandom(seed).shuffle(rows.slice());
  return Uint32Array.of(...shuffled.slice(0, learnt).sort(), ...shuffled.slice(learnt).sort());
}

/** At most so many of the rows, drawn at random. @param rows (n) @returns (≤ most) ascending */
export function learntRows(rows: Uint32Array, most: number, seed: number): Uint32Array {
  if (rows.length <= most) return rows;
  return createRandom(seed).shuffle(rows.slice()).slice(0, most).sort();
}
