import * as tf from '@tensorflow/tfjs-core';
import type { Weights } from '../../maths/weights.ts';
import { runOnWasm } from '../device/wasmKernels.ts';
import { weightOf } from './batchNorm.ts';
import type { Layer } from './layer.ts';

const epsilon = 1e-6; // timm's for ConvNeXt and ViT; PyTorch's own default is 1e-5

/**
 * Normalises the channels of every pixel, or token, by themselves (Ba et al. 2016).
 *
 * @param key such as "stem.1": needs .weight and .bias, each (channels)
 */
export function layerNorm(weights: Weights, key: string): Layer {
  const scale = tf.tensor1d(weightOf(weights, `${key}.weight`).values); // (channels)
  const shift = tf.tensor1d(weightOf(weights, `${key}.bias`).values); // (channels)
  const channels = scale.size;
  return {
    apply: x =>
      (channels % 4 === 0 ? onWasm(x) : undefined) ??
      tf.tidy(() => {
        const centred = tf.sub(x, tf.mean(x, -1, true)); // (batch, height, width, channels)
        const variance = tf.mean(tf.square(centred), -1, true); // (batch, height, width, 1)
        const normal = tf.mul(centred, tf.rsqrt(tf.add(variance, epsilon)));
        return tf.add<tf.Tensor4D>(tf.mul(normal, scale), shift); // (batch, height, width, channels)
      }),
    tensors: [scale, shift],
  };

  function onWasm(x: tf.Tensor4D): tf.Tensor4D | undefined {
    return runOnWasm<tf.Rank.R4>(x.shape, [x, scale, shift], (kernels, [from, by, plus], to) =>
      kernels.layerNorm(from, by, plus, to, x.size / channels, channels, epsilon),
    );
  }
}
