import { finiteAscending } from '../statistics/radixOrder.ts';

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
  const sorted = ascending(pixels);
  if (sorted.length === 0)
    throw new RangeError(`need a finite pixel; got ${pixels.length} pixels, none finite`);
  let [first, end] = [0, sorted.length]; // what is left of sorted pixels lies together
  for (let i = 0; ; i++) {
    const level = levelOf(sorted, first, end);
    if (i === iterations) return level;
    const { median, noise } = level;
    let [nextFirst, nextEnd] = [first, end];
    while (nextFirst < end && median - sorted[nextFirst] > clip * noise) nextFirst++;
    while (nextEnd > nextFirst && sorted[nextEnd - 1] - median > clip * noise) nextEnd--;
    if (nextEnd - nextFirst === end - first || nextEnd === nextFirst) return level;
    [first, end] = [nextFirst, nextEnd];
  }
}

function ascending(pixels: ArrayLike<number>): Float32Array | Float64Array {
  if (pixels instanceof Float32Array) return finiteAscending(pixels);
  return Float64Array.from(pixels)
    .filter(value => Number.isFinite(value))
    .sort();
}

/** @param sorted ascending, of which those from `first` up to `end` count */
function levelOf(sorted: Float32Array | Float64Array, first: number, end: number): SkyLevel {
  const n = end - first;
  const middle = first + (n >> 1);
  const median = n % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  let sum = 0;
  for (let i = first; i < end; i++) sum += sorted[i];
  const mean = sum / n;
  let squares = 0;
  for (let i = first; i < end; i++) squares += (sorted[i] - mean) ** 2;
  return { median, mean, noise: Math.sqrt(squares / n) };
}
