import * as tf from '@tensorflow/tfjs-core';
import type { Weights } from '../maths/weights.ts';
import { weightOf } from './batchNorm.ts';
import { type Convolution, convolution } from './convolution.ts';
import { spatialMean } from './spatialMean.ts';

/**
 * Scales each channel by a gate in (0, 1) computed from all channels' means (Hu et al. 2018, squeeze-and-excitation;
 * EfficientNet's has a SiLU between its two layers).
 *
 * @param key such as "blocks.0.0.se": needs .conv_reduce and .conv_expand with weight and bias
 */
export function squeezeExcite(weights: Weights, key: string): Convolution {
  const layer = (name: string, activation: 'silu' | 'sigmoid') =>
    convolution(weightOf(weights, `${key}.${name}.weight`), weightOf(weights, `${key}.${name}.bias`).values, {
      stride: 1,
      padding: 'same',
      activation,
    });
  const reduce = layer('conv_reduce', 'silu');
  const expand = layer('conv_expand', 'sigmoid');
  return {
    apply: x =>
      tf.tidy(() => {
        const gate = expand.apply(reduce.apply(spatialMean(x))); // (batch, 1, 1, channels)
        return tf.mul<tf.Tensor4D>(x, gate); // (batch, height, width, channels)
      }),
    tensors: [...reduce.tensors, ...expand.tensors],
  };
}
