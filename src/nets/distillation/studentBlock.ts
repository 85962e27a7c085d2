import * as tf from '@tensorflow/tfjs-core';
import { changeOnWasm, runOnWasm } from '../device/wasmKernels.ts';
import {
  instanceNorm,
  instanceNormChange,
  instanceNormGradient,
  instanceNormGradientChange,
  type Normal,
  type NormalChange,
  type NormGradient,
} from './instanceNorm.ts';

/** A block's parameters, or a gradient or a direction of them. */
export interface BlockTensors {
  /** (3, 3, in, out) */
  filter: tf.Tensor4D;
  /** (out) */
  scale: tf.Tensor1D;
  /** (out) */
  shift: tf.Tensor1D;
}

/** What a block made of its input, kept for its gradients. */
export interface BlockPass {
  /** (batch, side, side, in) */
  input: tf.Tensor4D;
  normal: Normal;
  /** (batch, side, side, out): 1 where the ReLU lets through, else 0. */
  open: tf.Tensor4D;
  /** (batch, side / 2, side / 2, out) */
  output: tf.Tensor4D;
}

/** A block's gradients, and on the way to them what their own derivatives need. */
interface BlockGradient {
  /** Behind the norm's scale and shift. */
  dActivated: tf.Tensor4D;
  /** Behind the norm. */
  dNormal: tf.Tensor4D;
  /** Behind the convolution: `norm.input`. */
  norm: NormGradient;
}

/** How a block's pass changes along a direction. */
export interface BlockChange {
  /** Absent where the input does not change: the images. */
  input?: tf.Tensor4D;
  normal: NormalChange;
  output: tf.Tensor4D;
}

/** Convolution, instance norm, ReLU, mean of every 2 × 2 pixels. @param input (batch, side, side, in) */
export function blockForward(input: tf.Tensor4D, { filter, scale, shift }: BlockTensors): BlockPass {
  const normal = instanceNorm(convolve(input, filter));
  const activated = tf.add<tf.Tensor4D>(tf.mul(normal.values, scale), shift);
  const open = tf.step<tf.Tensor4D>(activated);
  return { input, normal, open, output: tf.avgPool(tf.mul(activated, open), 2, 2, 'valid') };
}

/** @param dOutput (batch, side / 2, side / 2, out) */
export function blockBackward(pass: BlockPass, { scale }: BlockTensors, dOutput: tf.Tensor4D): BlockGradient {
  const dActivated = tf.mul<tf.Tensor4D>(spread(dOutput), pass.open);
  const dNormal = tf.mul<tf.Tensor4D>(dActivated, scale);
  return { dActivated, dNormal, norm: instanceNormGradient(pass.normal, dNormal) };
}

/** What a gradient says of the block's parameters. */
export function blockParameterGradient(
  pass: BlockPass,
  { dActivated, norm }: BlockGradient,
  of: BlockTensors,
): BlockTensors {
  return {
    filter: filterGradient(pass.input, norm.input, of.filter.shape),
    scale: channelSums(tf.mul<tf.Tensor4D>(dActivated, pass.normal.values)),
    shift: channelSums(dActivated),
  };
}

/** What a gradient says of the block's input: a convolution with the filter turned half round. @returns (batch, side, side, in) */
export function blockInputGradient(dConvolved: tf.Tensor4D, filter: tf.Tensor4D): tf.Tensor4D {
  return convolve(dConvolved, tf.transpose(turnedHalfRound(filter), [0, 1, 3, 2]));
}

/** A filter's taps in the opposite order; tf.reverse takes longer on WASM than many a convolution. */
function turnedHalfRound(filter: tf.Tensor4D): tf.Tensor4D {
  const [height, width, inputs, outputs] = filter.shape;
  const [taps, tapSize] = [height * width, inputs * outputs];
  const tapBytes = tapSize * Float32Array.BYTES_PER_ELEMENT;
  const quick =
    tapSize % 4 === 0
      ? runOnWasm<tf.Rank.R4>(filter.shape, [filter], (kernels, [from], to) =>
          kernels.copyPixels(from + (taps - 1) * tapBytes, -tapBytes, to, tapBytes, taps, tapSize),
        )
      : undefined;
  return quick ?? tf.reverse(filter, [0, 1]);
}

