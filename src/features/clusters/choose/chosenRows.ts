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
  if (chosen === 'selection') return { rows, words };
  if (chosen === 'filter' && passing) return { rows: rowsOf(passing), words: 'what passes the filters' };
  return { rows: Uint32Array.from({ length: rowCount }, (_, row) => row), words: 'all galaxies' };
}

/** At most so many of the rows, drawn at random. @param rows (n) @returns (≤ most) ascending */
export function learntRows(rows: Uint32Array, most: number, seed: number): Uint32Array {
  if (rows.length <= most) return rows;
  return createRandom(seed).shuffle(rows.slice()).slice(0, most).sort();
}
