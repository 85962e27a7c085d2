import * as tf from '@tensorflow/tfjs-core';

/** (batch, height, width, channels) → (batch, 1, 1, channels): global average pooling. */
export function spatialMean(x: tf.Tensor4D): tf.Tensor4D {
  return tf.mean(x, [1, 2], true);
}
