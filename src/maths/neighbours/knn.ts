import { distance } from './distance.ts';
import { euclideanTile, manhattanTile, prepare, tileColumns } from './distanceTile.ts';
import type { Metric } from './metrics.ts';
import { Nearest } from './nearest.ts';

/** The k nearest others of every point. */
export interface KnnGraph {
  k: number;
  /** (n, k) row-major by rising distance, ties by index; the point itself is left out */
  indices: Int32Array;
  /** (n, k) row-major */
  distances: Float64Array;
}

const blockRows = 32; // 32 rows of 64 doubles are 16 kB: they stay in the first-level cache while all others are read
const workPerStep = 10_000_000; // products between two yields: about 10 ms

/**
 * Exact k-nearest-neighbour graph of all points with each other: every distance is computed once and offered to both
 * its points. Euclidean distances are ranked by |a|² + |b|² − 2 a·b about the mean, in double precision, whose error
 * is below (length + 4) · 2⁻⁵² · (|a|² + |b|²); the ranking can differ from the exact one only within it. The distances
 * returned are computed by definition.
 *
 * @param values (n, columns) row-major, finite
 * @param columns numbers a row holds
 * @param length leading numbers that count, 1 … columns
 * @param k 1 … n − 1
 * @yields the share done, 0–1, about every 10 ms
 * @throws RangeError on impossible sizes
 */
export function* knnGraphSteps(
  values: Float32Array,
  columns: number,
  length: number,
  k: number,
  metric: Metric,
): Generator<number, KnnGraph> {
  const n = values.length / columns;
  if (!Number.isInteger(n))
    throw new RangeError(`need rows of ${columns} numbers; got ${values.length} numbers`);
  if (!(length >= 1 && length <= columns)) {
    throw new RangeError(`need 1 ≤ length ≤ columns; got length = ${length}, columns = ${columns}`);
  }
  if (!(k >= 1 && k < n)) throw new RangeError(`need 1 ≤ k < n; got k = ${k}, n = ${n}`);
  const prepared = prepare(values, columns, length, n, metric);
  const nearest = Array.from({ length: n }, () => new Nearest(k));
  const tile = new Float64Array(2 * tileColumns);
  let pairs = 0;
  let pairsTold = 0;
  const pairsPerStep = workPerStep / length;
  for (let block = 0; block < n; block += blockRows) {
    const blockEnd = Math.min(block + blockRows, n);
    for (let j = block; j < n; j += tileColumns) {
      for (let i = block; i < blockEnd; i += 2) {
        if (metric === 'manhattan') manhattanTile(prepared, i, j, tile);
        else euclideanTile(prepared, i, j, tile);
        offerTile(nearest, tile, i, j, blockEnd, n);
      }
      pairs += tileColumns * (blockEnd - block);
      if (pairs - pairsTold > pairsPerStep) {
        pairsTold = pairs;
        yield Math.min(1, pairs / ((n * n) / 2));
      }
    }
  }
  const graph: KnnGraph = { k, indices: new Int32Array(n * k), distances: new Float64Array(n * k) };
  for (let i = 0; i < n; i++) {
    measure(values, columns, length, metric, i, nearest[i], graph);
    if ((i + 1) % 1000 === 0) yield 1; // 1,000 rows of 15 take some milliseconds
  }
  return graph;
}

/**
 * `knnGraphSteps` run to its end.
 *
 * @param values (n, columns) row-major, finite
 */
export function knnGraph(
  values: Float32Array,
  columns: number,
  length: number,
  k: number,
  metric: Metric,
): KnnGraph {
  const steps = knnGraphSteps(values, columns, length, k, metric);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

// Positional parameters here and in `measure`: inner loops, where an options object would be allocated each time.
/** Offers each pair i < j of a tile to both its points, if it is nearer than their farthest neighbour so far. */
function offerTile(
  nearest: Nearest[],
  tile: Float64Array,
  i: number,
  j: number,
  iEnd: number,
  n: number,
): void {
  for (let r = 0; r < 2 && i + r < iEnd; r++) {
    const left = nearest[i + r];
    for (let c = 0; c < tileColumns; c++) {
      const other = j + c;
      if (other <= i + r || other >= n) continue;
      const value = tile[r * tileColumns + c];
      if (value <= left.worst) left.offer(other, value);
      const right = nearest[other];
      if (value <= right.worst) right.offer(i + r, value);
    }
  }
}

/** Writes row i of the graph: the chosen neighbours with their distances by definition, in the order of those. */
function measure(
  values: Float32Array,
  columns: number,
  length: number,
  metric: Metric,
  i: number,
  chosen: Nearest,
  graph: KnnGraph,
): void {
  const sorted = new Nearest(graph.k);
  for (const j of chosen.take().indices) {
    sorted.offer(j, distance(metric, values, i * columns, values, j * columns, length));
  }
  const { indices, distances } = sorted.take();
  graph.indices.set(indices, i * graph.k);
  graph.distances.set(distances, i * graph.k);
}
