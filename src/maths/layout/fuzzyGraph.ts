import type { KnnGraph } from '../neighbours/knn.ts';

/** UMAP's fuzzy simplicial set: a symmetric weighted graph, each edge stored both ways. */
export interface FuzzyGraph {
  /** Points. */
  n: number;
  /** (edges) rising; edge e goes from rows[e] … */
  rows: Int32Array;
  /** (edges) … to columns[e], rising within a row */
  columns: Int32Array;
  /** (edges) membership strength, 0–1; 0 only by underflow */
  weights: Float64Array;
}

const rowsPerStep = 500; // some milliseconds at 15 neighbours
const bisections = 64; // halvings of an interval of doubles: to the last bit, as in umap-learn
const tolerance = 1e-5; // on the sum of strengths, as in umap-learn's SMOOTH_K_TOLERANCE
const leastScale = 1e-3; // a bandwidth is at least this share of the mean distance (umap-learn's MIN_K_DIST_SCALE)

/**
 * The fuzzy simplicial set of a neighbour graph (McInnes, Healy & Melville 2018, algorithms 2 and 3; local connectivity
 * 1, union by probabilistic sum). As there, "k neighbours" counts the point itself: a graph of k others is UMAP's with
 * n_neighbors = k + 1.
 *
 * @yields every few milliseconds
 */
export function* fuzzyGraphSteps(knn: KnnGraph): Generator<void, FuzzyGraph> {
  const { k, indices } = knn;
  const n = indices.length / k;
  const strengths = yield* strengthsSteps(knn);
  const degrees = new Int32Array(n).fill(k);
  forEachOneWay(indices, k, (_, j) => degrees[j]++);
  const starts = new Int32Array(n + 1);
  for (let i = 0; i < n; i++) starts[i + 1] = starts[i] + degrees[i];
  const graph: FuzzyGraph = {
    n,
    rows: new Int32Array(starts[n]),
    columns: new Int32Array(starts[n]),
    weights: new Float64Array(starts[n]),
  };
  const next = starts.slice(0, n);
  yield;
  const put = (row: number, column: number, weight: number) => {
    const at = next[row]++;
    graph.rows[at] = row;
    graph.columns[at] = column;
    graph.weights[at] = weight;
  };
  for (let i = 0; i < n; i++) {
    for (let e = i * k; e < (i + 1) * k; e++) {
      const back = findIn(indices, k, indices[e], i);
      const there = strengths[e];
      put(i, indices[e], back < 0 ? there : there + strengths[back] - there * strengths[back]);
    }
    if (i % rowsPerStep === 0) yield;
  }
  forEachOneWay(indices, k, (i, j, e) => put(j, i, strengths[e]));
  for (let i = 0; i < n; i++) {
    sortRow(graph, starts[i], starts[i + 1]);
    if (i % rowsPerStep === 0) yield;
  }
  return graph;
}

/** `fuzzyGraphSteps` run to its end. */
export function fuzzyGraph(knn: KnnGraph): FuzzyGraph {
  const steps = fuzzyGraphSteps(knn);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Position of `target` in the neighbours of `row`, or −1. */
function findIn(indices: Int32Array, k: number, row: number, target: number): number {
  for (let e = row * k; e < (row + 1) * k; e++) if (indices[e] === target) return e;
  return -1;
}

/** Every edge i → j whose j does not have i among its own neighbours. */
function forEachOneWay(
  indices: Int32Array,
  k: number,
  visit: (i: number, j: number, edge: number) => void,
): void {
  for (let e = 0; e < indices.length; e++) {
    const i = Math.floor(e / k);
    if (findIn(indices, k, indices[e], i) < 0) visit(i, indices[e], e);
  }
}

function sortRow(graph: FuzzyGraph, from: number, to: number): void {
  const order = Array.from({ length: to - from }, (_, e) => from + e);
  order.sort((a, b) => graph.columns[a] - graph.columns[b]);
  const columns = order.map(e => graph.columns[e]);
  const weights = order.map(e => graph.weights[e]);
  graph.columns.set(columns, from);
  graph.weights.set(weights, from);
}

/**
 * Directed membership strengths: exp(−(distance − ρ) / σ), with ρ the distance to the nearest that is no duplicate and σ such
 * that a row sums to log₂(k + 1).
 *
 * @yields every few milliseconds
 * @returns (n, k) row-major, 0–1
 */
export function* strengthsSteps({
  k,
  distances,
}: Pick<KnnGraph, 'k' | 'distances'>): Generator<void, Float64Array> {
  const n = distances.length / k;
  const target = Math.log2(k + 1);
  const meanOfAll = distances.reduce((sum, d) => sum + d, 0) / (n * (k + 1)); // the point itself counts, at distance 0
  const strengths = new Float64Array(n * k);
  for (let i = 0; i < n; i++) {
    const row = distances.subarray(i * k, (i + 1) * k);
    const rho = row.find(d => d > 0) ?? 0; // distance to the nearest other that is not a duplicate
    const mean = row.reduce((sum, d) => sum + d, 0) / (k + 1);
    const sigma = Math.max(bandwidth(row, rho, target), leastScale * (rho > 0 ? mean : meanOfAll));
    for (let r = 0; r < k; r++) {
      strengths[i * k + r] = row[r] <= rho ? 1 : Math.exp(-(row[r] - rho) / sigma);
    }
    if (i % rowsPerStep === 0) yield;
  }
  return strengths;
}

/** σ by bisection (algorithm 3). */
function bandwidth(row: Float64Array, rho: number, target: number): number {
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let sigma = 1;
  for (let step = 0; step < bisections; step++) {
    let sum = 0;
    for (const d of row) sum += d > rho ? Math.exp(-(d - rho) / sigma) : 1;
    if (Math.abs(sum - target) < tolerance) break;
    if (sum > target) high = sigma;
    else low = sigma;
    sigma = high === Number.POSITIVE_INFINITY ? sigma * 2 : (low + high) / 2;
  }
  return sigma;
}
