import * as tf from '@tensorflow/tfjs-core';
import { resizeBicubic } from '../../maths/images/bicubic.ts';
import type { Weights } from '../../maths/weights.ts';
import { weightOf } from './batchNorm.ts';

/** What a vision transformer adds to each token to say where it stands. */
interface PositionEmbedding {
  /** (1, 1, 1 + rows · columns, dimension), the class token's first; not the caller's to dispose. */
  of(rows: number, columns: number): tf.Tensor4D;
  dispose(): void;
}

/**
 * Positions as they were learnt, resized as timm does where an image has another number of patches; kept by size.
 *
 * @param weights "pos_embed" (1, 1 + side · side, dimension), the class token first
 */
export function positionEmbedding(weights: Weights, dimension: number): PositionEmbedding {
  const { values } = weightOf(weights, 'pos_embed');
  const side = Math.sqrt(values.length / dimension - 1);
  if (!Number.isInteger(side)) {
    throw new Error(
      `need a square of positions and one for the class in "pos_embed"; got ${values.length / dimension} positions`,
    );
  }
  const made = new Map<string, tf.Tensor4D>();
  return {
    of(rows, columns) {
      const key = `${rows} × ${columns}`;
      const known = made.get(key);
      if (known) return known;
      const grid = values.subarray(dimension);
      const resized =
        rows === side && columns === side ? grid : resizeBicubic(grid, side, side, rows, columns);
      const all = new Float32Array((1 + rows * columns) * dimension);
      all.set(values.subarray(0, dimension));
      all.set(resized, dimension);
      const tensor = tf.keep(tf.tensor4d(all, [1, 1, 1 + rows * columns, dimension]));
      made.set(key, tensor);
      return tensor;
    },
    dispose: () => tf.dispose([...made.values()]),
  };
}
