import { knnGraphSteps } from '../neighbours/knn.ts';

/**
 * How far a map's neighbours are neighbours of the data (Venna & Kaski 2001): 1 less a penalty for every one of a
 * point's k nearest on the map, by how many ranks it lies beyond the k nearest of the data.
 *
 *     T = 1 − 2 / (n k (2n − 3k − 1)) · Σᵢ Σ_{j among the k nearest of i on the map} max(0, rank(i, j) − k)
 *
 * Euclidean on both sides; of equal distances the lower index ranks first. The same as scikit-learn's
 * `manifold.trustworthiness`.
 *
 * @param data (n, columns) row-major
 * @param positions (n, 2) row-major
 * @param k neighbours, 1 ≤ k < n / 2
 * @yields points done, every few milliseconds
 * @returns 0–1
 * @throws RangeError on impossible sizes
 */
function* trustworthinessSteps(
  data: Float32Array,
  columns: number,
  positions: Float32Array,
  k: number,
): Generator<number, number> {
  const n = data.length / columns;
  if (positions.length !== 2 * n) throw new RangeError(`need ${n} positions; got ${positions.length / 2}`);
  if (!(k >= 1 && k < n / 2)) throw new RangeError(`need 1 ≤ k < n / 2; got k = ${k}, n = ${n}`);
  const map = knnGraphSteps(positions, 2, 2, k, 'euclidean');
  let step = map.next();
  for (; !step.done; step = map.next()) yield 0;
  const near = step.value.indices;
  const squares = new Float64Array(n);
  let penalty = 0;
  for (let i = 0; i < n; i++) {
    squaredDistances(data, columns, i, squares);
    for (let e = i * k; e < (i + 1) * k; e++) penalty += Math.max(0, rankOf(near[e], i, squares) - k);
    yield i + 1;
  }
  return 1 - (2 * penalty) / (n * k * (2 * n - 3 * k - 1));
}

/** `trustworthinessSteps` run to its end, of (n, columns) `data` and (n, 2) `positions`. @returns 0–1 */
export function trustworthiness(
  data: Float32Array,
  columns: number,
  positions: Float32Array,
  k: number,
): number {
  const steps = trustworthinessSteps(data, columns, positions, k);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function squaredDistances(data: Float32Array, columns: number, i: number, out: Float64Array): void {
  for (let j = 0; j < out.length; j++) {
    let sum = 0;
    for (let c = 0; c < columns; c++) {
      const step = data[i * columns + c] - data[j * columns + c];
      sum += step * step;
    }
    out[j] = sum;
  }
}

/** Rank of j among the others of i: 1 for the nearest. */
function rankOf(j: number, i: number, squares: Float64Array): number {
  let rank = 1;
  for (let other = 0; other < squares.length; other++) {
    if (other === i || other === j) continue;
    if (squares[other] < squares[j] || (squares[other] === squares[j] && other < j)) rank++;
  }
  return rank;
}
