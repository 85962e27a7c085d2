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
    dBias: sumOfPixels(dz),
  };
}

/** (channels) by a mean over each picture, whose pixels tfjs's sum would first transpose. */
function sumOfPixels(x: tf.Tensor4D): tf.Tensor1D {
  const [batch, height, width, channels] = x.shape;
  const means = tf.avgPool(x, [height, width], 1, 'valid');
  return tf.mul<tf.Tensor1D>(tf.sum(tf.reshape<tf.Rank.R2>(means, [batch, channels]), 0), height * width);
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

/** A convolution of the gradient with the filter turned by half a turn; of every second pixel, see {@link strideGradient}. */
function inputGradient(
  dy: tf.Tensor4D,
  filter: tf.Tensor4D,
  inputShape: [number, number, number, number],
  stride: number,
): tf.Tensor4D {
  if (stride === 2) return strideGradient(dy, filter, inputShape);
  return tf.conv2d(dy, tf.transpose(tf.reverse(filter, [0, 1]), [0, 1, 3, 2]), 1, 'same');
}

/**
 * Of a filter of 3 × 3 that took steps of two, y(i) = Σ w(k) x(2 i + k): even inputs are seen by two outputs, odd ones by one. All
 * four parities of a pixel are channels of one convolution of 2 × 2, and are laid out then: with zeros between the pixels of dy it
 * would be more than twice the work.
 */
function strideGradient(
  dy: tf.Tensor4D,
  filter: tf.Tensor4D,
  [, height, width]: [number, number, number, number],
): tf.Tensor4D {
  const [rows, columns] = filter.shape;
  if (rows !== 3 || columns !== 3 || height % 2 !== 0 || width % 2 !== 0) {
    throw new RangeError(
      `need a filter of 3 × 3 and even sides; got ${rows} × ${columns} on ${height} × ${width} px`,
    );
  }
  const [outputs, inputs] = [filter.shape[3], filter.shape[2]];
  const taps = tapsOf(tapsOf(tf.transpose(filter, [0, 1, 3, 2]), 0), 1);
  const apart = tf.reshape(taps, [2, 2, 2, 2, outputs, inputs]); // output above or beside, parity, of rows and of columns
  const parities = tf.reshape<tf.Rank.R4>(tf.transpose(apart, [0, 2, 4, 1, 3, 5]), [
    2,
    2,
    outputs,
    4 * inputs,
  ]);
  const before: [number, number] = [1, 0];
  return unfolded(tf.conv2d(dy, parities, 1, [[0, 0], before, before, [0, 0]]));
}

/** Along an axis: of the output before, the tap on an even input and none on an odd one; of the output at it, both. */
function tapsOf(filter: tf.Tensor4D, axis: 0 | 1): tf.Tensor4D {
  const [first, last] = tf.split<tf.Tensor4D>(filter, [2, 1], axis);
  return tf.concat<tf.Tensor4D>([last, tf.zerosLike(last), first], axis);
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
