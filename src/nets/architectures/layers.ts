import * as tf from '@tensorflow/tfjs-core';
import type { Weights } from '../../maths/weights.ts';
import { changeOnWasm, runOnWasm } from '../device/wasmKernels.ts';
import { weightOf } from '../encoders/batchNorm.ts';
import { gelu } from '../encoders/gatedActivation.ts';
import { createParameter, type Parameter } from '../training/parameter.ts';
import { transposedProduct } from '../training/wasmFilterGradients.ts';
import { keepGradient, type NetworkLayer, plainLayer } from './networkLayer.ts';

const epsilon = 1e-6; // timm's for its vision transformers and ConvNeXt

/** A stored tensor as one that learns; an absent one as none. */
export function parameterOf(weights: Weights, key: string): Parameter {
  return createParameter(key, weightOf(weights, key));
}

/**
 * A linear layer on every token, or pixel.
 *
 * @param key such as "blocks.0.mlp.fc1": .weight (out, in), and .bias (out) where there is one
 */
export function linearLayer(weights: Weights, key: string): NetworkLayer {
  const weight = parameterOf(weights, `${key}.weight`);
  const bias = weights.has(`${key}.bias`) ? parameterOf(weights, `${key}.bias`) : undefined;
  const [out, into] = weight.shape;
  const matrix = weight.variable as tf.Variable<tf.Rank.R2>;
  return plainLayer(
    x =>
      tf.fused.conv2d({
        x,
        filter: tf.reshape(tf.transpose(matrix), [1, 1, into, out]),
        bias: bias?.variable as tf.Tensor | undefined,
        strides: 1,
        pad: 'valid',
      }),
    ({ x, dy }, way) => {
      const rows = tf.reshape<tf.Rank.R2>(dy, [-1, out]);
      keepGradient(way, weight.key, () => transposedProduct(rows, tf.reshape(x, [-1, into])));
      if (bias) keepGradient(way, bias.key, () => columnSums(rows));
      return way.needsInput ? tf.reshape<tf.Rank.R4>(tf.matMul(rows, matrix), x.shape) : undefined;
    },
    bias ? [weight, bias] : [weight],
  );
}

/**
 * Layer normalisation of the channels of every token, or pixel.
 *
 * @param key .weight and .bias, each (channels), channels a multiple of 4
 */
export function normLayer(weights: Weights, key: string): NetworkLayer {
  const [scale, shift] = ['weight', 'bias'].map(part => parameterOf(weights, `${key}.${part}`));
  const channels = scale.variable.size;
  return plainLayer(
    x =>
      runOnWasm<tf.Rank.R4>(x.shape, [x, scale.variable, shift.variable], (kernels, [from, by, plus], to) =>
        kernels.layerNorm(from, by, plus, to, x.size / channels, channels, epsilon),
      ) ?? tf.add<tf.Tensor4D>(tf.mul(normalised(x).normal, scale.variable), shift.variable),
    ({ x, dy }, way) => {
      const [batch] = x.shape;
      // Each image is summed first, then the sums: one long sum would cost float32 its last digits.
      const partial = [1, 2].map(() => tf.zeros<tf.Rank.R2>([batch, channels]));
      const rows = x.size / channels / batch;
      const [imageBytes, rowBytes] = [4 * rows * channels, 4 * channels];
      const quick = runOnWasm<tf.Rank.R4>(
        x.shape,
        [x, dy, scale.variable, ...partial],
        (kernels, [from, by, factor, ofScale, ofShift], to) => {
          for (let image = 0; image < batch; image++) {
            const [at, sums] = [image * imageBytes, image * rowBytes];
            const out = [to + at, ofScale + sums, ofShift + sums] as const;
            kernels.layerNormGradient(from + at, by + at, factor, ...out, rows, channels, epsilon);
          }
        },
      );
      if (quick) {
        keepGradient(way, scale.key, () => columnSums(partial[0]));
        keepGradient(way, shift.key, () => columnSums(partial[1]));
        return quick;
      }
      const { normal, factor } = normalised(x);
      const slope = tf.mul(dy, scale.variable);
      const along = tf.mul(normal, tf.mean(tf.mul(slope, normal), -1, true));
      keepGradient(way, scale.key, () => tf.sum(tf.mul(dy, normal), [0, 1, 2]));
      keepGradient(way, shift.key, () => tf.sum(dy, [0, 1, 2]));
      return tf.mul<tf.Tensor4D>(tf.sub(tf.sub(slope, tf.mean(slope, -1, true)), along), factor);
    },
    [scale, shift],
  );
}

