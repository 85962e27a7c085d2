import { distance } from '../../maths/neighbours/distance.ts';
import { Nearest } from '../../maths/neighbours/nearest.ts';
import type { ShortScale } from '../../maths/neighbours/shortRows.ts';
import type { NearestLists } from './nearestTile.ts';

/** Candidates kept beyond the k wanted and the point itself, so that rounding to short rows leaves none of the k out. */
export const spareCandidates = 8;

/** Points, (n, columns) row-major, finite. */
export interface Points {
  values: Float32Array;
  columns: number;
}

/** The k nearest of one point, by rising distance, ties by index. */
export interface Neighbours {
  indices: Int32Array;
  distances: Float64Array;
}

/**
 * The k nearest of the candidates a list holds, by distances of the definition.
 *
 * @param query the list
 * @param row the point the list belongs to, left out
 * @param rowOf the point a candidate of the list stands for
 */
export function measured(
  points: Points,
  lists: NearestLists,
  query: number,
  row: number,
  k: number,
  rowOf: (candidate: number) => number = candidate => candidate,
): Neighbours {
  const { values, columns } = points;
  const nearest = new Nearest(k);
  for (let at = query * lists.k; at < (query + 1) * lists.k && lists.rows[at] >= 0; at++) {
    const other = rowOf(lists.rows[at]);
    if (other === row) continue;
    nearest.offer(other, distance('euclidean', values, row * columns, values, other * columns, columns));
  }
  return nearest.take();
}

/**
 * Whether no point outside a list can be as near as the k found: rounding moves a point by its error, so a point with the
 * list's last score or more is at least so far away less both errors.
 *
 * @param square squared length of the query's short row
 * @param error of the query, in units
 */
export function isCertain(
  found: Neighbours,
  lists: NearestLists,
  query: number,
  square: number,
  error: number,
  { unit, largestError }: ShortScale & { largestError: number },
): boolean {
  const last = lists.scores[(query + 1) * lists.k - 1];
  const least = Math.sqrt(Math.max(0, last + square)) - error - largestError;
  const farthest = found.distances[found.distances.length - 1] / unit;
  return farthest < least * (1 - 2 ** -30); // doubles round too
}

/** The k nearest of a point by definition, among all. */
export function nearestByDefinition({ values, columns }: Points, row: number, k: number): Neighbours {
  const nearest = new Nearest(k);
  for (let other = 0; other < values.length / columns; other++) {
    if (other === row) continue;
    nearest.offer(other, distance('euclidean', values, row * columns, values, other * columns, columns));
  }
  return nearest.take();
}
