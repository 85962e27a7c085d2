import * as tf from '@tensorflow/tfjs-core';
import type { FeatureMaps } from '../../contracts/network.ts';
import { embedPixels } from '../encoders/embedder.ts';
import type { Encoder } from '../encoders/encoder.ts';

/**
 * What the channels of a stage make of one image. Of their hundreds those are shown that vary most from place to place:
 * a channel that answers everywhere alike shows nothing.
 *
 * @param pixels (1, sidePx, sidePx, 3) row-major RGB, 0–255
 * @param stage one of the encoder's
 * @param most channels wanted
 */
export async function featureMapsOf(
  encoder: Encoder,
  pixels: Uint8Array,
  sidePx: number,
  stage: string,
  most: number,
): Promise<FeatureMaps> {
  if (!encoder.stages.includes(stage)) {
    throw new Error(`need a stage of ${encoder.stages.join(', ')}; got ${stage}`);
  }
  if (pixels.length !== sidePx * sidePx * 3) {
    throw new RangeError(`need one image of ${sidePx} × ${sidePx} × 3; got ${pixels.length} values`);
  }
  let kept: tf.Tensor4D | undefined; // (1, height, width, channels)
  try {
    await embedPixels(encoder, pixels, sidePx, (name, output) => {
      if (name === stage) kept = tf.keep(tf.clone(output));
    });
    if (!kept) throw new Error(`need the network to show its stage ${stage}; it did not`);
    const [, heightPx, widthPx, channelCount] = kept.shape;
    const all = (await kept.data()) as Float32Array;
    const channels = mostVaried(all, channelCount).slice(0, most);
    const plane = heightPx * widthPx;
    const values = new Float32Array(channels.length * plane);
    for (const [i, channel] of channels.entries()) {
      for (let at = 0; at < plane; at++) values[i * plane + at] = all[at * channelCount + channel];
    }
    return { stage, heightPx, widthPx, channelCount, channels, values };
  } finally {
    kept?.dispose();
  }
}

/** Channels by falling standard deviation over the image; ties by number. @param values (places, channels) */
function mostVaried(values: Float32Array, channelCount: number): Uint32Array {
  const places = values.length / channelCount;
  const sums = new Float64Array(channelCount);
  const squares = new Float64Array(channelCount);
  for (let i = 0; i < values.length; i++) {
    sums[i % channelCount] += values[i];
    squares[i % channelCount] += values[i] * values[i];
  }
  const variances = squares.map((square, c) => square / places - (sums[c] / places) ** 2);
  return Uint32Array.from({ length: channelCount }, (_, c) => c).sort(
    (a, b) => variances[b] - variances[a] || a - b,
  );
}
