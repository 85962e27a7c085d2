import type * as tf from '@tensorflow/tfjs-core';

/** Shape, mean and root mean square of a stage's output, one image: what the golden files hold. */
export type StageNote = [shape: number[], mean: number, rms: number];

/** An `onStage` for Encoder.embed that fills `notes`; shapes as PyTorch has them, (channels, height, width). */
export function noteStages(notes: Record<string, StageNote>) {
  return (name: string, output: tf.Tensor4D) => {
    const values = output.dataSync();
    let sum = 0;
    let squares = 0;
    for (const value of values) {
      sum += value;
      squares += value * value;
    }
    const [, height, width, channels] = output.shape;
    notes[name] = [[channels, height, width], sum / values.length, Math.sqrt(squares / values.length)];
  };
}
