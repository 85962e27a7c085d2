import type { KnnGraph } from '../../maths/neighbours/knn.ts';
import { shortStride } from '../../maths/neighbours/shortRows.ts';
import { createKernelMemory } from '../kernelMemory.ts';
import { measured, nearestByDefinition, type Points } from './exactNeighbours.ts';
import { judgedRowsBytes, judgedRowsSteps, recallOf } from './judgedRows.ts';
import { listPlan } from './listSearch.ts';
import { listSpaceBytes, listSpaceSteps } from './listSpace.ts';
import { emptyLists } from './nearestTile.ts';
import { offerTilesSteps, type TileWorkers } from './offeredTiles.ts';
import { listsBytes, placeLists, tileKernel } from './tileKernel.ts';

const firstLists = 8; // lists searched a point before the first look; real galaxies need 8 to 16
const rowsPerStep = 1000; // measured and sorted in some milliseconds

/** How far the search has come. */
export interface GraphProgress {
  /** Share done of what comes before the next look at the recall, 0–1. */
  share: number;
  /** Share of the exact neighbours that the search has found, by the last look; undefined before the first. */
  recall?: number;
}

/** A neighbour graph and how true it is. */
export interface JudgedGraph {
  graph: KnnGraph;
  /** Share of the exact neighbours of 200 rows that are among those found, 0–1. */
  recall: number;
  /** Lists searched a point. */
  lists: number;
}

/** Options of {@link listGraphSteps}. */
interface ListGraphOptions extends TileWorkers {
  /** Neighbours a point, 1 … n − 1. */
  k: number;
  /** Recall at which no more lists are searched; default 0.95. */
  wanted?: number;
}

/**
 * A neighbour graph by inverted lists (as in Jégou, Douze & Schmid 2011, without their codes): the points are divided into
 * about √n lists by k-means, and each is compared with those of the lists nearest to its own, of eight at first and of twice
 * as many each time until the recall wanted is reached. The ranking is that of 16-bit numbers, the distances are the
 * definition's.
 *
 * @yields after some milliseconds
 * @throws RangeError where the memory cannot be had, CompileError where WebAssembly lacks SIMD
 */
export function* listGraphSteps(
  points: Points,
  { k, wanted = 0.95, team, enough = () => false }: ListGraphOptions,
): Generator<GraphProgress, JudgedGraph> {
  const n = points.values.length / points.columns;
  const stride = shortStride(points.columns);
  const shared = team !== undefined;
  const own = listsBytes(n, k + 1); // a point is among the nearest of its own
  const bytes = listSpaceBytes(n, points.columns) + judgedRowsBytes(stride, k) + own;
  const memory = createKernelMemory(bytes, shared);
  const space = yield* waiting(listSpaceSteps(points, memory, { team }));
  const judged = yield* waiting(judgedRowsSteps(points, space, memory, k));
  const { rows, order } = space;
  const nearest = placeLists(memory, n, k + 1);
  const tile = tileKernel(memory, { stride, queries: rows, candidates: rows, nearest });
  emptyLists(nearest);
  let lists = 0;
  let recall: number | undefined;
  while (lists < space.most && (recall === undefined || (recall < wanted && !enough()))) {
    const until = Math.min(space.most, Math.max(firstLists, 2 * lists));
    const plan = listPlan(space, space.starts, { from: lists, to: until }, shared);
    const stopped = () => recall !== undefined && enough(); // the first lists are searched in any case
    for (const share of offerTilesSteps(tile, plan, { team, enough: stopped })) yield { share, recall };
    lists = until;
    recall = recallOf(points, space, nearest, judged, k);
  }
  const graph: KnnGraph = { k, indices: new Int32Array(n * k), distances: new Float64Array(n * k) };
  const rowOf = (candidate: number) => order[candidate];
  for (let place = 0; place < n; place++) {
    const point = order[place];
    let found = measured(points, nearest, { list: place, row: point, rowOf }, k);
    if (found.indices.length < k) found = nearestByDefinition(points, point, k);
    graph.indices.set(found.indices, point * k);
    graph.distances.set(found.distances, point * k);
    if (place % rowsPerStep === 0) yield { share: 1, recall };
  }
  return { graph, recall: recall ?? 1, lists };
}

/** Steps that tell no share yet. */
function* waiting<Result>(steps: Generator<void, Result>): Generator<GraphProgress, Result> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield { share: 0 };
  }
}
