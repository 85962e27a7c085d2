import * as tf from '@tensorflow/tfjs-core';
import type { WeightTensor } from '../maths/weights.ts';
import type { FoldedBatchNorm } from './batchNorm.ts';

export type Activation = 'linear' | 'relu6' | 'silu' | 'sigmoid';
/** "same" pads as TensorFlow does, the odd pixel after; "symmetric" as PyTorch's (k − 1) / 2 on every side. */
export type Padding = 'same' | 'symmetric';

export interface ConvolutionOptions {
  stride: 1 | 2;
  padding: Padding;
  activation: Activation;
}

/** A convolution with bias and activation, its tensors on the backend. */
export interface Convolution {
  /** (batch, height, width, in) → (batch, ⌈height / stride⌉, ⌈width / stride⌉, out); the caller disposes both. */
  apply(x: tf.Tensor4D): tf.Tensor4D;
  /** What it holds on the backend; whoever made it disposes them. */
  tensors: readonly tf.Tensor[];
}

/**
 * A convolution without a bias of its own, with the batch norm that follows it folded in:
 * filter' = scale · filter, bias' = shift.
 *
 * @param kernel PyTorch's (out, in, k, k); (channels, 1, k, k) is taken as depthwise
 */
export function foldConvolution(
  kernel: WeightTensor,
  { scale, shift }: FoldedBatchNorm,
  options: ConvolutionOptions,
): Convolution {
  const [out] = kernel.shape;
  if (scale.length !== out) {
    throw new Error(
      `need a batch norm of ${out} channels after a convolution to ${out}; got ${scale.length}`,
    );
  }
  const perFilter = kernel.values.length / out;
  const values = kernel.values.map((value, i) => value * scale[Math.floor(i / perFilter)]);
  return convolution({ shape: kernel.shape, values }, Float32Array.from(shift), options);
}

/** @param bias (out) */
export function convolution(
  kernel: WeightTensor,
  bias: Float32Array,
  { stride, padding, activation }: ConvolutionOptions,
): Convolution {
  const [out, inPerGroup, height, width] = kernel.shape;
  const depthwise = inPerGroup === 1 && out > 1;
  const filter = depthwise
    ? tf.tensor4d(filtersLast(kernel), [height, width, out, 1])
    : tf.tensor4d(filtersLast(kernel), [height, width, inPerGroup, out]);
  const biases = tf.tensor1d(bias); // (out)
  const common = {
    filter,
    bias: biases,
    strides: stride,
    pad: padding === 'same' ? ('same' as const) : (height - 1) / 2,
    activation: fused(activation),
  };
  return {
    apply(x) {
      const y = depthwise ? tf.fused.depthwiseConv2d({ x, ...common }) : tf.fused.conv2d({ x, ...common });
      if (activation !== 'silu') return y;
      const gated = tf.tidy(() => tf.mul<tf.Tensor4D>(y, tf.sigmoid(y))); // no backend fuses SiLU
      y.dispose();
      return gated;
    },
    tensors: [filter, biases],
  };
}

/** What the backend does as it writes the convolution's output; "silu" is done after. */
function fused(activation: Activation): 'linear' | 'relu6' | 'sigmoid' {
  return activation === 'silu' ? 'linear' : activation;
}

/** PyTorch's (out, in, height, width) as tfjs's (height, width, in, out), which for depthwise is (height, width, channels, 1). */
function filtersLast({ shape, values }: WeightTensor): Float32Array {
  const [out, inPerGroup, height, width] = shape;
  const moved = new Float32Array(values.length);
  let from = 0;
  for (let o = 0; o < out; o++) {
    for (let i = 0; i < inPerGroup; i++) {
      for (let at = 0; at < height * width; at++) moved[(at * inPerGroup + i) * out + o] = values[from++];
    }
  }
  return moved;
}
