import { shortRowsSteps, shortStride } from '../../maths/neighbours/shortRows.ts';
import { createKernelMemory, isShared, type KernelMemory } from '../kernelMemory.ts';
import { measured, nearestByDefinition, type Points } from './exactNeighbours.ts';
import { copyRow } from './kMeansLists.ts';
import { listPlan } from './listSearch.ts';
import { type ListSpace, listSpaceBytes, listSpaceSteps } from './listSpace.ts';
import { emptyLists } from './nearestTile.ts';
import { offerTilesSteps } from './offeredTiles.ts';
import { listsBytes, placeLists, placeRows, rowsBytes, tileKernel } from './tileKernel.ts';
import { everyPairPlan } from './tilePlan.ts';
import type { TileTeam } from './tileTeam.ts';

const mostTogether = 50_000; // others searched for at once: their lists of 15 take 6 MB
const rowsPerStep = 1000; // measured and sorted in some milliseconds

/** What is searched, and how thoroughly. */
interface OthersSearch {
  /** Neighbours wanted, at most the number of points. */
  k: number;
  /** Lists searched for each; more find more. */
  lists: number;
  /** Other threads that compare beside this one; default none. */
  team?: TileTeam;
}

/** The nearest points of some others. */
export interface OthersNeighbours {
  /** Row of the first of them. */
  first: number;
  k: number;
  /** (others, k) row-major, by rising distance */
  indices: Int32Array;
  /** (others, k) row-major */
  distances: Float64Array;
}

/**
 * The nearest points of others that are not among them, by inverted lists over the points; distances are those of the
 * definition.
 *
 * @param others (m, columns) row-major, finite
 * @yields after some milliseconds: the share done, or the neighbours of the next others, in their order
 * @throws RangeError where the memory cannot be had, CompileError where WebAssembly lacks SIMD
 */
export function* nearestOfOthersSteps(
  points: Points,
  others: Float32Array,
  { k, lists, team }: OthersSearch,
): Generator<number | OthersNeighbours, void> {
  const { columns } = points;
  const n = points.values.length / columns;
  const m = others.length / columns;
  const together = Math.min(m, mostTogether);
  const bytes = listSpaceBytes(n, columns) + searchBytes(together, columns, k);
  const memory = createKernelMemory(bytes, team !== undefined);
  const building = listSpaceSteps(points, memory, { added: [others], team });
  let built = building.next();
  for (; !built.done; built = building.next()) yield 0;
  const space = built.value;
  const search = createSearch(points, space, memory, together, k);
  const ranks = { from: 0, to: Math.min(lists, space.most), team };
  for (let first = 0; first < m; first += mostTogether) {
    const part = others.subarray(first * columns, Math.min(first + mostTogether, m) * columns);
    yield* search(part, first, m, ranks);
  }
}

function searchBytes(together: number, columns: number, k: number): number {
  const stride = shortStride(columns);
  return 2 * rowsBytes(together, stride) + listsBytes(together, 1) + listsBytes(together, k);
}

/** The search for up to `together` others at once. */
function createSearch(points: Points, space: ListSpace, memory: KernelMemory, together: number, k: number) {
  const { stride, rows, centroids, order, starts } = space;
  const listCount = starts.length - 1;
  const given = placeRows(memory, together, stride);
  const queries = placeRows(memory, together, stride);
  const assigned = placeLists(memory, together, 1);
  const nearest = placeLists(memory, together, k);
  const assign = tileKernel(memory, { stride, queries: given, candidates: centroids, nearest: assigned });
  const tile = tileKernel(memory, { stride, queries, candidates: rows, nearest });
  const rowOf = (candidate: number) => order[candidate];
  const shared = isShared(memory.memory);

  return function* (
    part: Float32Array,
    first: number,
    total: number,
    { team, ...ranks }: { from: number; to: number; team?: TileTeam },
  ): Generator<number | OthersNeighbours, void> {
    const count = part.length / points.columns;
    const done = first / total;
    for (const _ of shortRowsSteps(part, space.frame, given)) yield done;
    emptyLists(assigned);
    const assignment = everyPairPlan(count, listCount, listCount, shared);
    for (const _ of offerTilesSteps(assign, assignment, { team })) yield done;
    const { starts: own, places } = sortedByList(assigned.rows.subarray(0, count), listCount);
    for (let i = 0; i < count; i++) copyRow(given, i, queries, places[i], stride);
    emptyLists(nearest);
    const plan = listPlan(space, own, ranks, shared);
    for (const share of offerTilesSteps(tile, plan, { team })) yield done + (share * count) / total;
    const found: OthersNeighbours = {
      first,
      k,
      indices: new Int32Array(count * k),
      distances: new Float64Array(count * k),
    };
    for (let i = 0; i < count; i++) {
      const owner = { list: places[i], row: i, owners: part, rowOf };
      const listed = measured(points, nearest, owner, k);
      const whole = listed.indices.length === k; // not where the lists searched hold fewer
      const { indices, distances } = whole ? listed : nearestByDefinition(points, i, k, part);
      found.indices.set(indices, i * k);
      found.distances.set(distances, i * k);
      if (i % rowsPerStep === 0) yield done;
    }
    yield found;
  };
}

/** Places by rising list: the first place of each list, and the place of each row. */
function sortedByList(lists: Int32Array, listCount: number): { starts: Int32Array; places: Int32Array } {
  const starts = new Int32Array(listCount + 1);
  for (const list of lists) starts[list + 1]++;
  for (let g = 0; g < listCount; g++) starts[g + 1] += starts[g];
  const next = starts.slice(0, listCount);
  return { starts, places: lists.map(list => next[list]++) };
}
