import * as tf from '@tensorflow/tfjs-core';
import type { Weights } from '../../maths/weights.ts';
import { runOnWasm } from '../device/wasmKernels.ts';
import { weightOf } from './batchNorm.ts';
import { convolution } from './convolution.ts';
import type { Layer } from './layer.ts';
import { spatialMean } from './spatialMean.ts';

/**
 * Scales each channel by a gate in (0, 1) computed from all channels' means (Hu et al. 2018, squeeze-and-excitation;
 * EfficientNet's has a SiLU between its two layers).
 *
 * @param key such as "blocks.0.0.se": needs .conv_reduce and .conv_expand with weight and bias
 */
export function squeezeExcite(weights: Weights, key: string): Layer {
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
        return scaleOnWasm(x, gate) ?? tf.mul<tf.Tensor4D>(x, gate); // (batch, height, width, channels)
      }),
    tensors: [...reduce.tensors, ...expand.tensors],
  };
}

/** WASM's own product repeats the gate number by number, which takes thirty times as long. */
function scaleOnWasm(x: tf.Tensor4D, gate: tf.Tensor4D): tf.Tensor4D | undefined {
  const [batch, height, width, channels] = x.shape;
  if (channels % 4 !== 0) return undefined;
  const gateBytes = channels * Float32Array.BYTES_PER_ELEMENT;
  const imageBytes = height * width * gateBytes;
  return runOnWasm<tf.Rank.R4>(x.shape, [x, gate], (kernels, [from, by], to) => {
    for (let i = 0; i < batch; i++) {
      const offset = i * imageBytes;
      kernels.scaleChannels(from + offset, by + i * gateBytes, to + offset, height * width, channels);
    }
  });
}
