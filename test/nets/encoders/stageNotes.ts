import type * as tf from '@tensorflow/tfjs-core';

/** Shape, mean and root mean square of a stage's output, one image: what the golden files hold. */
export type StageNote = [shape: number[], mean: number, rms: number];

/** Of a stage's output, (1, height, width, channels); shape as PyTorch has it, (channels, height, width). */
export function noteOf([, height, width, channels]: number[], values: ArrayLike<number>): StageNote {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    sum += values[i];
    squares += values[i] ** 2;
  }
  return [[channels, height, width], sum / values.length, Math.sqrt(squares / values.length)];
}

/** An `onStage` for Encoder.embed that fills `notes`, on backends that can be read at once. */
export function noteStages(notes: Record<string, StageNote>) {
  return (name: string, output: tf.Tensor4D) => {
    notes[name] = noteOf(output.shape, output.dataSync());
  };
}