/** How a pass changes where its parameters change by `direction` and its input by `dotInput`. */
export function blockForwardChange(
  pass: BlockPass,
  { filter, scale }: BlockTensors,
  direction: BlockTensors,
  dotInput?: tf.Tensor4D,
): BlockChange {
  const byFilter = convolve(pass.input, direction.filter);
  const dotConvolved = dotInput ? tf.add<tf.Tensor4D>(byFilter, convolve(dotInput, filter)) : byFilter;
  const normal = instanceNormChange(pass.normal, dotConvolved);
  const byNorm = tf.add(tf.mul(normal.values, scale), direction.shift);
  const dotActivated = tf.add(byNorm, tf.mul(pass.normal.values, direction.scale));
  const output = tf.avgPool(tf.mul<tf.Tensor4D>(dotActivated, pass.open), 2, 2, 'valid');
  return { input: dotInput, normal, output };
}

/** How a block's gradients change: those of its parameters, and that behind its convolution. */
export function blockBackwardChange(
  pass: BlockPass,
  change: BlockChange,
  gradient: BlockGradient,
  { own: { filter, scale }, direction }: { own: BlockTensors; direction: BlockTensors },
  dotDOutput: tf.Tensor4D,
): { parameters: BlockTensors; dotDConvolved: tf.Tensor4D } {
  const { dActivated, dNormal, norm } = gradient;
  const dotDActivated = tf.mul<tf.Tensor4D>(spread(dotDOutput), pass.open);
  const dotDNormal = tf.add<tf.Tensor4D>(tf.mul(dotDActivated, scale), tf.mul(dActivated, direction.scale));
  const dotDConvolved = instanceNormGradientChange(pass.normal, change.normal, dNormal, norm, dotDNormal);
  const byGradient = filterGradient(pass.input, dotDConvolved, filter.shape);
  return {
    parameters: {
      filter: change.input
        ? tf.add(byGradient, filterGradient(change.input, norm.input, filter.shape))
        : byGradient,
      scale: channelSums(
        tf.add<tf.Tensor4D>(
          tf.mul(dotDActivated, pass.normal.values),
          tf.mul(dActivated, change.normal.values),
        ),
      ),
      shift: channelSums(dotDActivated),
    },
    dotDConvolved,
  };
}

/** Stride 1, the side stays. @param filter (height, width, in, out) */
export function convolve(x: tf.Tensor4D, filter: tf.Tensor4D): tf.Tensor4D {
  return tf.conv2d(x, filter, 1, 'same');
}

/** Σ over pixels of x, as far as the filter sees it, times dy. */
export function filterGradient(x: tf.Tensor4D, dy: tf.Tensor4D, filterShape: number[]): tf.Tensor4D {
  const attributes = { strides: [1, 1], pad: 'same', dataFormat: 'NHWC', filterShape };
  return tf.engine().runKernel('Conv2DBackpropFilter', { x, dy }, attributes);
}

/** A mean's gradient: each of the 2 × 2 pixels has a quarter. */
export function spread(dOutput: tf.Tensor4D): tf.Tensor4D {
  const [, height, width] = dOutput.shape;
  return tf.image.resizeNearestNeighbor(tf.mul<tf.Tensor4D>(dOutput, 0.25), [2 * height, 2 * width]);
}

/** (batch, height, width, channels) → (channels) */
export function channelSums(x: tf.Tensor4D): tf.Tensor1D {
  const [batch, height, width, channels] = x.shape;
  const pixels = height * width;
  // Sums of each image first, and of those then: as many terms at once would cost float32 its last digits.
  const partial = tf.zeros<tf.Rank.R2>([batch, channels]);
  const done =
    channels % 4 === 0 &&
    changeOnWasm([x, partial], (kernels, [from, sums]) => {
      for (let image = 0; image < batch; image++) {
        const at = image * channels * Float32Array.BYTES_PER_ELEMENT;
        kernels.channelSums(from + at * pixels, sums + at, pixels, channels);
      }
    });
  return done ? tf.sum(partial, 0) : tf.sum(x, [0, 1, 2]);
}
