import * as tf from '@tensorflow/tfjs-core';
import type { ClusterShape } from '../../maths/clustering/clusterShape.ts';
import type { Random } from '../../maths/statistics/random.ts';
import type { ClusterData } from './clusterData.ts';

/** What is random in a batch, drawn in one order, so that a training taken up within an epoch can draw it again. */
interface BatchDraws {
  /** (batch) whether a galaxy is mirrored left and right, and top and bottom. */
  across: boolean[];
  down: boolean[];
  /** (batch, latents) standard normal */
  noise: Float32Array;
}

/** @param count galaxies of the batch */
export function batchDraws(count: number, latents: number, flips: boolean, random: Random): BatchDraws {
  const [across, down]: boolean[][] = [[], []];
  for (let i = 0; i < count; i++) {
    across.push(flips && random.uniform() < 0.5);
    down.push(flips && random.uniform() < 0.5);
  }
  return { across, down, noise: Float32Array.from({ length: count * latents }, () => random.normal()) };
}

/** Tensors of some galaxies; the caller's to dispose. @param data (n, inputs) and (n, numbers of a picture) @param rows (batch) places in it */
export function batchOf(
  { inputs, pictures }: ClusterData,
  { inputs: wide, sidePx, colours = 1, latents, encodesPixels }: ClusterShape,
  rows: Uint32Array,
  { across, down, noise }: BatchDraws,
): { inputs: tf.Tensor2D; pictures: tf.Tensor2D; noise: tf.Tensor2D } {
  const pixels = sidePx * sidePx * colours;
  const chosen = new Float32Array(rows.length * pixels);
  for (const [i, row] of rows.entries()) {
    for (let pixel = 0; pixel < sidePx * sidePx; pixel++) {
      const [x, y] = [pixel % sidePx, Math.floor(pixel / sidePx)];
      const from = (down[i] ? sidePx - 1 - y : y) * sidePx + (across[i] ? sidePx - 1 - x : x);
      for (let c = 0; c < colours; c++)
        chosen[i * pixels + colours * pixel + c] = pictures[row * pixels + colours * from + c];
    }
  }
  const seen = tf.tensor2d(chosen, [rows.length, pixels]);
  return {
    inputs: encodesPixels
      ? tf.clone(seen)
      : tf.tensor2d(rowsOfMatrix(inputs, wide, rows), [rows.length, wide]),
    pictures: seen,
    noise: tf.tensor2d(noise, [rows.length, latents]),
  };
}

/** Some rows of a matrix. @param values (n, columns) row-major */
export function rowsOfMatrix(values: Float32Array, columns: number, rows: ArrayLike<number>): Float32Array {
  const chosen = new Float32Array(rows.length * columns);
  for (let i = 0; i < rows.length; i++) {
    chosen.set(values.subarray(rows[i] * columns, (rows[i] + 1) * columns), i * columns);
  }
  return chosen;
}
