import * as tf from '@tensorflow/tfjs-core';
import type { Weights } from '../../maths/weights.ts';
import { weightOf } from '../encoders/batchNorm.ts';
import { projectionKeys } from '../encoders/efficientNet.ts';

/** A linear layer that gradients pass and that does not learn. What it gives is the caller's to dispose. */
export interface FrozenProjection {
  /** (batch, channels) → (batch, width) */
  apply(means: tf.Tensor2D): tf.Tensor2D;
  /** The loss's gradient, (batch, width) → (batch, channels). */
  backward(dVectors: tf.Tensor2D): tf.Tensor2D;
  dispose(): void;
}

/** The projection that makes representations of an EfficientNet's means; undefined where its weights have none. */
export function frozenProjection(weights: Weights): FrozenProjection | undefined {
  if (!weights.has(projectionKeys.weight)) return undefined;
  const { shape, values } = weightOf(weights, projectionKeys.weight);
  const matrix = tf.tensor2d(values, [shape[0], shape[1]]); // (width, channels)
  const bias = tf.tensor1d(weightOf(weights, projectionKeys.bias).values); // (width)
  return {
    apply: means => tf.tidy(() => tf.add<tf.Tensor2D>(tf.matMul(means, matrix, false, true), bias)),
    backward: dVectors => tf.matMul<tf.Tensor2D>(dVectors, matrix),
    dispose: () => tf.dispose([matrix, bias]),
  };
}
