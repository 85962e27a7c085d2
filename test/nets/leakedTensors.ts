import * as tf from '@tensorflow/tfjs-core';

/** Runs `work` and says how many tensors it left behind. */
export async function leakedTensors(work: () => Promise<void> | void): Promise<number> {
  const before = tf.memory().numTensors;
  await work();
  return tf.memory().numTensors - before;
}
