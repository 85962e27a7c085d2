/** A mixture of Gaussians whose axes lie along the coordinates. */
export interface DiagonalMixture {
  /** (components) logarithms of the weights, which sum to 1 */
  logWeights: Float64Array;
  /** (components, dimensions) row-major */
  means: Float64Array;
  /** (components, dimensions) row-major: logarithms of the variances */
  logVariances: Float64Array;
}

/** ln Σ exp(x), of numbers that may be far below or above 0; −∞ where all are. */
export function logSumExp(x: ArrayLike<number>): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < x.length; i++) most = Math.max(most, x[i]);
  if (most === Number.NEGATIVE_INFINITY) return most;
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += Math.exp(x[i] - most);
  return most + Math.log(sum);
}

const logTwoPi = Math.log(2 * Math.PI);

/**
 * ln p(z, c) of one point and every component: ln θ_c + Σ_d ln N(z_d; m_cd, λ_cd).
 *
 * @param z (dimensions)
 * @param out (components) filled and returned
 */
export function jointLogDensities(
  { logWeights, means, logVariances }: DiagonalMixture,
  z: ArrayLike<number>,
  out = new Float64Array(logWeights.length),
): Float64Array {
  const d = z.length;
  for (let c = 0; c < out.length; c++) {
    let sum = 0;
    for (let j = 0; j < d; j++) {
      const at = c * d + j;
      sum += logTwoPi + logVariances[at] + (z[j] - means[at]) ** 2 * Math.exp(-logVariances[at]);
    }
    out[c] = logWeights[c] - sum / 2;
  }
  return out;
}

/** Probabilities of the components from joint log densities, in place: γ_c = exp(ln p(z, c) − ln Σ p(z, c)). */
function toResponsibilities(jointLog: Float64Array): Float64Array {
  const total = logSumExp(jointLog);
  for (let c = 0; c < jointLog.length; c++) jointLog[c] = Math.exp(jointLog[c] - total);
  return jointLog;
}

/**
 * Probabilities of the components of many points.
 *
 * @param points (n, dimensions) row-major
 * @returns (n, components) row-major
 */
export function responsibilitiesOf(
  mixture: DiagonalMixture,
  points: Float32Array | Float64Array,
): Float32Array {
  const components = mixture.logWeights.length;
  const d = mixture.means.length / components;
  const n = points.length / d;
  const out = new Float32Array(n * components);
  const row = new Float64Array(components);
  for (let i = 0; i < n; i++) {
    jointLogDensities(mixture, points.subarray(i * d, i * d + d), row);
    out.set(toResponsibilities(row), i * components);
  }
  return out;
}
