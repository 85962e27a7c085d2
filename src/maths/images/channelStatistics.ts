/** What pixels are standardised by, channel by channel. */
interface ChannelStatistics {
  /** (3) of all pixels, 0–255 */
  mean: number[];
  /** (3) likewise, > 0 */
  deviation: number[];
}

const channels = 3;
const leastDeviation = 1; // of 255: an empty channel is not blown up to noise

/** Mean and deviation of each channel over all images. @param pixels (n, side, side, 3) row-major RGB, 0–255, at least one */
export function channelStatistics(pixels: Uint8Array): ChannelStatistics {
  if (pixels.length === 0 || pixels.length % channels !== 0) {
    throw new RangeError(`need pixels of three channels; got ${pixels.length} numbers`);
  }
  const [sums, squares] = [new Float64Array(channels), new Float64Array(channels)];
  for (let i = 0; i < pixels.length; i++) {
    sums[i % channels] += pixels[i];
    squares[i % channels] += pixels[i] ** 2;
  }
  const count = pixels.length / channels;
  const mean = Array.from(sums, sum => sum / count);
  const deviation = Array.from(squares, (sum, c) =>
    Math.max(leastDeviation, Math.sqrt(Math.max(0, sum / count - mean[c] ** 2))),
  );
  return { mean, deviation };
}

/** (value − mean) / deviation of each channel. @param pixels (n, side, side, 3) row-major RGB, 0–255 */
export function standardised(
  pixels: Uint8Array | Float32Array,
  { mean, deviation }: ChannelStatistics,
): Float32Array {
  return Float32Array.from(pixels, (value, i) => (value - mean[i % channels]) / deviation[i % channels]);
}

/** Back to 0–255, what lies outside cut off. @param values (n, side, side, 3) row-major, standardised */
export function asPixels(
  values: Float32Array,
  { mean, deviation }: ChannelStatistics,
): Uint8ClampedArray<ArrayBuffer> {
  return Uint8ClampedArray.from(values, (value, i) => value * deviation[i % channels] + mean[i % channels]);
}
