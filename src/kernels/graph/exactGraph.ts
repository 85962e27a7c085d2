import type { KnnGraph } from '../../maths/neighbours/knn.ts';
import { shortFrameSteps, shortRowsSteps, shortStride } from '../../maths/neighbours/shortRows.ts';
import { createKernelMemory } from '../kernelMemory.ts';
import { isCertain, measured, nearestByDefinition, type Points, spareCandidates } from './exactNeighbours.ts';
import { emptyLists } from './nearestTile.ts';
import { offerTilesSteps, type TileWorkers } from './offeredTiles.ts';
import { listsBytes, placeLists, placeRows, rowsBytes, tileKernel } from './tileKernel.ts';
import { everyPairPlan } from './tilePlan.ts';

const candidatesPerStep = 20_000; // some 3 ms between two yields
const rowsPerStep = 1000; // 1,000 rows of 15 take some milliseconds

/**
 * The exact neighbour graph by the definition of the Euclidean distance, ties by index: `knnGraphSteps` of maths/neighbours,
 * five times as quick. Candidates are ranked in 16-bit numbers, some more than wanted are measured by definition, and a row
 * whose k nearest the rounding leaves in doubt is compared with all others.
 *
 * @param k 1 … n − 1
 * @param workers.team other threads that compare beside this one; the result is the same
 * @yields the share done, 0–1
 * @throws RangeError where the memory cannot be had, CompileError where WebAssembly lacks SIMD, Error where a thread is lost
 */
export function* exactGraphSteps(
  points: Points,
  k: number,
  { team }: Pick<TileWorkers, 'team'> = {},
): Generator<number, KnnGraph> {
  const { values, columns } = points;
  const n = values.length / columns;
  const stride = shortStride(columns);
  const kept = Math.min(n, k + 1 + spareCandidates);
  const shared = team !== undefined;
  const memory = createKernelMemory(rowsBytes(n, stride) + listsBytes(n, kept), shared);
  const rows = placeRows(memory, n, stride);
  const lists = placeLists(memory, n, kept);
  const tile = tileKernel(memory, { stride, queries: rows, candidates: rows, nearest: lists });
  const frame = yield* untold(shortFrameSteps([values], columns));
  const scale = yield* untold(shortRowsSteps(values, frame, rows));
  emptyLists(lists);
  yield* offerTilesSteps(tile, everyPairPlan(n, n, candidatesPerStep, shared), { team });
  const { unit, errors } = scale;
  const largestError = errors.reduce((a, b) => Math.max(a, b), 0);
  const graph: KnnGraph = { k, indices: new Int32Array(n * k), distances: new Float64Array(n * k) };
  for (let i = 0; i < n; i++) {
    let found = measured(points, lists, { list: i, row: i }, k);
    const rounding = { unit, square: rows.squares[i], error: errors[i], largestError };
    if (kept < n && !isCertain(found, lists, i, rounding)) {
      found = nearestByDefinition(points, i, k);
      yield 1;
    }
    graph.indices.set(found.indices, i * k);
    graph.distances.set(found.distances, i * k);
    if (i % rowsPerStep === 0) yield 1;
  }
  return graph;
}

/** Steps that tell no share yet. */
function* untold<Result>(steps: Generator<void, Result>): Generator<number, Result> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield 0;
  }
}
