import * as tf from '@tensorflow/tfjs-core';

/** (batch, height, width, channels) → (batch, 1, 1, channels): global average pooling. */
export function spatialMean(x: tf.Tensor4D): tf.Tensor4D {
  const [, height, width] = x.shape;
  // WASM's mean moves the channels to the front first, which takes eight times as long as a pool; a pool of one pixel it refuses.
  if (tf.getBackend() === 'wasm' && height * width > 1) return tf.avgPool(x, [height, width], 1, 'valid');
  return tf.mean(x, [1, 2], true);
}
