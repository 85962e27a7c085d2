import * as tf from '@tensorflow/tfjs-core';
import type { WeightTensor } from '../../maths/weights.ts';
import type { FoldedBatchNorm } from './batchNorm.ts';
import { wideDepthwise } from './depthwise.ts';
import { filtersLast } from './filterLayout.ts';
import { gelu, silu } from './gatedActivation.ts';
import type { Layer } from './layer.ts';

/** What follows a convolution, element by element. */
export type Activation = 'linear' | 'relu' | 'relu6' | 'sigmoid' | 'silu' | 'gelu';

/**
 * "same" pads as TensorFlow does, an odd pixel at the end; "symmetric" by (k − 1) / 2 on every side, as PyTorch; "none" not
 * at all, as for patches.
 */
export type Padding = 'same' | 'symmetric' | 'none';

/** How a convolution is applied. */
interface ConvolutionOptions {
  /** Pixels between two outputs, along both axes. */
  stride: number;
  padding: Padding;
  activation: Activation;
  /** Each channel has a filter of its own: the kernel is (channels, 1, k, k). Default false. */
  depthwise?: boolean;
}

/**
 * A convolution without a bias of its own, with the batch norm that follows it folded in:
 * filter' = scale · filter, bias' = shift.
 *
 * @param kernel PyTorch's (out, in, k, k)
 */
export function foldConvolution(
  kernel: WeightTensor,
  { scale, shift }: FoldedBatchNorm,
  options: ConvolutionOptions,
): Layer {
  const [out] = kernel.shape;
  if (scale.length !== out) {
    throw new Error(
      `need a batch norm of ${out} channels after a convolution to ${out}; got ${scale.length}`,
    );
  }
  return convolution(scaleFilters(kernel, scale), Float32Array.from(shift), options);
}

/**
 * Multiplies every filter by its own factor.
 *
 * @param tensor (out, in, k, k) row-major
 * @param scale (out)
 * @returns (out, in, k, k) row-major, a copy
 */
export function scaleFilters(tensor: WeightTensor, scale: ArrayLike<number>): WeightTensor {
  const { shape, values } = tensor;
  const perFilter = values.length / shape[0];
  const scaled = new Float32Array(values.length);
  for (let o = 0, i = 0; o < shape[0]; o++) {
    for (const end = i + perFilter; i < end; i++) scaled[i] = values[i] * scale[o];
  }
  return { shape, values: scaled };
}

/**
 * A convolution or linear layer: (batch, height, width, in) → (batch, ⌈height / stride⌉, ⌈width / stride⌉, out), rounded
 * down where nothing is padded.
 *
 * @param kernel PyTorch's (out, in, k, k); a linear layer's (out, in) is taken as 1 × 1
 * @param bias (out)
 */
export function convolution(
  kernel: WeightTensor,
  bias: Float32Array,
  { stride, padding, activation, depthwise = false }: ConvolutionOptions,
): Layer {
  const [out, inPerGroup, height = 1, width = 1] = kernel.shape;
  const filter = depthwise
    ? tf.tensor4d(filtersLast(kernel), [height, width, out, 1])
    : tf.tensor4d(filtersLast(kernel), [height, width, inPerGroup, out]);
  const biases = tf.tensor1d(bias); // (out)
  const common = {
    filter,
    bias: biases,
    strides: stride,
    pad: padding === 'same' ? ('same' as const) : padding === 'none' ? ('valid' as const) : (height - 1) / 2,
    activation: fused(activation),
  };
  const keepsSize = stride === 1 && padding !== 'none' && activation === 'linear';
  return {
    apply(x) {
      if (depthwise) {
        const wide = keepsSize ? wideDepthwise(x, filter, biases) : undefined;
        if (wide) return wide;
      }
      const y = depthwise ? tf.fused.depthwiseConv2d({ x, ...common }) : tf.fused.conv2d({ x, ...common });
      if (activation !== 'silu' && activation !== 'gelu') return y;
      const gated = activation === 'silu' ? silu(y) : gelu(y); // no backend can fuse these
      y.dispose();
      return gated;
    },
    tensors: [filter, biases],
  };
}

/** What the backend does as it writes the convolution's output; SiLU and GELU are done after. */
function fused(activation: Activation): 'linear' | 'relu' | 'relu6' | 'sigmoid' {
  return activation === 'silu' || activation === 'gelu' ? 'linear' : activation;
}