function normalised(x: tf.Tensor4D): { normal: tf.Tensor4D; factor: tf.Tensor } {
  const centred = tf.sub<tf.Tensor4D>(x, tf.mean(x, -1, true));
  const factor = tf.rsqrt(tf.add(tf.mean(tf.square(centred), -1, true), epsilon)); // (batch, height, width, 1)
  return { normal: tf.mul(centred, factor), factor };
}

/** GELU, exact. Its size is a multiple of 4. */
export const geluLayer: NetworkLayer = plainLayer(gelu, ({ x, dy }) => {
  const quick = runOnWasm<tf.Rank.R4>(x.shape, [x, dy], (kernels, [from, by], to) =>
    kernels.geluGradient(from, by, to, x.size),
  );
  if (quick) return quick;
  const share = tf.mul(tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1), 0.5);
  const bell = tf.mul(tf.exp(tf.mul(tf.square(x), -0.5)), 1 / Math.sqrt(2 * Math.PI));
  return tf.mul(dy, tf.add(share, tf.mul(x, bell)));
});

/** How a convolution is laid over its image. */
interface ConvolutionPlace {
  stride: number;
  /** Zeros on every side. */
  pad: number;
}

/**
 * A convolution.
 *
 * @param key .weight (out, in, k, k), and .bias (out) where there is one
 */
export function convolutionLayer(
  weights: Weights,
  key: string,
  { stride, pad }: ConvolutionPlace,
): NetworkLayer {
  const kernel = parameterOf(weights, `${key}.weight`);
  const bias = weights.has(`${key}.bias`) ? parameterOf(weights, `${key}.bias`) : undefined;
  const filter = kernel.variable as tf.Variable<tf.Rank.R4>;
  const attributes = { strides: [stride, stride], dilations: [1, 1], pad, dataFormat: 'NHWC' };
  return plainLayer(
    x => tf.fused.conv2d({ x, filter, bias: bias?.variable as tf.Tensor | undefined, strides: stride, pad }),
    ({ x, dy }, way) => {
      const run = (part: string, inputs: tf.NamedTensorMap, shapes: object): tf.Tensor4D =>
        tf.engine().runKernel(`Conv2DBackprop${part}`, inputs, { ...attributes, ...shapes });
      keepGradient(way, kernel.key, () => run('Filter', { x, dy }, { filterShape: filter.shape }));
      if (bias) keepGradient(way, bias.key, () => columnSums(tf.reshape(dy, [-1, filter.shape[3]])));
      return way.needsInput ? run('Input', { dy, filter }, { inputShape: x.shape }) : undefined;
    },
    bias ? [kernel, bias] : [kernel],
  );
}

/** The sum of each column, (rows, columns) → (columns), columns a multiple of 4 on WASM, where tfjs's own moves all of it first. */
export function columnSums(x: tf.Tensor2D): tf.Tensor1D {
  const [rows, columns] = x.shape;
  const block = 256; // rows summed by themselves first: one long sum would cost float32 its last digits
  const partial = tf.zeros<tf.Rank.R2>([Math.ceil(rows / block), columns]);
  const total = tf.zeros<tf.Rank.R1>([columns]);
  const done =
    columns % 4 === 0 &&
    changeOnWasm([x, partial, total], (kernels, [from, sums, to]) => {
      for (let first = 0, part = 0; first < rows; first += block, part++) {
        const at = sums + 4 * part * columns;
        kernels.channelSums(from + 4 * first * columns, at, Math.min(block, rows - first), columns);
      }
      kernels.channelSums(sums, to, partial.shape[0], columns);
    });
  return done ? total : tf.sum<tf.Tensor1D>(x, 0);
}
