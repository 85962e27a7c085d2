import type { Asked } from '../../../contracts/anomalies.ts';
import { createRandom } from '../../../maths/statistics/random.ts';
import type { Learnt } from './anomaliesState.ts';
import type { Card, CardReason } from './card.ts';

/** While fewer cards than this are left, a ranking under way is not cancelled: the person may rate faster than it learns. */
export const fewUpcoming = 4;

/**
 * The cards after a new ranking: those the search begins with stay in front, the new batch replaces the rest.
 *
 * @param opening galaxies the search begins with, in order
 * @param batch the model's choice
 * @param done true for rows that are rated, skipped, or on the card
 */
export function upcomingAfter(
  opening: readonly Card[],
  batch: readonly Asked[],
  done: (row: number) => boolean,
): Card[] {
  const taken = new Set<number>();
  const upcoming: Card[] = [];
  for (const card of [...opening, ...batch]) {
    if (done(card.row) || taken.has(card.row)) continue;
    taken.add(card.row);
    upcoming.push(card);
  }
  return upcoming;
}

/** A card without a prediction. */
export function unpredicted(row: number, reason: CardReason): Card {
  return { row, reason, mean: Number.NaN, std: Number.NaN };
}

/** The best galaxy of the last ranking that is not done; null without a ranking. @param done true for rows rated or skipped */
export function bestCard(learnt: Learnt | null, done: (row: number) => boolean): Card | null {
  if (!learnt?.ranking.hyperparameters) return null;
  const row = learnt.ranking.order.find(each => !done(each));
  if (row === undefined) return null;
  return { row, reason: 'most promising', mean: learnt.interest[row], std: learnt.uncertainty[row] };
}

/**
 * A galaxy drawn at random from those left; null where none is.
 *
 * @param rows (n) catalogue rows
 * @param done true for rows that are rated or skipped
 */
export function randomCard(rows: Uint32Array, done: (row: number) => boolean, seed: number): Card | null {
  const left = rows.filter(row => !done(row));
  return left.length === 0
    ? null
    : unpredicted(left[createRandom(seed).integer(left.length)], 'random start');
}
