import * as tf from '@tensorflow/tfjs-core';

/** One step of a network, its tensors on the backend. */
export interface Layer {
  /** (batch, height, width, channels) → (batch, height', width', channels'); the caller disposes both. */
  apply(x: tf.Tensor4D): tf.Tensor4D;
  /** Its tensors on the backend; the creator of the layer disposes them. */
  tensors: readonly tf.Tensor[];
}

/**
 * Applies layers one after the other. Each intermediate output is disposed as soon as the next is made, so memory stays
 * that of the two largest neighbours; `x` itself is not disposed.
 */
export function applyInTurn(steps: readonly Layer[], x: tf.Tensor4D): tf.Tensor4D {
  let y = x;
  for (const step of steps) {
    const next = step.apply(y);
    if (y !== x) y.dispose();
    y = next;
  }
  return y;
}

/** Builds parts of a network and keeps their tensors; if `build` throws, all it had made is disposed. */
export function keepTensors<Parts>(
  build: () => Parts,
  tensorsOf: (parts: Parts) => readonly tf.Tensor[],
): { parts: Parts; tensors: tf.Tensor[] } {
  let kept: { parts: Parts; tensors: tf.Tensor[] } | undefined;
  tf.tidy(() => {
    const parts = build();
    kept = { parts, tensors: [...tensorsOf(parts)] };
    for (const tensor of kept.tensors) tf.keep(tensor);
  });
  return kept as unknown as { parts: Parts; tensors: tf.Tensor[] }; // the tidy has run, or thrown
}
