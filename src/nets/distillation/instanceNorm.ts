import * as tf from '@tensorflow/tfjs-core';
import type { NetworkKernels } from '../../kernels/networkKernels.ts';
import { changeOnWasm } from '../device/wasmKernels.ts';

const epsilon = 1e-5; // PyTorch's for GroupNorm

/** What a norm made of its input, kept for its gradients. */
export interface Normal {
  /** (batch, height, width, channels), mean 0 and variance 1 over each image's channel */
  values: tf.Tensor4D;
  /** (batch, 1, 1, channels): 1 / √(variance + ε) */
  perDeviation: tf.Tensor4D;
}

/** A small change of {@link Normal}, the derivative along some direction. */
export interface NormalChange {
  values: tf.Tensor4D;
  /** (batch, 1, 1, channels): of √(variance + ε), in shares of it. */
  deviation: tf.Tensor4D;
}

/** A gradient behind and before a norm. */
export interface NormGradient {
  /** (batch, height, width, channels): before it */
  input: tf.Tensor4D;
  /** (batch, 1, 1, channels): mean of n · dn, which its own derivative needs. */
  along: tf.Tensor4D;
}

/** (batch, height, width, channels) → (batch, 1, 1, channels): the mean of each image's channel, by whole-image pooling. */
function imageMean(x: tf.Tensor4D): tf.Tensor4D {
  return tf.avgPool(x, [x.shape[1], x.shape[2]], 1, 'valid');
}

/** Each image's channel to mean 0 and variance 1 (Ulyanov et al. 2016): n = (z − z̄) / s, s = √(variance + ε). */
export function instanceNorm(z: tf.Tensor4D): Normal {
  const quick = onWasm([z], (kernels, [from], to, means, [pixels, channels]) =>
    kernels.instanceNorm(from, to, means, pixels, channels, epsilon),
  );
  if (quick) return { values: quick.values, perDeviation: quick.perChannel };
  const centred = tf.sub<tf.Tensor4D>(z, imageMean(z));
  const perDeviation = tf.rsqrt(tf.add<tf.Tensor4D>(imageMean(tf.square(centred)), epsilon));
  return { values: tf.mul(centred, perDeviation), perDeviation };
}

/** dz = (dn − mean(dn) − n · mean(n · dn)) / s. @param dn (batch, height, width, channels) */
export function instanceNormGradient({ values, perDeviation }: Normal, dn: tf.Tensor4D): NormGradient {
  const quick = onWasm([values, dn, perDeviation], (kernels, [n, from, by], to, means, [pixels, channels]) =>
    kernels.instanceNormGradient(n, from, by, to, means, pixels, channels),
  );
  if (quick) return { input: quick.values, along: quick.perChannel };
  const along = imageMean(tf.mul(values, dn));
  const rest = tf.sub(tf.sub(dn, imageMean(dn)), tf.mul(values, along));
  return { input: tf.mul(rest, perDeviation), along };
}

/** How n changes where z changes by ż: ṅ = (ż − mean(ż) − n · mean(n · ż)) / s, for ṡ = mean(n · ż). */
export function instanceNormChange(normal: Normal, dotZ: tf.Tensor4D): NormalChange {
  const { input: values, along } = instanceNormGradient(normal, dotZ); // the norm's Jacobian is symmetric
  return { values, deviation: tf.mul(along, normal.perDeviation) };
}

/**
 * How dz changes where n, s and dn change:
 * (ḋn − mean(ḋn) − n · mean(n · ḋn + ṅ · dn) − ṅ · mean(n · dn)) / s − dz · ṡ / s.
 *
 * @param gradient what {@link instanceNormGradient} gave for dn
 */
export function instanceNormGradientChange(
  normal: Normal,
  change: NormalChange,
  dn: tf.Tensor4D,
  gradient: NormGradient,
  dotDn: tf.Tensor4D,
): tf.Tensor4D {
  const { values, perDeviation } = normal;
  const along = imageMean(tf.add(tf.mul(values, dotDn), tf.mul(change.values, dn)));
  const turned = tf.add(tf.mul(values, along), tf.mul(change.values, gradient.along));
  const rest = tf.sub(tf.sub(dotDn, imageMean(dotDn)), turned);
  return tf.sub(tf.mul(rest, perDeviation), tf.mul(gradient.input, change.deviation));
}

type NormKernel = (
  kernels: NetworkKernels,
  inputs: number[],
  values: number,
  perChannel: number,
  counts: [pixels: number, channels: number],
) => void;

/** Runs a kernel image by image; undefined on other backends and where channels do not come in fours. */
function onWasm(inputs: tf.Tensor4D[], run: NormKernel) {
  const shape = inputs[0].shape;
  const [batch, height, width, channels] = shape;
  if (channels % 4 !== 0 || tf.getBackend() !== 'wasm') return undefined;
  const values = tf.zeros<tf.Rank.R4>(shape);
  const perChannel = tf.zeros<tf.Rank.R4>([batch, 1, 1, channels]);
  const tensors = [...inputs, values, perChannel];
  const done = changeOnWasm(tensors, (kernels, addresses) => {
    for (let image = 0; image < batch; image++) {
      const own = addresses.map(
        (address, i) => address + (image * tensors[i].size * Float32Array.BYTES_PER_ELEMENT) / batch,
      );
      const [to, means] = own.slice(inputs.length);
      run(kernels, own.slice(0, inputs.length), to, means, [height * width, channels]);
    }
  });
  if (done) return { values, perChannel };
  tf.dispose([values, perChannel]);
  return undefined;
}
