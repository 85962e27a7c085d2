import {
  type ShortFrame,
  type ShortRows,
  type ShortScale,
  shortFrameSteps,
  shortRowsSteps,
  shortStride,
} from '../../maths/neighbours/shortRows.ts';
import type { KernelMemory } from '../kernelMemory.ts';
import type { Points } from './exactNeighbours.ts';
import { copyRow, kMeansSteps } from './kMeansLists.ts';
import { emptyLists } from './nearestTile.ts';
import { listsBytes, placeLists, placeRows, rowsBytes, tileKernel } from './tileKernel.ts';
import type { TileTeam } from './tileTeam.ts';

const mostSearched = 128; // lists searched a point at most: beyond, searching costs more than it finds
const rowsPerStep = 20_000; // some milliseconds of copying

/** Points divided into lists of near ones, row by row in the order of the lists. */
export interface ListSpace {
  stride: number;
  frame: ShortFrame;
  /** (n) in list order */
  rows: ShortRows;
  /** (lists) the middle of each */
  centroids: ShortRows;
  /** (n) the point at each place */
  order: Int32Array;
  /** (lists + 1) the first place of each list; the last entry is n */
  starts: Int32Array;
  /** Lists searched a point at most. */
  most: number;
  /** (lists, most) row-major: the lists by rising distance of their centroids from each list's own; itself first */
  nearestLists: Int32Array;
  /** Errors by point, not by place. */
  scale: ShortScale;
}

/** Lists for n points: each about as long as there are lists. */
function listCountOf(n: number): number {
  return Math.max(1, Math.round(Math.sqrt(n)));
}

/** Bytes of a kernel memory that {@link listSpaceSteps} takes. @param listCount default √n */
export function listSpaceBytes(n: number, columns: number, listCount = listCountOf(n)): number {
  const stride = shortStride(columns);
  const most = Math.min(mostSearched, listCount);
  const rows = 2 * rowsBytes(n, stride) + rowsBytes(listCount, stride);
  return rows + listsBytes(n, 1) + listsBytes(listCount, most);
}

/**
 * Divides points into lists by k-means.
 *
 * @param memory with {@link listSpaceBytes} to spare
 * @param beside.added other points, (m, columns) row-major each, that will be compared with these; default none
 * @param beside.team threads that help; default none
 * @param beside.listCount default √n: as many lists as each has points
 * @yields every few milliseconds
 */
export function* listSpaceSteps(
  points: Points,
  memory: KernelMemory,
  {
    added = [],
    team,
    listCount = listCountOf(points.values.length / points.columns),
  }: { added?: readonly Float32Array[]; team?: TileTeam; listCount?: number } = {},
): Generator<void, ListSpace> {
  const n = points.values.length / points.columns;
  const stride = shortStride(points.columns);
  const most = Math.min(mostSearched, listCount);
  const given = placeRows(memory, n, stride);
  const rows = placeRows(memory, n, stride);
  const centroids = placeRows(memory, listCount, stride);
  const assigned = placeLists(memory, n, 1);
  const near = placeLists(memory, listCount, most);
  const frame = yield* shortFrameSteps([points.values, ...added], points.columns);
  const scale = yield* shortRowsSteps(points.values, frame, given);
  yield* kMeansSteps({
    n,
    stride,
    points: given,
    sample: rows,
    centroids,
    listCount,
    assigned,
    assignSample: tileKernel(memory, { stride, queries: rows, candidates: centroids, nearest: assigned }),
    assignPoints: tileKernel(memory, { stride, queries: given, candidates: centroids, nearest: assigned }),
    team,
  });
  emptyLists(near);
  const { offer: rank } = tileKernel(memory, {
    stride,
    queries: centroids,
    candidates: centroids,
    nearest: near,
  });
  for (let g = 0; g < listCount; g++) {
    rank(g, g + 1, 0, listCount);
    yield;
  }
  const starts = new Int32Array(listCount + 1);
  for (let i = 0; i < n; i++) starts[assigned.rows[i] + 1]++;
  for (let g = 0; g < listCount; g++) starts[g + 1] += starts[g];
  const order = new Int32Array(n);
  const next = starts.slice(0, listCount);
  for (let i = 0; i < n; i++) {
    const at = next[assigned.rows[i]]++;
    order[at] = i;
    copyRow(given, i, rows, at, stride);
    if (i % rowsPerStep === 0) yield;
  }
  rows.values.fill(0, n * stride); // what the sample left beyond the last row
  return { stride, frame, rows, centroids, order, starts, most, nearestLists: near.rows, scale };
}
