import type { Asked } from '../../../contracts/anomalies.ts';
import { createRandom } from '../../../maths/statistics/random.ts';
import type { Learnt } from './anomaliesState.ts';
import type { Card, Why } from './card.ts';

/** Coming galaxies fewer than this are not to be thrown away for better ones: the person may rate faster than the model learns. */
export const handful = 4;

/**
 * The galaxies to come after a new answer: what the search opens with stays in front, the better batch replaces the rest.
 *
 * @param opening galaxies the search begins with, in order
 * @param batch the model's choice
 * @param done true for rows that are rated, skipped, or on the card
 */
export function comingAfter(
  opening: readonly Card[],
  batch: readonly Asked[],
  done: (row: number) => boolean,
): Card[] {
  const taken = new Set<number>();
  const coming: Card[] = [];
  const asked = batch.map(({ reason, ...card }): Card => ({ ...card, why: reason }));
  for (const card of [...opening, ...asked]) {
    if (done(card.row) || taken.has(card.row)) continue;
    taken.add(card.row);
    coming.push(card);
  }
  return coming;
}

/** A galaxy nobody has predicted anything of yet. */
export function unpredicted(row: number, why: Why): Card {
  return { row, why, mean: Number.NaN, std: Number.NaN };
}

/** The best of the last ranking that is left; null without one. */
export function bestCard(learnt: Learnt | null, done: (row: number) => boolean): Card | null {
  if (!learnt?.ranking.hyperparameters) return null;
  const row = learnt.ranking.order.find(each => !done(each));
  if (row === undefined) return null;
  return { row, why: 'most promising', mean: learnt.interest[row], std: learnt.uncertainty[row] };
}

/** Any of the rows that is left; null if none is. */
export function randomCard(rows: Uint32Array, done: (row: number) => boolean, seed: number): Card | null {
  const left = rows.filter(row => !done(row));
  return left.length === 0
    ? null
    : unpredicted(left[createRandom(seed).integer(left.length)], 'random start');
}
