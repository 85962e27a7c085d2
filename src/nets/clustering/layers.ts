import * as tf from '@tensorflow/tfjs-core';

/** What a layer's backward pass gives; `dx` where it was asked for. */
interface LayerGradient<X extends tf.Tensor> {
  dx?: X;
  dWeight: tf.Tensor;
  dBias: tf.Tensor1D;
}

/** x · w + b, and a leaky ReLU where its slope is not 1. @param x (batch, in) @param w (in, out) @param b (out) */
export function dense(x: tf.Tensor2D, w: tf.Tensor2D, b: tf.Tensor1D, slope: number): tf.Tensor2D {
  const raw = tf.add<tf.Tensor2D>(tf.matMul(x, w), b);
  return slope === 1 ? raw : tf.leakyRelu(raw, slope);
}

/** How a layer was run, for its way back. */
export interface LayerPass<X extends tf.Tensor, W extends tf.Tensor> {
  x: X;
  weight: W;
  /** What the layer gave. */
  y: X;
  /** ∂loss / ∂y */
  dy: X;
  /** Slope below 0 of the leaky ReLU after it; 1 for none. */
  slope: number;
  needsInput: boolean;
}

/** Gradients of {@link dense}. Matrices are transposed first: tfjs's products with a transposed one take eight times as long on WASM. */
export function denseBackward(pass: LayerPass<tf.Tensor2D, tf.Tensor2D>): LayerGradient<tf.Tensor2D> {
  const { x, weight, needsInput } = pass;
  const dz = behindLeak(pass);
  return {
    dx: needsInput ? tf.matMul(dz, tf.transpose(weight)) : undefined,
    dWeight: tf.matMul(tf.transpose(x), dz),
    dBias: tf.sum(dz, 0),
  };
}

/**
 * A convolution with its bias and a leaky ReLU, padded as TensorFlow's "same".
 *
 * @param x (batch, height, width, in)
 * @param filter (side, side, in, out)
 * @param bias (out)
 * @returns (batch, ⌈height / stride⌉, ⌈width / stride⌉, out)
 */
export function convolveLeaky(
  x: tf.Tensor4D,
  filter: tf.Tensor4D,
  bias: tf.Tensor1D,
  { stride, slope }: { stride: 1 | 2; slope: number },
): tf.Tensor4D {
  const activation = slope === 1 ? ('linear' as const) : ('leakyrelu' as const);
  return tf.fused.conv2d({
    x,
    filter,
    bias,
    strides: stride,
    pad: 'same',
    activation,
    leakyreluAlpha: slope,
  });
}

/** Gradients of {@link convolveLeaky}. */
export function convolveLeakyBackward(
  pass: LayerPass<tf.Tensor4D, tf.Tensor4D>,
  stride: 1 | 2,
): LayerGradient<tf.Tensor4D> {
  const { x, weight, needsInput } = pass;
  const dz = behindLeak(pass);
  return {
    dx: needsInput ? inputGradient(dz, weight, x.shape, stride) : undefined,
    dWeight: filterGradient(x, dz, weight.shape, stride),
    dBias: tf.sum(tf.reshape<tf.Rank.R2>(dz, [-1, weight.shape[3]]), 0),
  };
}

function behindLeak<X extends tf.Tensor>({ y, dy, slope }: { y: X; dy: X; slope: number }): X {
  return slope === 1 ? dy : tf.mul<X>(dy, tf.step(y, slope));
}

