import * as tf from '@tensorflow/tfjs-core';
import type { Weights } from '../../maths/weights.ts';
import { foldBatchNorm, weightOf } from './batchNorm.ts';
import { type Activation, foldConvolution, type Padding } from './convolution.ts';
import { applyInTurn, type Layer } from './layer.ts';
import { squeezeExcite } from './squeezeExcite.ts';

/** What a block's tensors do not tell. */
interface BlockOptions {
  activation: Activation;
  padding: Padding;
  batchNormEpsilon: number;
  /** Of the depthwise convolution. */
  stride: 1 | 2;
}

/**
 * EfficientNet's block: expand (1 × 1) → depthwise → squeeze-excite → project (1 × 1, no activation), plus its input
 * where the shapes agree (Sandler et al. 2018, MobileNetV2; Tan & Le 2019). Which of these steps a block has is read from the keys.
 *
 * @param key such as "blocks.1.0", in timm's names
 */
export function invertedResidual(weights: Weights, key: string, options: BlockOptions): Layer {
  const expands = weights.has(`${key}.conv_pwl.weight`);
  const layer = (
    kernel: 'conv_pw' | 'conv_dw' | 'conv_pwl',
    norm: string,
    stride: 1 | 2,
    activation: Activation,
  ) =>
    foldConvolution(
      weightOf(weights, `${key}.${kernel}.weight`),
      foldBatchNorm(weights, `${key}.${norm}`, options.batchNormEpsilon),
      { stride, padding: options.padding, activation, depthwise: kernel === 'conv_dw' },
    );
  const { activation, stride } = options;
  const steps: Layer[] = [];
  if (expands) steps.push(layer('conv_pw', 'bn1', 1, activation));
  steps.push(layer('conv_dw', expands ? 'bn2' : 'bn1', stride, activation));
  if (weights.has(`${key}.se.conv_reduce.weight`)) steps.push(squeezeExcite(weights, `${key}.se`));
  const project = expands ? 'conv_pwl' : 'conv_pw'; // timm calls the projection of a block that does not expand "pw"
  steps.push(layer(project, expands ? 'bn3' : 'bn2', 1, 'linear'));

  const inChannels = weightOf(weights, `${key}.${expands ? 'conv_pw' : 'conv_dw'}.weight`).shape[
    expands ? 1 : 0
  ];
  const outChannels = weightOf(weights, `${key}.${project}.weight`).shape[0];
  const residual = stride === 1 && inChannels === outChannels;
  return {
    apply(x) {
      const y = applyInTurn(steps, x);
      if (!residual) return y;
      const sum = tf.add<tf.Tensor4D>(y, x);
      y.dispose();
      return sum;
    },
    tensors: steps.flatMap(step => step.tensors),
  };
}
