import * as tf from '@tensorflow/tfjs-core';
import { type PixelTaps, transposedTaps, viewTaps } from '../maths/viewTaps.ts';

/** Views of images as a linear map of their pixels, with the map's transpose: what a gradient goes back through. */
export interface PixelViews {
  /** (batch, side, side, channels) → the same */
  apply(images: tf.Tensor4D): tf.Tensor4D;
  /** The gradient before the views from the one behind them, both (batch, side, side, channels). */
  adjoint(gradient: tf.Tensor4D): tf.Tensor4D;
}

/**
 * Bilinear views whose edges reflect, the same on every backend, which tfjs's image.transform is not. The transpose is
 * gathered as the views are, from a table turned round beforehand: every backend gathers, not every one scatters.
 *
 * @param views (batch, 8) of drawViews
 */
export function createPixelViews(views: Float32Array, sidePx: number): PixelViews {
  const pixels = (views.length / 8) * sidePx * sidePx;
  const taps = viewTaps(views, sidePx);
  const turned = transposedTaps(taps, pixels);
  return { apply: images => gatherTaps(images, taps), adjoint: gradient => gatherTaps(gradient, turned) };
}

function gatherTaps(images: tf.Tensor4D, { perPixel, sources, weights }: PixelTaps): tf.Tensor4D {
  return tf.tidy(() => {
    const channels = images.shape[3];
    const rows = tf.reshape<tf.Rank.R2>(images, [-1, channels]); // (pixels, channels)
    const pixels = rows.shape[0];
    if (sources.length !== perPixel * pixels) {
      throw new RangeError(
        `need images of the views' number and side; got ${images.shape.join(' × ')} for ${sources.length / perPixel} pixels`,
      );
    }
    let sum: tf.Tensor2D = tf.zerosLike(rows);
    for (let tap = 0; tap < perPixel; tap++) {
      const part = [tap * pixels, (tap + 1) * pixels] as const;
      const seen = tf.gather(rows, tf.tensor1d(sources.subarray(...part), 'int32'));
      sum = tf.add(sum, tf.mul(seen, tf.tensor2d(weights.subarray(...part), [pixels, 1])));
    }
    return tf.reshape(sum, images.shape);
  });
}
