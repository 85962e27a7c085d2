/**
 * A spectrum smoothed by a Gaussian, each value weighted by the inverse of its variance, so that noisy pixels (sky lines) do not
 * spread. Values that are missing count nothing, and a place where none is near stays missing.
 *
 * @param flux (n)
 * @param sigma (n) standard deviations; absent: all alike. A value without one counts nothing.
 * @param widthPixels standard deviation of the Gaussian, ≥ 0; 0 gives the flux as it is
 * @returns (n)
 */
export function smoothSpectrum(
  flux: Float64Array,
  sigma: Float64Array | undefined,
  widthPixels: number,
): Float64Array {
  if (!(widthPixels >= 0)) throw new RangeError(`need a width of at least 0 pixels; got ${widthPixels}`);
  if (widthPixels === 0) return flux.slice();
  const reach = Math.ceil(5 * widthPixels); // beyond lies less than 10⁻⁵ of it
  const kernel = Float64Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-0.5 * ((i - reach) / widthPixels) ** 2),
  );
  const n = flux.length;
  const weights = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const spread = sigma ? sigma[i] : 1;
    if (Number.isFinite(flux[i]) && spread > 0) weights[i] = 1 / (spread * spread);
  }
  const smoothed = new Float64Array(n).fill(Number.NaN);
  for (let i = 0; i < n; i++) {
    let [sum, weight] = [0, 0];
    const last = Math.min(n - 1, i + reach);
    for (let j = Math.max(0, i - reach); j <= last; j++) {
      if (weights[j] === 0) continue;
      const share = kernel[j - i + reach] * weights[j];
      sum += share * flux[j];
      weight += share;
    }
    if (weight > 0) smoothed[i] = sum / weight;
  }
  return smoothed;
}
