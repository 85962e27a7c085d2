const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI);
const seriesUpTo = 3; // there the series needs 40 terms; beyond it the continued fraction needs no more

/** Density of the standard normal distribution. */
export function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2 - halfLogTwoPi);
}

/** Probability that a standard normal variable is below z, to about 1e-15. */
export function normalCumulative(z: number): number {
  if (z > seriesUpTo) return 1 - normalDensity(z) * millsRatio(z);
  if (z < -seriesUpTo) return normalDensity(z) * millsRatio(-z);
  // ½ + φ(z) Σ z^(2n+1) / (2n+1)!!, Abramowitz & Stegun 26.2.11
  let term = z;
  let sum = z;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (z * z) / (2 * n + 1);
    sum += term;
  }
  return 0.5 + normalDensity(z) * sum;
}

/**
 * ln(φ(z) + z Φ(z)), the logarithm of the expected excess of a standard normal variable over −z. It stays finite where
 * the value itself underflows, so that even the least promising galaxies can be ranked (Ament et al. 2023, "Unexpected
 * improvements to expected improvement").
 */
export function logExpectedExcess(z: number): number {
  if (z > -seriesUpTo) return Math.log(normalDensity(z) + z * normalCumulative(z));
  // φ(z) (1 − |z| M(|z|)); for large |z| the difference is 1/z² and smaller than the rounding error
  const tail = z < -1e4 ? 1 / (z * z) : 1 + z * millsRatio(-z);
  return (-z * z) / 2 - halfLogTwoPi + Math.log(tail);
}

/** (1 − Φ(z)) / φ(z) for z ≥ 3, by Laplace's continued fraction 1/(z + 1/(z + 2/(z + …))). */
function millsRatio(z: number): number {
  let below = z;
  for (let k = 60; k >= 1; k--) below = z + k / below; // 60 levels at z = 3 leave 1e-15
  return 1 / below;
}
