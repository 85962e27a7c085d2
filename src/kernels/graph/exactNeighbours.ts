import { distance } from '../../maths/neighbours/distance.ts';
import { Nearest } from '../../maths/neighbours/nearest.ts';
import type { NearestLists } from './nearestTile.ts';

/** Candidates kept beyond the k wanted and the point itself, so that rounding to short rows leaves none of the k out. */
export const spareCandidates = 8;

/** Points, (n, columns) row-major, finite. */
export interface Points {
  values: Float32Array;
  columns: number;
}

/** The k nearest of one point, by rising distance, ties by index. */
interface NearestPoints {
  indices: Int32Array;
  distances: Float64Array;
}

/** Whose list it is, and of what. */
interface ListOwner {
  /** Number of the list. */
  list: number;
  /** Row of the point the list belongs to, among `owners`. */
  row: number;
  /** Points of which the owner is one; default those that are listed, of which it is then left out. */
  owners?: Float32Array;
  /** The point that a candidate of the list stands for; default the point of that number. */
  rowOf?: (candidate: number) => number;
}

/** The k nearest of the candidates in a list, by distances of the definition. */
export function measured(
  { values, columns }: Points,
  lists: Pick<NearestLists, 'k' | 'rows'>,
  { list, row, owners = values, rowOf = candidate => candidate }: ListOwner,
  k: number,
): NearestPoints {
  const nearest = new Nearest(k);
  for (let at = list * lists.k; at < (list + 1) * lists.k && lists.rows[at] >= 0; at++) {
    const other = rowOf(lists.rows[at]);
    if (other === row && owners === values) continue;
    nearest.offer(other, distance('euclidean', owners, row * columns, values, other * columns, columns));
  }
  return nearest.take();
}

/** How far rounding to short rows moves points. */
interface Rounding {
  unit: number;
  /** Squared length of the owner's short row. */
  square: number;
  /** Of the owner, in units. */
  error: number;
  /** Of any of the candidates, in units. */
  largestError: number;
}

/**
 * Whether no point outside a list can be as near as the k found: rounding moves a point by its error, so a point with the
 * list's last score or more is at least so far away less both errors.
 */
export function isCertain(
  found: NearestPoints,
  lists: NearestLists,
  list: number,
  { unit, square, error, largestError }: Rounding,
): boolean {
  const last = lists.scores[(list + 1) * lists.k - 1];
  const least = Math.sqrt(Math.max(0, last + square)) - error - largestError;
  const farthest = found.distances[found.distances.length - 1] / unit;
  return farthest < least * (1 - 2 ** -30); // doubles round too
}

/**
 * The k nearest of a point by definition, among all.
 *
 * @param owners (m, columns) row-major: points of which it is one, as in {@link ListOwner}
 */
export function nearestByDefinition(
  { values, columns }: Points,
  row: number,
  k: number,
  owners = values,
): NearestPoints {
  const nearest = new Nearest(k);
  for (let other = 0; other < values.length / columns; other++) {
    if (other === row && owners === values) continue;
    nearest.offer(other, distance('euclidean', owners, row * columns, values, other * columns, columns));
  }
  return nearest.take();
}
