import { digamma } from '../statistics/digamma.ts';
import type { Random } from '../statistics/random.ts';
import { logSumExp } from './diagonalMixture.ts';
import { kMeans } from './kMeans.ts';

/** How a stick-breaking mixture is fitted. */
interface StickBreakingOptions {
  /** Most components that may be used. */
  components: number;
  /** Of the Dirichlet process: small for few components. Default 1 / components, scikit-learn's */
  concentration?: number;
  /** Rounds at most. Default 200 */
  iterations?: number;
  /** Ends when no expected weight changes by more. Default 1e-4 */
  tolerance?: number;
  random: Random;
}

/**
 * Weights of a Dirichlet-process mixture of diagonal Gaussians by variational inference (Blei & Jordan 2006), with
 * scikit-learn's priors: `BayesianGaussianMixture(covariance_type='diag')`. Its own number of components is a matter of where
 * the weights become small; fitted to several samples of the same galaxies it says different numbers, so a person is shown
 * their distribution.
 *
 * @param points (n, dimensions) row-major, n ≥ components
 * @returns (components) expected weights, descending, summing to 1
 */
export function stickBreakingWeights(
  points: Float32Array | Float64Array,
  dimensions: number,
  {
    components,
    concentration = 1 / components,
    iterations = 200,
    tolerance = 1e-4,
    random,
  }: StickBreakingOptions,
): Float64Array {
  const d = dimensions;
  const n = points.length / d;
  const { labels } = kMeans({ values: points, columns: d }, components, random);
  const shares = new Float64Array(n * components);
  for (let i = 0; i < n; i++) shares[i * components + labels[i]] = 1;
  const { mean: priorMean, variance: priorVariance } = momentsOf(points, d);
  let weights = new Float64Array(components);
  for (let round = 0; round < iterations; round++) {
    const posterior = maximise(points, d, shares, components, priorMean, priorVariance);
    const sticks = sticksOf(posterior.counts, concentration);
    const change = sticks.expected.reduce(
      (most, weight, c) => Math.max(most, Math.abs(weight - weights[c])),
      0,
    );
    weights = Float64Array.from(sticks.expected);
    if (change < tolerance) break;
    expect(points, d, shares, posterior, sticks.logExpected);
  }
  return weights.sort().reverse();
}

interface Posterior {
  /** (components) */
  counts: Float64Array;
  /** (components, d) of the means */
  means: Float64Array;
  /** (components, d): covariances of the inverse Wishart's mode, per degree of freedom */
  variances: Float64Array;
}

const priorStrength = 1; // galaxies that the prior's mean counts for: scikit-learn's mean_precision_prior

function momentsOf(points: Float32Array | Float64Array, d: number) {
  const n = points.length / d;
  const [mean, variance] = [new Float64Array(d), new Float64Array(d)];
  for (let at = 0; at < points.length; at++) mean[at % d] += points[at] / n;
  for (let at = 0; at < points.length; at++) variance[at % d] += (points[at] - mean[at % d]) ** 2 / (n - 1);
  return { mean, variance };
}

// Positional parameters: points and shares as everywhere in this folder, and the prior's two moments.
function maximise(
  points: Float32Array | Float64Array,
  d: number,
  shares: Float64Array,
  components: number,
  priorMean: Float64Array,
  priorVariance: Float64Array,
): Posterior {
  const n = points.length / d;
  const counts = new Float64Array(components).fill(10 * Number.EPSILON);
  const [sums, squares] = [new Float64Array(components * d), new Float64Array(components * d)];
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < components; c++) {
      const share = shares[i * components + c];
      if (share === 0) continue;
      counts[c] += share;
      for (let j = 0; j < d; j++) sums[c * d + j] += share * points[i * d + j];
    }
  }
  const centre = sums.map((sum, at) => sum / counts[Math.floor(at / d)]);
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < components; c++) {
      const share = shares[i * components + c];
      if (share === 0) continue;
      for (let j = 0; j < d; j++) squares[c * d + j] += share * (points[i * d + j] - centre[c * d + j]) ** 2;
    }
  }
  const means = new Float64Array(components * d);
  const variances = new Float64Array(components * d);
  for (let at = 0; at < means.length; at++) {
    const [count, j] = [counts[Math.floor(at / d)], at % d];
    const strength = priorStrength + count;
    means[at] = (priorStrength * priorMean[j] + sums[at]) / strength;
    const apart = (centre[at] - priorMean[j]) ** 2;
    variances[at] =
      (priorVariance[j] + squares[at] + 1e-6 * count + ((count * priorStrength) / strength) * apart) /
      (d + count);
  }
  return { counts, means, variances };
}

/** The sticks' Beta distributions: what each component is expected to have, and of its logarithm. */
function sticksOf(counts: Float64Array, concentration: number) {
  const after = new Float64Array(counts.length);
  for (let c = counts.length - 2; c >= 0; c--) after[c] = after[c + 1] + counts[c + 1];
  const expected = new Float64Array(counts.length);
  const logExpected = new Float64Array(counts.length);
  let [left, logLeft] = [1, 0];
  for (let c = 0; c < counts.length; c++) {
    const [a, b] = [1 + counts[c], concentration + after[c]];
    expected[c] = (a / (a + b)) * left;
    left *= b / (a + b);
    logExpected[c] = digamma(a) - digamma(a + b) + logLeft;
    logLeft += digamma(b) - digamma(a + b);
  }
  const all = expected.reduce((sum, weight) => sum + weight, 0);
  return { expected: expected.map(weight => weight / all), logExpected };
}

function expect(
  points: Float32Array | Float64Array,
  d: number,
  shares: Float64Array,
  { counts, means, variances }: Posterior,
  logWeights: Float64Array,
): void {
  const components = counts.length;
  const n = points.length / d;
  const row = new Float64Array(components);
  // E ln |Λ| / 2 and the spread of the mean, both of the normal–Wishart posterior, as scikit-learn counts them.
  const fixed = counts.map((count, c) => {
    const freedom = d + count;
    let sum = -d * Math.log(freedom) - d / (priorStrength + count);
    for (let j = 0; j < d; j++) sum += Math.LN2 + digamma((freedom - j) / 2) - Math.log(variances[c * d + j]);
    return logWeights[c] + sum / 2;
  });
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < components; c++) {
      let sum = 0;
      for (let j = 0; j < d; j++) {
        sum += (points[i * d + j] - means[c * d + j]) ** 2 / variances[c * d + j];
      }
      row[c] = fixed[c] - sum / 2;
    }
    const total = logSumExp(row);
    for (let c = 0; c < components; c++) shares[i * components + c] = Math.exp(row[c] - total);
  }
}
