import { dot, GrowingCholesky, packedRow } from '../linear/cholesky.ts';
import { type Covariance, covarianceWithSlopes } from './covariance.ts';

/**
 * Added to every observation's variance beside the noise, in squared units of the target: scikit-learn's default α, so
 * that the two agree, and enough for the smallest pivots of a factor without noise.
 */
export const baseJitter = 1e-10;

const workPerStep = 2_000_000; // products between two yields: a few milliseconds

/**
 * Log marginal likelihood of observations under a zero-mean Gaussian process, in nats, and its gradient
 * (Rasmussen & Williams 2006, eq. 5.8 and 5.9): ½ tr((ααᵀ − K⁻¹) ∂K/∂θ), α = K⁻¹ y.
 *
 * @param squared (n (n + 1) / 2) squared distances of the points, a packed lower triangle
 * @param y (n) observations less their mean
 * @param gradient (4) by log amplitude, log length scale, log noise, log shape; left alone where it is not finite
 * @yields every few milliseconds
 * @returns −∞ where the covariance is not positive definite to rounding
 */
export function* logMarginalLikelihoodSteps(
  covariance: Covariance,
  squared: Float64Array,
  y: Float64Array,
  gradient: Float64Array,
): Generator<void, number> {
  const n = y.length;
  const values = new Float64Array(squared.length);
  const byLength = new Float64Array(squared.length);
  const byShape = new Float64Array(squared.length);
  const one = new Float64Array(3);
  for (let k = 0; k < squared.length; k++) {
    covarianceWithSlopes(covariance, squared[k], one);
    values[k] = one[0];
    byLength[k] = one[1];
    byShape[k] = one[2];
  }
  yield;
  const factor = new GrowingCholesky(n);
  let work = 0;
  for (let i = 0; i < n; i++) {
    const row = values.slice(packedRow(i), packedRow(i + 1));
    row[i] += covariance.noise + baseJitter;
    if (!factor.append(row)) return Number.NEGATIVE_INFINITY;
    work += (i * i) / 2;
    if (work > workPerStep) {
      work = 0;
      yield;
    }
  }
  const alpha = y.slice();
  factor.solveLower(alpha);
  let fit = 0;
  for (let i = 0; i < n; i++) fit += alpha[i] * alpha[i];
  factor.solveUpper(alpha);
  const inverse = yield* inverseSteps(factor);
  gradient.fill(0);
  for (let i = 0, k = 0; i < n; i++) {
    for (let j = 0; j <= i; j++, k++) {
      const half = i === j ? 0.5 : 1; // off the diagonal every pair stands for two entries
      const weight = half * (alpha[i] * alpha[j] - inverse[k]);
      gradient[0] += weight * values[k];
      gradient[1] += weight * byLength[k];
      gradient[3] += weight * byShape[k];
      if (i === j) gradient[2] += weight * covariance.noise;
    }
  }
  return -0.5 * fit - 0.5 * factor.logDeterminant() - (n / 2) * Math.log(2 * Math.PI);
}

/** A⁻¹ = L⁻ᵀ L⁻¹, a packed lower triangle. @yields every few milliseconds */
function* inverseSteps({ packed, size: n }: GrowingCholesky): Generator<void, Float64Array> {
  // Rows of L⁻ᵀ: column j of L⁻¹, kept as a row so that all sums below run along memory.
  const columns = new Float64Array(n * n);
  let work = 0;
  for (let j = 0; j < n; j++) {
    const at = j * n;
    columns[at + j] = 1 / packed[packedRow(j) + j];
    for (let i = j + 1; i < n; i++) {
      const start = packedRow(i);
      columns[at + i] = -dot(packed, start + j, columns, at + j, i - j) / packed[start + i];
    }
    work += (n - j) ** 2 / 2;
    if (work > workPerStep) {
      work = 0;
      yield;
    }
  }
  const inverse = new Float64Array(packedRow(n));
  for (let i = 0, k = 0; i < n; i++) {
    for (let j = 0; j <= i; j++, k++) inverse[k] = dot(columns, i * n + i, columns, j * n + i, n - i);
    work += i * (n - i);
    if (work > workPerStep) {
      work = 0;
      yield;
    }
  }
  return inverse;
}
