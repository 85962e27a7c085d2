import type * as tf from '@tensorflow/tfjs-core';

/** One step of a network, its tensors on the backend. */
export interface Layer {
  /** (batch, height, width, channels) → the same with whatever sides and channels the layer makes; the caller disposes both. */
  apply(x: tf.Tensor4D): tf.Tensor4D;
  /** What it holds on the backend; whoever made it disposes them. */
  tensors: readonly tf.Tensor[];
}

/** Each output is given back as soon as the next is made: memory stays that of the widest pair. `x` itself is kept. */
export function applyInTurn(steps: readonly Layer[], x: tf.Tensor4D): tf.Tensor4D {
  let y = x;
  for (const step of steps) {
    const next = step.apply(y);
    if (y !== x) y.dispose();
    y = next;
  }
  return y;
}
