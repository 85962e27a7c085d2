import type { Learnt, Unusual } from '../state/anomaliesState.ts';
import type { SearchRows } from '../state/searchRows.ts';

/** The lists of the room: every galaxy, or those far from everything rated. */
export type ListName = 'ranked' | 'far';

/** The rows of a list, and what they are ordered by. */
export interface RankedRows {
  rows: Uint32Array;
  by: 'interest' | 'unusual' | 'nothing';
}

/**
 * Rows of a list, best first.
 *
 * @param list every galaxy, or what the model values far from everything rated
 */
export function rankedRows(
  list: ListName,
  learnt: Learnt | null,
  unusual: Unusual | null,
  searchRows: SearchRows,
  hideRated: boolean,
): RankedRows {
  const known = learnt?.ranking.hyperparameters ? learnt.ranking : null;
  const order =
    list === 'far' ? known?.farFromRated : (known?.order ?? unusual?.ranking.order ?? learnt?.ranking.order);
  const by = known ? 'interest' : unusual && list === 'ranked' ? 'unusual' : 'nothing';
  const rows = order ?? new Uint32Array(0);
  return { rows: hideRated ? rows.filter(row => !searchRows.scores.has(row)) : rows, by };
}
