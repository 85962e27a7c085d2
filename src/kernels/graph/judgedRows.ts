import type { KernelMemory } from '../kernelMemory.ts';
import { isCertain, measured, nearestByDefinition, type Points, spareCandidates } from './exactNeighbours.ts';
import { copyRow } from './kMeansLists.ts';
import type { ListSpace } from './listSpace.ts';
import { emptyLists, type NearestLists } from './nearestTile.ts';
import { listsBytes, placeLists, placeRows, rowsBytes, tileKernel } from './tileKernel.ts';

const mostJudged = 200; // rows whose exact neighbours tell the recall to ± 0.01
const candidatesPerStep = 5_000; // times 200 rows: some milliseconds

/** Rows that tell how much of the truth a search has found. */
interface JudgedRows {
  /** Places in list order. */
  places: Int32Array;
  /** The exact k nearest points of each. */
  exact: Int32Array[];
}

/** Bytes of a kernel memory that {@link judgedRowsSteps} takes. */
export function judgedRowsBytes(stride: number, k: number): number {
  return rowsBytes(mostJudged, stride) + listsBytes(mostJudged, k + 1 + spareCandidates);
}

/**
 * The exact neighbours of up to 200 rows, evenly spread.
 *
 * @yields every few milliseconds
 */
export function* judgedRowsSteps(
  points: Points,
  space: ListSpace,
  memory: KernelMemory,
  k: number,
): Generator<void, JudgedRows> {
  const { stride, rows, order, scale } = space;
  const n = order.length;
  const count = Math.min(mostJudged, n);
  const places = Int32Array.from({ length: count }, (_, i) => Math.floor((i * n) / count));
  const queries = placeRows(memory, count, stride);
  const lists = placeLists(memory, count, Math.min(n, k + 1 + spareCandidates));
  const { offer } = tileKernel(memory, { stride, queries, candidates: rows, nearest: lists });
  emptyLists(lists);
  places.forEach((place, i) => {
    copyRow(rows, place, queries, i, stride);
  });
  for (let from = 0; from < n; from += candidatesPerStep) {
    offer(0, count, from, Math.min(from + candidatesPerStep, n));
    yield;
  }
  const { unit, errors } = scale;
  const largestError = errors.reduce((a, b) => Math.max(a, b), 0);
  const rowOf = (candidate: number) => order[candidate];
  const exact: Int32Array[] = [];
  for (const [i, place] of places.entries()) {
    const point = order[place];
    let found = measured(points, lists, { list: i, row: point, rowOf }, k);
    const rounding = { unit, square: queries.squares[i], error: errors[point], largestError };
    if (lists.k < n && !isCertain(found, lists, i, rounding)) {
      found = nearestByDefinition(points, point, k);
      yield;
    }
    exact.push(found.indices);
  }
  return { places, exact };
}

/** Share of the judged rows' exact neighbours that are among the k best of the lists, 0–1. */
export function recallOf(
  points: Points,
  { order }: ListSpace,
  lists: NearestLists,
  { places, exact }: JudgedRows,
  k: number,
): number {
  const rowOf = (candidate: number) => order[candidate];
  let found = 0;
  for (const [i, place] of places.entries()) {
    const { indices } = measured(points, lists, { list: place, row: order[place], rowOf }, k);
    const known = new Set(indices);
    for (const neighbour of exact[i]) if (known.has(neighbour)) found++;
  }
  return found / (places.length * k);
}
