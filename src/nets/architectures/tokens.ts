import * as tf from '@tensorflow/tfjs-core';
import { resizeBicubic } from '../../maths/images/bicubic.ts';
import type { Weights } from '../../maths/weights.ts';
import { columnSums, parameterOf } from './layers.ts';
import { keepGradient, type NetworkLayer, plainLayer } from './networkLayer.ts';

/**
 * Patches as tokens with a class token before them, and positions added: (batch, rows, columns, channels) →
 * (batch, 1, 1 + rows · columns, channels). An image with another number of patches takes positions resized as timm resizes them.
 *
 * @param weights "cls_token" (1, 1, channels), "pos_embed" (1, 1 + side · side, channels)
 */
export function tokenLayer(weights: Weights): NetworkLayer {
  const [classToken, positions] = ['cls_token', 'pos_embed'].map(key => parameterOf(weights, key));
  const [, count, channels] = positions.shape;
  const side = Math.sqrt(count - 1);
  const resizing = new Map<string, Float32Array>();
  /** What of the learnt positions each patch takes, (rows · columns, side · side); undefined where it is its own. */
  function sharesOf(rows: number, columns: number): tf.Tensor2D | undefined {
    if (rows === side && columns === side) return undefined;
    const key = `${rows} × ${columns}`;
    const known = resizing.get(key) ?? resizingMatrix(side, rows, columns);
    resizing.set(key, known);
    return tf.tensor2d(known, [rows * columns, side * side]);
  }
  return plainLayer(
    x => {
      const [batch, rows, columns] = x.shape;
      const patches = rows * columns;
      const all = tf.reshape<tf.Rank.R2>(positions.variable, [count, channels]);
      const first = tf.add(tf.slice(all, 0, 1), tf.reshape(classToken.variable, [1, channels]));
      const own = tf.slice(all, 1, count - 1);
      const shares = sharesOf(rows, columns);
      const places = shares ? tf.matMul(shares, own) : own;
      const moved = tf.add(tf.reshape(x, [batch, 1, patches, channels]), places);
      const classes = tf.tile(tf.reshape(first, [1, 1, 1, channels]), [batch, 1, 1, 1]);
      return tf.concat<tf.Tensor4D>([classes as tf.Tensor4D, moved as tf.Tensor4D], 2);
    },
    ({ x, dy }, way) => {
      const [batch, rows, columns] = x.shape;
      const patches = rows * columns;
      const sums = tf.reshape<tf.Rank.R2>(columnSums(tf.reshape(dy, [batch, -1])), [1 + patches, channels]);
      const ofClass = tf.slice(sums, 0, 1);
      keepGradient(way, classToken.key, () => tf.reshape(ofClass, [1, 1, channels]));
      keepGradient(way, positions.key, () => {
        const ofPatches = tf.slice(sums, 1, patches);
        const shares = sharesOf(rows, columns);
        const own = shares ? tf.matMul(shares, ofPatches, true) : ofPatches;
        return tf.reshape(tf.concat([ofClass, own]), [1, count, channels]);
      });
      return tf.reshape<tf.Rank.R4>(tf.slice(dy, [0, 0, 1, 0], [batch, 1, patches, channels]), x.shape);
    },
    [classToken, positions],
  );
}

/** The linear map that resizing is, found by resizing every position alone. */
function resizingMatrix(side: number, rows: number, columns: number): Float32Array {
  const count = side * side;
  const identity = new Float32Array(count * count);
  for (let i = 0; i < count; i++) identity[i * count + i] = 1;
  return Float32Array.from(resizeBicubic(identity, side, side, rows, columns));
}

/** The class token alone: (batch, 1, tokens, channels) → (batch, 1, 1, channels). */
export const classTokenLayer: NetworkLayer = plainLayer(
  x => tf.slice(x, [0, 0, 0, 0], [x.shape[0], 1, 1, x.shape[3]]),
  ({ x, dy }) =>
    tf.pad(dy, [
      [0, 0],
      [0, 0],
      [0, x.shape[2] - 1],
      [0, 0],
    ]),
);
