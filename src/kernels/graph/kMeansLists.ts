import type { ShortRows } from '../../maths/neighbours/shortRows.ts';
import { emptyLists, type NearestLists } from './nearestTile.ts';
import { offerTilesSteps } from './offeredTiles.ts';
import type { TileKernel } from './tileKernel.ts';
import { everyPairPlan } from './tilePlan.ts';
import type { TileTeam } from './tileTeam.ts';

const samplePerList = 40; // rows a centroid is the mean of; Faiss asks for 39 at least
const passes = 6; // of Lloyd's algorithm: lists need to be compact, not the best there are

/** Points sampled to find the lists' centroids. */
function sampleSize(n: number, listCount: number): number {
  return Math.min(n, listCount * samplePerList);
}

/** Rows and kernels k-means works with. */
interface Clustering {
  n: number;
  stride: number;
  points: ShortRows;
  /** Room for the sample; overwritten */
  sample: ShortRows;
  /** (lists) means of their points, in short rows too */
  centroids: ShortRows;
  listCount: number;
  /** Lists of one: the nearest centroid of each query. */
  assigned: NearestLists;
  /** Compares the sample with the centroids … */
  assignSample: TileKernel;
  /** … and all points. */
  assignPoints: TileKernel;
  /** Other threads that compare beside this one; default none. */
  team?: TileTeam;
}

/**
 * Divides points into lists by k-means on an evenly spread sample (Lloyd 1982), centroids rounded to short rows.
 *
 * @yields every few milliseconds
 * @returns the list of each point, in `assigned.rows`
 */
export function* kMeansSteps(clustering: Clustering): Generator<void, void> {
  const { n, stride, points, sample, centroids, listCount } = clustering;
  const m = sampleSize(n, listCount);
  for (let i = 0; i < m; i++) copyRow(points, Math.floor((i * n) / m), sample, i, stride);
  for (let g = 0; g < listCount; g++) {
    copyRow(points, Math.floor(((g + 0.5) * n) / listCount), centroids, g, stride);
  }
  yield;
  for (let pass = 0; pass < passes; pass++) {
    yield* assignSteps(clustering, clustering.assignSample, m);
    moveCentroids(clustering, m);
    yield;
  }
  yield* assignSteps(clustering, clustering.assignPoints, n);
}

function* assignSteps(
  { assigned, listCount, team }: Clustering,
  tile: TileKernel,
  queries: number,
): Generator<void, void> {
  emptyLists(assigned);
  const plan = everyPairPlan(queries, listCount, listCount, team !== undefined);
  for (const _ of offerTilesSteps(tile, plan, { team })) yield;
}

/** Each centroid becomes the mean of the sampled rows nearest to it; one without any stays where it is. */
function moveCentroids({ stride, sample, centroids, listCount, assigned }: Clustering, m: number): void {
  const sums = new Float64Array(listCount * stride);
  const counts = new Int32Array(listCount);
  for (let i = 0; i < m; i++) {
    const g = assigned.rows[i];
    counts[g]++;
    for (let j = 0; j < stride; j++) sums[g * stride + j] += sample.values[i * stride + j];
  }
  for (let g = 0; g < listCount; g++) {
    if (counts[g] === 0) continue;
    let square = 0;
    for (let j = 0; j < stride; j++) {
      const value = Math.round(sums[g * stride + j] / counts[g]);
      centroids.values[g * stride + j] = value;
      square += value * value;
    }
    centroids.squares[g] = square;
  }
}

/** Copies one short row to another place. */
export function copyRow(from: ShortRows, row: number, to: ShortRows, at: number, stride: number): void {
  to.values.set(from.values.subarray(row * stride, (row + 1) * stride), at * stride);
  to.squares[at] = from.squares[row];
}
