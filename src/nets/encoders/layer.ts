import * as tf from '@tensorflow/tfjs-core';

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

/** Makes parts of a network and keeps their tensors; if `build` throws, nothing of what it had made stays behind. */
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
