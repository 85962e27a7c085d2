import * as tf from '@tensorflow/tfjs-core';
import { runOnWasm } from '../device/wasmKernels.ts';

/** x · ½(1 + erf(x / √2)): the exact GELU (Hendrycks & Gimpel 2016). Shape as given; the caller disposes both. */
export function gelu(x: tf.Tensor4D): tf.Tensor4D {
  const ours = runOnWasm<tf.Rank.R4>(x.shape, [x], (kernels, [from], to) => kernels.gelu(from, to, x.size));
  return (
    ours ??
    tf.tidy(() => {
      const half = tf.mul(x, 0.5);
      return tf.add<tf.Tensor4D>(half, tf.mul(half, tf.erf(tf.mul(x, Math.SQRT1_2))));
    })
  );
}

/** x · sigmoid(x) (Elfwing et al. 2018). Shape as given; the caller disposes both. */
export function silu(x: tf.Tensor4D): tf.Tensor4D {
  const ours = runOnWasm<tf.Rank.R4>(x.shape, [x], (kernels, [from], to) => kernels.silu(from, to, x.size));
  return ours ?? tf.tidy(() => tf.mul<tf.Tensor4D>(x, tf.sigmoid(x)));
}
