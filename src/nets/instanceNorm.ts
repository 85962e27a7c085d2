import * as tf from '@tensorflow/tfjs-core';

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
  const centred = tf.sub<tf.Tensor4D>(z, imageMean(z));
  const perDeviation = tf.rsqrt(tf.add<tf.Tensor4D>(imageMean(tf.square(centred)), epsilon));
  return { values: tf.mul(centred, perDeviation), perDeviation };
}

/** dz = (dn − mean(dn) − n · mean(n · dn)) / s. @param dn (batch, height, width, channels) */
export function instanceNormGradient({ values, perDeviation }: Normal, dn: tf.Tensor4D): NormGradient {
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
