import { createRandom } from '../statistics/random.ts';
import { knnGraphSteps } from './knn.ts';
import { Nearest } from './nearest.ts';

/** Up to here every galaxy is compared with every other; 20,000 × 40 take some seconds. */
export const comparedInFull = 20_000;
/**
 * Beyond, all are compared with this many drawn at random: 100,000 × 40 take half a minute. Neighbourhoods are then wider
 * and the density of a small clump is missed. On 6,000 points of 40 columns, 2 % of them of a wider spread, 1,500 drawn
 * leave 92 % of the top 2 % as they are (test/maths/neighbours/unusual.test.ts).
 */
export const comparedWith = 5_000;

const tiny = 1e-10; // scikit-learn's: equal points have a finite density
const workPerStep = 2_000_000; // terms of a sum between two yields: a few milliseconds

/**
 * Local outlier factor (Breunig et al. 2000): how much lower the density is around a point than around its k neighbours;
 * about 1 for an ordinary point.
 *
 * @param points (n, columns) row-major
 * @param seed of the sample, where one is drawn
 * @param options k: neighbours, default 20 as in scikit-learn, at most n − 1 are used; full: compare all points with each
 *   other up to this many, default {@link comparedInFull}; sample: how many they are compared with beyond, default
 *   {@link comparedWith}
 * @yields the share done, 0–1, every few milliseconds
 * @returns (n)
 */
export function* localOutlierFactorSteps(
  points: Float32Array,
  columns: number,
  seed: number,
  { k = 20, full = comparedInFull, sample = comparedWith } = {},
): Generator<number, Float64Array> {
  const n = points.length / columns;
  if (!(n >= 2)) throw new RangeError(`need at least 2 points; got ${n}`);
  if (n <= full) {
    const { densities, neighbours, used } = yield* densitiesSteps(points, columns, k);
    return densities.map((own, i) => {
      let sum = 0;
      for (let e = i * used; e < (i + 1) * used; e++) sum += densities[neighbours[e]];
      return sum / used / own;
    });
  }
  const drawn = createRandom(seed)
    .shuffle(Uint32Array.from({ length: n }, (_, i) => i))
    .slice(0, sample);
  const place = new Int32Array(n).fill(-1);
  const reference = new Float32Array(sample * columns);
  drawn.forEach((row, i) => {
    place[row] = i;
    reference.set(points.subarray(row * columns, (row + 1) * columns), i * columns);
  });
  const { densities, reach, used } = yield* densitiesSteps(reference, columns, k);
  const factors = new Float64Array(n);
  const rowsPerStep = Math.ceil(workPerStep / (sample * columns));
  for (let i = 0; i < n; i++) {
    const nearest = new Nearest(used);
    for (let j = 0; j < sample; j++) {
      if (j === place[i]) continue;
      let squared = 0;
      for (let c = 0, p = i * columns, q = j * columns; c < columns; c++, p++, q++) {
        squared += (points[p] - reference[q]) ** 2;
      }
      nearest.offer(j, squared);
    }
    const { indices, distances } = nearest.take();
    let sum = 0;
    let reached = 0;
    for (let e = 0; e < used; e++) {
      sum += densities[indices[e]];
      reached += Math.max(Math.sqrt(distances[e]), reach[indices[e]]);
    }
    factors[i] = (sum / used) * (reached / used + tiny);
    if (i % rowsPerStep === 0) yield i / n;
  }
  return factors;
}

/** Local reachability densities of all points (Breunig et al. 2000, definition 6). */
function* densitiesSteps(points: Float32Array, columns: number, k: number) {
  const n = points.length / columns;
  const used = Math.min(k, n - 1);
  const { indices: neighbours, distances } = yield* knnGraphSteps(
    points,
    columns,
    columns,
    used,
    'euclidean',
  );
  const reach = Float64Array.from({ length: n }, (_, i) => distances[i * used + used - 1]);
  const densities = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let reached = 0;
    for (let e = i * used; e < (i + 1) * used; e++) reached += Math.max(distances[e], reach[neighbours[e]]);
    densities[i] = 1 / (reached / used + tiny);
  }
  return { densities, neighbours, reach, used };
}
