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
  const backs = yield* wayBackSteps(indices, k);
  const degrees = new Int32Array(n).fill(k);
  for (let e = 0; e < indices.length; e++) if (backs[e] < 0) degrees[indices[e]]++;
  const starts = new Int32Array(n + 1);
  for (let i = 0; i < n; i++) starts[i + 1] = starts[i] + degrees[i];
  const columns = new Int32Array(starts[n]);
  const weights = new Float64Array(starts[n]);
  const next = starts.slice(0, n);
  const put = (row: number, column: number, weight: number) => {
    const at = next[row]++;
    columns[at] = column;
    weights[at] = weight;
  };
  yield;
  for (let i = 0; i < n; i++) {
    for (let e = i * k; e < (i + 1) * k; e++) {
      const [there, back] = [strengths[e], backs[e]];
      put(i, indices[e], back < 0 ? there : there + strengths[back] - there * strengths[back]);
      if (back < 0) put(indices[e], i, there);
    }
    if (i % rowsPerStep === 0) yield;
  }
  return yield* transposedSteps(n, starts, columns, weights);
}

/** `fuzzyGraphSteps` run to its end. */
export function fuzzyGraph(knn: KnnGraph): FuzzyGraph {
  const steps = fuzzyGraphSteps(knn);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** (n · k) where the edge j → i is for each edge i → j; −1 where j does not have i among its own neighbours. */
function* wayBackSteps(indices: Int32Array, k: number): Generator<void, Int32Array> {
  const backs = new Int32Array(indices.length).fill(-1);
  for (let i = 0; i < indices.length / k; i++) {
    for (let e = i * k; e < (i + 1) * k; e++) {
      const end = (indices[e] + 1) * k;
      for (let back = end - k; back < end; back++) {
        if (indices[back] !== i) continue;
        backs[e] = back;
        break;
      }
    }
    if (i % rowsPerStep === 0) yield;
  }
  return backs;
}

/** A symmetric graph's transpose is itself; taken row by row, its columns come out rising. */
function* transposedSteps(
  n: number,
  starts: Int32Array,
  columns: Int32Array,
  weights: Float64Array,
): Generator<void, FuzzyGraph> {
  const edges = columns.length;
  const graph = {
    ...{ n, rows: new Int32Array(edges), columns: new Int32Array(edges) },
    weights: new Float64Array(edges),
  };
  const next = starts.slice(0, n);
  for (let i = 0; i < n; i++) {
    graph.rows.fill(i, starts[i], starts[i + 1]);
    for (let e = starts[i]; e < starts[i + 1]; e++) {
      const at = next[columns[e]]++;
      graph.columns[at] = i;
      graph.weights[at] = weights[e];
    }
    if (i % rowsPerStep === 0) yield;
  }
  return graph;
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
    for (let r = 0; r < row.length; r++) sum += row[r] > rho ? Math.exp(-(row[r] - rho) / sigma) : 1;
    if (Math.abs(sum - target) < tolerance) break;
    if (sum > target) high = sigma;
    else low = sigma;
    sigma = high === Number.POSITIVE_INFINITY ? sigma * 2 : (low + high) / 2;
  }
  return sigma;
}
