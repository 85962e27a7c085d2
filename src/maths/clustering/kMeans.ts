import type { Random } from '../statistics/random.ts';

/** Rows divided among centres. */
interface KMeans {
  /** (k, columns) row-major */
  centres: Float64Array;
  /** (n) the nearest centre of each row */
  labels: Int32Array;
  /** Sum of squared distances of the rows to their centres. */
  inertia: number;
}

/** Rows to be divided: n of `columns` numbers each, row-major. */
interface Rows {
  values: ArrayLike<number>;
  columns: number;
}

/**
 * Lloyd's k-means from a k-means++ start (Arthur & Vassilvitskii 2007). A centre that loses all its rows moves to the row that
 * is farthest from its own.
 *
 * @param k 1 … n
 * @param iterations at most. Default 100
 * @throws RangeError where k is out of range
 */
export function kMeans({ values, columns }: Rows, k: number, random: Random, iterations = 100): KMeans {
  const n = values.length / columns;
  if (!(k >= 1 && k <= n)) throw new RangeError(`need 1 ≤ k ≤ n; got k = ${k}, n = ${n}`);
  const centres = spreadStart({ values, columns }, k, random);
  const labels = new Int32Array(n).fill(-1);
  const squared = new Float64Array(n);
  for (let iteration = 0; iteration < iterations; iteration++) {
    if (assign({ values, columns }, centres, labels, squared) === 0) break;
    const counts = new Float64Array(k);
    centres.fill(0);
    for (let i = 0; i < n; i++) {
      counts[labels[i]]++;
      for (let j = 0; j < columns; j++) centres[labels[i] * columns + j] += values[i * columns + j];
    }
    for (let c = 0; c < k; c++) {
      if (counts[c] > 0) {
        for (let j = 0; j < columns; j++) centres[c * columns + j] /= counts[c];
        continue;
      }
      const farthest = squared.reduce((most, value, i) => (value > squared[most] ? i : most), 0);
      squared[farthest] = 0; // taken
      for (let j = 0; j < columns; j++) centres[c * columns + j] = values[farthest * columns + j];
    }
  }
  assign({ values, columns }, centres, labels, squared);
  return { centres, labels, inertia: squared.reduce((sum, value) => sum + value, 0) };
}

/** Nearest centre and squared distance of every row. @returns how many rows changed their centre */
function assign(
  { values, columns }: Rows,
  centres: Float64Array,
  labels: Int32Array,
  squared: Float64Array,
): number {
  const k = centres.length / columns;
  let changed = 0;
  for (let i = 0; i < labels.length; i++) {
    let [nearest, least] = [0, Number.POSITIVE_INFINITY];
    for (let c = 0; c < k; c++) {
      let sum = 0;
      for (let j = 0; j < columns && sum < least; j++) {
        sum += (values[i * columns + j] - centres[c * columns + j]) ** 2;
      }
      if (sum < least) [nearest, least] = [c, sum];
    }
    if (labels[i] !== nearest) changed++;
    labels[i] = nearest;
    squared[i] = least;
  }
  return changed;
}

/** Each next centre is a row drawn with a chance that grows with its squared distance to those there are. */
function spreadStart({ values, columns }: Rows, k: number, random: Random): Float64Array {
  const n = values.length / columns;
  const centres = new Float64Array(k * columns);
  const squared = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  let chosen = random.integer(n);
  for (let c = 0; c < k; c++) {
    for (let j = 0; j < columns; j++) centres[c * columns + j] = values[chosen * columns + j];
    let total = 0;
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j < columns; j++) sum += (values[i * columns + j] - centres[c * columns + j]) ** 2;
      squared[i] = Math.min(squared[i], sum);
      total += squared[i];
    }
    chosen = total > 0 ? drawn(squared, random.uniform() * total) : random.integer(n);
  }
  return centres;
}

/** The place at which the running sum of weights passes a number; the last where rounding ate the rest. */
function drawn(weights: Float64Array, at: number): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    sum += weights[i];
    if (sum > at) return i;
  }
  return weights.length - 1;
}
