import { finishedSteps } from '../finishedSteps.ts';
import type { Random } from '../statistics/random.ts';
import { type DiagonalMixture, jointLogDensities, logSumExp } from './diagonalMixture.ts';
import { kMeans } from './kMeans.ts';

/** How a mixture is fitted. */
interface MixtureFitOptions {
  components: number;
  /** K-means starts, of which the likeliest fit is kept. Default 4 */
  starts?: number;
  /** Rounds of expectation and maximisation of one start at most. Default 200 */
  iterations?: number;
  /** A start ends when a round gains less log likelihood a point. Default 1e-3, scikit-learn's */
  tolerance?: number;
  /**
   * (dimensions) what a unit along each is worth when k-means compares distances. Default: 1 each. A VAE's latents all have
   * unit variance, whether they change a whole galaxy or a speck of it.
   */
  startScales?: ArrayLike<number>;
  /** Added to every variance. Default 1e-6, scikit-learn's */
  leastVariance?: number;
  random: Random;
}

/** A fitted mixture and how well it fits. */
interface FittedMixture {
  mixture: DiagonalMixture;
  /** Mean of ln p(z) over the points. */
  logLikelihood: number;
  /** Rounds of the start that was kept. */
  iterations: number;
}

/**
 * Fits a diagonal Gaussian mixture by expectation–maximisation from k-means starts, as scikit-learn's
 * `GaussianMixture(covariance_type='diag')`.
 *
 * For a VAE the points are *samples* of the posteriors, never their means: a dimension that the VAE does not use has means of
 * hardly any variance, and a mixture fitted to these holds none of the samples.
 *
 * @param points (n, dimensions) row-major, n ≥ components
 * @throws RangeError where there are fewer points than components
 */
export function fitMixture(
  points: Float32Array | Float64Array,
  dimensions: number,
  options: MixtureFitOptions,
): FittedMixture {
  return finishedSteps(fitMixtureSteps(points, dimensions, options));
}

/** The same in pieces. @param points (n, dimensions) @yields after every round */
export function* fitMixtureSteps(
  points: Float32Array | Float64Array,
  dimensions: number,
  options: MixtureFitOptions,
): Generator<void, FittedMixture> {
  const { starts = 4 } = options;
  let best: FittedMixture | undefined;
  for (let start = 0; start < starts; start++) {
    const fitted = yield* fitFrom(points, dimensions, options);
    if (!best || fitted.logLikelihood > best.logLikelihood) best = fitted;
  }
  if (!best) throw new RangeError(`need at least one start; got ${starts}`);
  return best;
}

function* fitFrom(
  points: Float32Array | Float64Array,
  d: number,
  {
    components,
    iterations: mostIterations = 200,
    tolerance = 1e-3,
    leastVariance = 1e-6,
    startScales,
    random,
  }: MixtureFitOptions,
): Generator<void, FittedMixture> {
  const n = points.length / d;
  const scaled = startScales ? points.map((value, at) => value * startScales[at % d]) : points;
  const { labels } = kMeans({ values: scaled, columns: d }, components, random);
  const shares = new Float64Array(n * components);
  for (let i = 0; i < n; i++) shares[i * components + labels[i]] = 1;
  let mixture = maximise(points, d, shares, components, leastVariance);
  let [last, iterations] = [Number.NEGATIVE_INFINITY, 0];
  for (; iterations < mostIterations; iterations++) {
    const logLikelihood = expect(points, d, mixture, shares);
    mixture = maximise(points, d, shares, components, leastVariance);
    const gain = logLikelihood - last;
    last = logLikelihood;
    yield;
    if (Math.abs(gain) < tolerance) break;
  }
  return { mixture, logLikelihood: expect(points, d, mixture, shares), iterations };
}

/** Fills the shares (n, components). @returns mean log likelihood */
function expect(
  points: Float32Array | Float64Array,
  d: number,
  mixture: DiagonalMixture,
  shares: Float64Array,
): number {
  const components = mixture.logWeights.length;
  const n = points.length / d;
  const row = new Float64Array(components);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    jointLogDensities(mixture, points.subarray(i * d, i * d + d), row);
    const total = logSumExp(row);
    sum += total;
    for (let c = 0; c < components; c++) shares[i * components + c] = Math.exp(row[c] - total);
  }
  return sum / n;
}

/**
 * The likeliest weights, means and variances where every point belongs to the components by given shares.
 *
 * @param points (n, d) row-major
 * @param shares (n, components) row-major
 */
function maximise(
  points: Float32Array | Float64Array,
  d: number,
  shares: Float64Array,
  components: number,
  leastVariance: number,
): DiagonalMixture {
  const n = points.length / d;
  const counts = new Float64Array(components).fill(10 * Number.EPSILON); // as scikit-learn: no division by 0
  const means = new Float64Array(components * d);
  const squares = new Float64Array(components * d);
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < components; c++) {
      const share = shares[i * components + c];
      if (share === 0) continue;
      counts[c] += share;
      for (let j = 0; j < d; j++) means[c * d + j] += share * points[i * d + j];
    }
  }
  for (let at = 0; at < means.length; at++) means[at] /= counts[Math.floor(at / d)];
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < components; c++) {
      const share = shares[i * components + c];
      if (share === 0) continue;
      for (let j = 0; j < d; j++) squares[c * d + j] += share * (points[i * d + j] - means[c * d + j]) ** 2;
    }
  }
  const logVariances = squares.map((sum, at) => Math.log(sum / counts[Math.floor(at / d)] + leastVariance));
  const all = counts.reduce((sum, count) => sum + count, 0);
  return { logWeights: counts.map(count => Math.log(count / all)), means, logVariances };
}
