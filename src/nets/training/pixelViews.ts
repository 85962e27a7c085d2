import * as tf from '@tensorflow/tfjs-core';
import { type PixelTaps, transposedTaps, viewTaps } from '../../maths/images/viewTaps.ts';
import { runOnWasm } from '../device/wasmKernels.ts';

/** Views of images (rotated, shifted, zoomed) as a linear map of their pixels, and its transpose for gradients. */
export interface PixelViews {
  /** (batch, side, side, channels) → the same */
  apply(images: tf.Tensor4D): tf.Tensor4D;
  /** Gradient with respect to the images from that with respect to the views, both (batch, side, side, channels). */
  adjoint(gradient: tf.Tensor4D): tf.Tensor4D;
}

/**
 * Bilinear views whose edges reflect, equal on every backend, which tfjs's image.transform is not. The transpose is a
 * gather too, from a transposed table, since not every backend can scatter.
 *
 * @param views (batch, 8) of drawViews
 */
export function createPixelViews(views: Float32Array, sidePx: number): PixelViews {
  const pixels = (views.length / 8) * sidePx * sidePx;
  const taps = viewTaps(views, sidePx);
  let turned: PixelTaps | undefined; // many callers need no gradient
  return {
    apply: images => gatherTaps(images, taps),
    adjoint: gradient => {
      turned ??= transposedTaps(taps, pixels);
      return gatherTaps(gradient, turned);
    },
  };
}

function gatherTaps(images: tf.Tensor4D, { perPixel, sources, weights }: PixelTaps): tf.Tensor4D {
  return tf.tidy(() => {
    const channels = images.shape[3];
    const pixels = images.size / channels;
    if (sources.length !== perPixel * pixels) {
      throw new RangeError(
        `need images of the same number and side as the views; got ${images.shape.join(' × ')} for ${sources.length / perPixel} pixels`,
      );
    }
    const from = tf.tensor2d(sources, [perPixel, pixels], 'int32');
    const share = tf.tensor3d(weights, [perPixel, pixels, 1]);
    // tfjs's own gather takes ten times as long on WASM: it copies each pixel with a call.
    const quick = runOnWasm<tf.Rank.R4>(images.shape, [images, from, share], (kernels, [x, at, by], to) =>
      kernels.gatherTaps(x, at, by, to, pixels, perPixel, channels),
    );
    if (quick) return quick;
    const rows = tf.reshape<tf.Rank.R2>(images, [pixels, channels]);
    let sum: tf.Tensor2D = tf.zerosLike(rows);
    for (let tap = 0; tap < perPixel; tap++) {
      const seen = tf.gather(rows, tf.squeeze<tf.Tensor1D>(tf.slice(from, tap, 1), [0])); // (pixels, channels)
      sum = tf.add(sum, tf.mul(seen, tf.squeeze(tf.slice(share, tap, 1), [0])));
    }
    return tf.reshape(sum, images.shape);
  });
}
