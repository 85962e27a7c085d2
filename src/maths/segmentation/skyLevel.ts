/** The sky of an image or of a part of it. */
interface SkyLevel {
  /** Median of the pixels that are left. */
  median: number;
  mean: number;
  /** Standard deviation of the pixels that are left, with n. */
  noise: number;
}

/**
 * The level and noise of the sky: pixels farther than `clip` standard deviations from the median are left out, again and again,
 * until none is (astropy's sigma_clip with its defaults).
 *
 * @param pixels any order; at least one finite
 * @param clip in standard deviations. Default 3
 * @param iterations at most. Default 10
 * @throws RangeError where no pixel is finite
 */
export function skyLevel(pixels: ArrayLike<number>, clip = 3, iterations = 10): SkyLevel {
  let kept = Float64Array.from(pixels)
    .filter(value => Number.isFinite(value))
    .sort();
  if (kept.length === 0)
    throw new RangeError(`need a finite pixel; got ${pixels.length} pixels, none finite`);
  for (let i = 0; ; i++) {
    const level = levelOf(kept);
    if (i === iterations) return level;
    const { median, noise } = level;
    const next = kept.filter(value => Math.abs(value - median) <= clip * noise);
    if (next.length === kept.length || next.length === 0) return level;
    kept = next;
  }
}

/** @param sorted ascending */
function levelOf(sorted: Float64Array): SkyLevel {
  const n = sorted.length;
  const median = n % 2 === 1 ? sorted[(n - 1) / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
  const mean = sorted.reduce((sum, value) => sum + value, 0) / n;
  const squares = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { median, mean, noise: Math.sqrt(squares / n) };
}