/** Our kernel takes outputs by eights; with fewer, tfjs's slow product would do it: zeros are added, and cut off again. */
function filterGradient(
  x: tf.Tensor4D,
  dy: tf.Tensor4D,
  filterShape: [number, number, number, number],
  stride: number,
): tf.Tensor4D {
  const [height, width, inputs, outputs] = filterShape;
  const missing = (8 - (outputs % 8)) % 8;
  const attributes = { strides: [stride, stride], pad: 'same', dataFormat: 'NHWC' };
  const run = (gradient: tf.Tensor4D, shape: number[]): tf.Tensor4D =>
    tf.engine().runKernel('Conv2DBackpropFilter', { x, dy: gradient }, { ...attributes, filterShape: shape });
  if (missing === 0) return run(dy, filterShape);
  const [batch, outHeight, outWidth] = dy.shape;
  const rows = tf.pad(tf.reshape<tf.Rank.R2>(dy, [-1, outputs]), [
    [0, 0],
    [0, missing],
  ]);
  const wide = tf.reshape<tf.Rank.R4>(rows, [batch, outHeight, outWidth, outputs + missing]);
  const all = run(wide, [height, width, inputs, outputs + missing]);
  return tf.slice(all, [0, 0, 0, 0], [height, width, inputs, outputs]);
}

/** A convolution of the gradient, its pixels set `stride` apart, with the filter turned by half a turn. */
function inputGradient(
  dy: tf.Tensor4D,
  filter: tf.Tensor4D,
  inputShape: [number, number, number, number],
  stride: number,
): tf.Tensor4D {
  const [, height, width] = inputShape;
  const side = filter.shape[0];
  const turned = tf.transpose(tf.reverse(filter, [0, 1]), [0, 1, 3, 2]);
  if (stride === 1) return tf.conv2d(dy, turned, 1, 'same');
  const apart = setApart(dy); // pixel (i, j) at (2 i, 2 j) of (2 out, 2 out)
  const before = Math.floor(Math.max(0, (dy.shape[1] - 1) * stride + side - height) / 2); // what "same" puts above and left
  const lead = side - 1 - before;
  const padded = tf.pad(apart, [
    [0, 0],
    [lead, height + side - 1 - lead - apart.shape[1]],
    [lead, width + side - 1 - lead - apart.shape[2]],
    [0, 0],
  ]);
  return tf.conv2d(padded, turned, 1, 'valid');
}

/** Zeros between the pixels: (batch, h, w, c) → (batch, 2 h, 2 w, c). */
function setApart(x: tf.Tensor4D): tf.Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const wide = tf.pad(tf.reshape(x, [batch * height * width, channels]), [
    [0, 0],
    [0, channels],
  ]); // a pixel and its right neighbour of zeros
  const rows = tf.reshape<tf.Rank.R2>(wide, [batch * height, 2 * width * channels]);
  const tall = tf.pad(rows, [
    [0, 0],
    [0, 2 * width * channels],
  ]);
  return tf.reshape(tall, [batch, 2 * height, 2 * width, channels]);
}

/** Each pixel four times: (batch, h, w, c) → (batch, 2 h, 2 w, c). */
export function doubled(x: tf.Tensor4D): tf.Tensor4D {
  const [, height, width] = x.shape;
  return tf.image.resizeNearestNeighbor(x, [2 * height, 2 * width]);
}

/** The gradient of {@link doubled}: the sum of the four. */
export function doubledBackward(dy: tf.Tensor4D): tf.Tensor4D {
  return tf.mul(tf.avgPool(dy, 2, 2, 'valid'), 4);
}

/**
 * Channels laid out as pixels: (batch, h, w, 4 c) → (batch, 2 h, 2 w, c), channel (2 dy + dx) c + k to pixel (dy, dx). By
 * reshape and transpose, for tfjs's depthToSpace has no gradient.
 */
export function unfolded(x: tf.Tensor4D): tf.Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const parts = tf.reshape(x, [batch * height, width, 2, channels / 2]);
  return tf.reshape(tf.transpose(parts, [0, 2, 1, 3]), [batch, 2 * height, 2 * width, channels / 4]);
}

/** The way back of {@link unfolded}, and its gradient. */
export function folded(y: tf.Tensor4D): tf.Tensor4D {
  const [batch, height, width, channels] = y.shape;
  const parts = tf.reshape(y, [(batch * height) / 2, 2, width / 2, 2 * channels]);
  return tf.reshape(tf.transpose(parts, [0, 2, 1, 3]), [batch, height / 2, width / 2, 4 * channels]);
}
