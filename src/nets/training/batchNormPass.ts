import * as tf from '@tensorflow/tfjs-core';
import { changeOnWasm, runOnWasm } from '../device/wasmKernels.ts';

/** What batch normalisation did in one forward pass of training, as far as its backward pass needs it. */
export interface BatchNormPass {
  /** (batch, height, width, channels) its input */
  x: tf.Tensor4D;
  /** (channels) each, over all pixels of the batch; the variance is the biased one. */
  mean: tf.Tensor1D;
  variance: tf.Tensor1D;
  /** (channels) 1 / √(variance + ε) */
  perDeviation: tf.Tensor1D;
}

/**
 * Batch normalisation by the batch's own mean and variance (Ioffe & Szegedy 2015), scaled and shifted, and the activation
 * behind it.
 *
 * @param x the pass's to keep
 * @returns tensors that are the caller's to dispose; inside a tidy they belong to it
 */
export function batchNormPass(
  x: tf.Tensor4D,
  {
    scale,
    shift,
    epsilon,
    activation,
  }: { scale: tf.Tensor1D; shift: tf.Tensor1D; epsilon: number; activation: 'linear' | 'relu6' },
): { y: tf.Tensor4D; norm: BatchNormPass } {
  const channels = scale.size;
  const pixels = x.size / channels;
  const [low, high] = activation === 'relu6' ? [0, 6] : [-Infinity, Infinity];
  const { mean, variance, perDeviation } = tf.tidy(() => {
    const means = tf.div<tf.Tensor1D>(channelSums(x), pixels);
    const squares = tf.div<tf.Tensor1D>(channelSums(x, x), pixels);
    // Of a channel that hardly varies about a large mean the difference may come out below 0.
    const about = tf.relu<tf.Tensor1D>(tf.sub(squares, tf.square(means)));
    const factor = tf.rsqrt<tf.Tensor1D>(tf.add(about, epsilon));
    return { mean: means, variance: about, perDeviation: factor };
  });
  const y = tf.tidy(() => {
    const by = tf.mul<tf.Tensor1D>(scale, perDeviation);
    const plus = tf.sub<tf.Tensor1D>(shift, tf.mul(mean, by));
    const quick =
      channels % 4 === 0
        ? runOnWasm<tf.Rank.R4>(x.shape, [x, by, plus], (kernels, [from, a, b], to) =>
            kernels.scaleShift(from, a, b, to, pixels, channels, low, high),
          )
        : undefined;
    if (quick) return quick;
    const shifted = tf.add<tf.Tensor4D>(tf.mul(x, by), plus);
    return activation === 'relu6' ? tf.relu6(shifted) : shifted;
  });
  return { y, norm: { x, mean, variance, perDeviation } };
}

/**
 * Backwards through the normalisation: with n = (x − μ) / σ and z = γ n + β, ∂L/∂γ = Σ dz n and
 * ∂L/∂x = γ / σ (dz − mean(dz) − n mean(dz n)), a sum of multiples of dz and x for each channel.
 *
 * @param behind the gradient before the activation, and each channel's sum of it
 */
export function batchNormGradient(
  { dz, sums }: { dz: tf.Tensor4D; sums: tf.Tensor1D },
  { x, mean, perDeviation }: BatchNormPass,
  scale: tf.Tensor1D,
): { dx: tf.Tensor4D; dScale: tf.Tensor1D } {
  const channels = scale.size;
  const pixels = x.size / channels;
  return tf.tidy(() => {
    const along = tf.sub(channelSums(dz, x), tf.mul(mean, sums));
    const dScale = tf.mul<tf.Tensor1D>(along, perDeviation);
    const p = tf.mul<tf.Tensor1D>(scale, perDeviation);
    const q = tf.mul<tf.Tensor1D>(tf.mul(p, perDeviation), tf.div(dScale, -pixels));
    const r = tf.neg<tf.Tensor1D>(tf.add(tf.mul(p, tf.div(sums, pixels)), tf.mul(q, mean)));
    const quick =
      channels % 4 === 0
        ? runOnWasm<tf.Rank.R4>(x.shape, [dz, x, p, q, r], (kernels, [a, b, byA, byB, plus], to) =>
            kernels.channelMix(a, b, byA, byB, plus, to, pixels, channels),
          )
        : undefined;
    return { dx: quick ?? tf.add<tf.Tensor4D>(tf.add(tf.mul(dz, p), tf.mul(x, q)), r), dScale };
  });
}

/** The sum of each channel over all pixels, of a or of a · b; each image first, as one long sum would cost float32 its last digits. */
function channelSums(a: tf.Tensor4D, b?: tf.Tensor4D): tf.Tensor1D {
  const [batch, height, width, channels] = a.shape;
  const imageBytes = height * width * channels * Float32Array.BYTES_PER_ELEMENT;
  const partial = tf.zeros<tf.Rank.R2>([batch, channels]);
  const done =
    channels % 4 === 0 &&
    changeOnWasm([a, b ?? a, partial], (kernels, [fromA, fromB, to]) => {
      for (let image = 0; image < batch; image++) {
        const [at, sums] = [image * imageBytes, to + image * channels * Float32Array.BYTES_PER_ELEMENT];
        if (b) kernels.channelProducts(fromA + at, fromB + at, sums, height * width, channels);
        else kernels.channelSums(fromA + at, sums, height * width, channels);
      }
    });
  return done ? tf.sum<tf.Tensor1D>(partial, 0) : tf.sum(b ? tf.mul(a, b) : a, [0, 1, 2]);
}
