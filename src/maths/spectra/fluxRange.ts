const noisyTimes = 5; // a pixel so much noisier than the median is a sky line or an end: it does not set the scale

/**
 * Between which values a spectrum is drawn: from 0, or the least value below it, to a little above the largest. Pixels far noisier
 * than most do not count.
 *
 * @param flux (n)
 * @param sigma (n)
 * @param from first pixel, and the one after the last
 */
export function fluxRange(
  flux: Float64Array,
  sigma: Float64Array | undefined,
  [from, to]: readonly [from: number, to: number] = [0, flux.length],
): [low: number, high: number] {
  const spreads = sigma ? Array.from(sigma.subarray(from, to)).filter(value => value > 0) : [];
  spreads.sort((a, b) => a - b);
  const most = spreads.length > 0 ? noisyTimes * spreads[spreads.length >> 1] : Number.POSITIVE_INFINITY;
  let [low, high] = [0, Number.NEGATIVE_INFINITY];
  for (let i = from; i < to; i++) {
    if (!Number.isFinite(flux[i]) || (sigma && !(sigma[i] <= most))) continue;
    low = Math.min(low, flux[i]);
    high = Math.max(high, flux[i]);
  }
  if (!(high > low)) return [low, low + 1];
  return [low, high + 0.05 * (high - low)];
}
