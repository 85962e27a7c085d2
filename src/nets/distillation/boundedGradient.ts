import * as tf from '@tensorflow/tfjs-core';

/**
 * What a gradient is to be multiplied by so that it is no longer than a share of what it is to change: adaptive gradient
 * clipping (Brock et al. 2021, eq. 3) over all images at once. Through many student steps a gradient
 * a hundred times the usual one was seen now and then, and the loss did not recover from such a step.
 *
 * @param longest of its length over that of `values`; Infinity for any
 * @returns 0–1; 0 where the gradient is not finite, so that its step is better left out
 */
export async function boundingFactor(
  gradient: tf.Tensor,
  values: tf.Tensor,
  longest = Number.POSITIVE_INFINITY,
): Promise<number> {
  const [own, most] = await Promise.all([lengthOf(gradient), lengthOf(values)]);
  if (!Number.isFinite(own)) return 0;
  return own > longest * most ? (longest * most) / own : 1;
}

async function lengthOf(values: tf.Tensor): Promise<number> {
  const length = tf.norm(values);
  const [number] = await length.data();
  length.dispose();
  return number;
}
