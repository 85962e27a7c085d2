const asymptoticFrom = 6; // there the seven terms of the series leave an error below 1e-13
/** −B₂ₖ / 2k of the asymptotic series (Abramowitz & Stegun 6.3.18). */
const series = [-1 / 12, 1 / 120, -1 / 252, 1 / 240, -1 / 132, 691 / 32760, -1 / 12];

/**
 * ψ(x), the derivative of ln Γ(x), to about 1e-13: the recurrence up to x ≥ 6, then the asymptotic series.
 *
 * @param x > 0
 * @throws RangeError otherwise
 */
export function digamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`need x > 0 for ψ(x); got ${x}`);
  let [at, below] = [x, 0];
  for (; at < asymptoticFrom; at++) below += 1 / at; // ψ(x + 1) = ψ(x) + 1 / x
  const inverse = 1 / (at * at);
  let tail = 0;
  for (let k = series.length - 1; k >= 0; k--) tail = (tail + series[k]) * inverse;
  return Math.log(at) - 0.5 / at + tail - below;
}
