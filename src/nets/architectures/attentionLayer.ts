import * as tf from '@tensorflow/tfjs-core';
import type { Parameter } from '../training/parameter.ts';
import {
  type AttentionSizes,
  attendBackwardOnWasm,
  attendOnWasm,
  type Projections,
  shareWidth,
} from './attentionWasm.ts';
import { keepGradient, type NetworkLayer } from './networkLayer.ts';

/**
 * Multi-head attention between queries, keys and values that are made (Vaswani et al. 2017), with all tokens or, by two
 * projections, with fewer places (Wang et al. 2020): (batch, 1, tokens, 3 · channels) → (batch, 1, tokens, channels).
 *
 * @param projections of keys and values, (tokens, places) each, the same for all heads
 */
export function attentionLayer(
  heads: number,
  projections?: { keys: Parameter; values: Parameter },
): NetworkLayer {
  const maps = (): Projections | undefined =>
    projections && {
      keys: projections.keys.variable as tf.Variable<tf.Rank.R2>,
      values: projections.values.variable as tf.Variable<tf.Rank.R2>,
    };
  const sizesOf = ({ shape: [batch, , tokens, triple] }: tf.Tensor4D): AttentionSizes => {
    const most = projections?.keys.shape[0];
    if (most !== undefined && most !== tokens) {
      throw new RangeError(`need the ${most} tokens that the projections were made for; got ${tokens}`);
    }
    const places = projections?.keys.shape[1] ?? tokens;
    return { batch, tokens, heads, perHead: triple / 3 / heads, places };
  };
  const attend = (x: tf.Tensor4D) => {
    const sizes = sizesOf(x);
    return attendOnWasm(x, sizes, maps()) ?? tf.tidy(() => attendPlainly(x, sizes, maps()));
  };
  return {
    parameters: projections ? [projections.keys, projections.values] : [],
    run: (x, onAttention) =>
      tf.tidy(() => {
        const { mixed, shares } = attend(x);
        onAttention?.(tokenWeights(shares, sizesOf(x), maps()));
        return mixed;
      }),
    forward(x) {
      const { mixed, shares } = attend(x);
      return {
        y: mixed,
        backward(dy, way) {
          const sizes = sizesOf(x);
          return tf.tidy(() => {
            const back =
              attendBackwardOnWasm(x, shares, dy, sizes, maps()) ??
              attendBackwardPlainly(x, shares, dy, sizes, maps());
            const { dQkv, dKeys, dValues } = back;
            if (projections && dKeys) keepGradient(way, projections.keys.key, () => dKeys);
            if (projections && dValues) keepGradient(way, projections.values.key, () => dValues);
            return dQkv;
          });
        },
        release: () => shares.dispose(),
      };
    },
  };
}

/**
 * What each token takes of every other's values, (batch, heads, tokens, tokens): the shares themselves, or, with values projected,
 * shares of places times the map that made them, P · Fᵀ.
 */
function tokenWeights(padded: tf.Tensor3D, sizes: AttentionSizes, maps?: Projections): tf.Tensor4D {
  const { batch, heads, tokens, places } = sizes;
  const shares = tf.slice(padded, [0, 0, 0], [batch * heads, tokens, places]);
  const rows = tf.reshape<tf.Rank.R2>(shares, [batch * heads * tokens, places]);
  const weights = maps ? tf.matMul(rows, maps.values, false, true) : rows;
  return tf.reshape(weights, [batch, heads, tokens, tokens]);
}

/** Queries, keys and values by head, (batch, heads, tokens, perHead) each. */
function byHead(qkv: tf.Tensor4D, { batch, tokens, heads, perHead }: AttentionSizes): tf.Tensor4D[] {
  const parts = tf.split(qkv, 3, -1);
  return parts.map(part => tf.transpose(tf.reshape(part, [batch, tokens, heads, perHead]), [0, 2, 1, 3]));
}

/** (batch, heads, tokens, perHead) → (batch, 1, tokens, channels) */
function together(x: tf.Tensor4D, { batch, tokens, heads, perHead }: AttentionSizes): tf.Tensor4D {
  return tf.reshape(tf.transpose(x, [0, 2, 1, 3]), [batch, 1, tokens, heads * perHead]);
}

/** A map's product with every head: mapᵀ · x, (batch, heads, tokens, perHead) → (batch, heads, places, perHead). */
function projected(map: tf.Tensor2D, x: tf.Tensor4D): tf.Tensor4D {
  const [batch, heads, , perHead] = x.shape;
  const flat = tf.reshape(tf.transpose(x, [2, 0, 1, 3]), [x.shape[2], -1]); // (tokens, batch · heads · perHead)
  const fewer = tf.matMul(map, flat, true);
  return tf.transpose(tf.reshape(fewer, [map.shape[1], batch, heads, perHead]), [1, 2, 0, 3]);
}

/** {@link attendOnWasm} in tfjs's own operations. */
function attendPlainly(qkv: tf.Tensor4D, sizes: AttentionSizes, maps?: Projections) {
  const [q, k, v] = byHead(qkv, sizes);
  const [keys, values] = maps ? [projected(maps.keys, k), projected(maps.values, v)] : [k, v];
  const scores = tf.mul(tf.matMul(q, keys, false, true), sizes.perHead ** -0.5);
  const shares = tf.softmax<tf.Tensor4D>(scores as tf.Tensor4D); // (batch, heads, tokens, places)
  const { batch, heads, tokens, places } = sizes;
  const padded = tf.pad(tf.reshape<tf.Rank.R3>(shares, [batch * heads, tokens, places]), [
    [0, 0],
    [0, 0],
    [0, shareWidth(places) - places],
  ]);
  return { mixed: together(tf.matMul(shares, values), sizes), shares: padded };
}

/** {@link attendBackwardOnWasm} in tfjs's own operations. */
function attendBackwardPlainly(
  qkv: tf.Tensor4D,
  padded: tf.Tensor3D,
  dMixed: tf.Tensor4D,
  sizes: AttentionSizes,
  maps?: Projections,
): { dQkv: tf.Tensor4D; dKeys?: tf.Tensor2D; dValues?: tf.Tensor2D } {
  const { batch, heads, tokens, perHead, places } = sizes;
  const [q, k, v] = byHead(qkv, sizes);
  const [keys, values] = maps ? [projected(maps.keys, k), projected(maps.values, v)] : [k, v];
  const inside = tf.slice(padded, [0, 0, 0], [batch * heads, tokens, places]);
  const shares = tf.reshape<tf.Rank.R4>(inside, [batch, heads, tokens, places]);
  const dHeads = tf.transpose(tf.reshape<tf.Rank.R4>(dMixed, [batch, tokens, heads, perHead]), [0, 2, 1, 3]);
  const dShares = tf.matMul(dHeads, values, false, true);
  const along = tf.sum(tf.mul(shares, dShares), -1, true);
  const dScores = tf.mul<tf.Tensor4D>(tf.mul(shares, tf.sub(dShares, along)), perHead ** -0.5);
  const dQ = tf.matMul<tf.Tensor4D>(dScores, keys);
  const dKeysHere = tf.matMul<tf.Tensor4D>(dScores, q, true); // (batch, heads, places, perHead)
  const dValuesHere = tf.matMul<tf.Tensor4D>(shares, dHeads, true);
  const join = (dK: tf.Tensor4D, dV: tf.Tensor4D) =>
    tf.concat(
      [dQ, dK, dV].map(each => together(each, sizes)),
      -1,
    ) as tf.Tensor4D;
  if (!maps) return { dQkv: join(dKeysHere, dValuesHere) };
  const flat = (x: tf.Tensor4D) => tf.reshape<tf.Rank.R2>(tf.transpose(x, [2, 0, 1, 3]), [x.shape[2], -1]);
  const ofMap = (x: tf.Tensor4D, d: tf.Tensor4D) => tf.matMul<tf.Tensor2D>(flat(x), flat(d), false, true);
  return {
    dQkv: join(
      projected(tf.transpose(maps.keys), dKeysHere),
      projected(tf.transpose(maps.values), dValuesHere),
    ),
    dKeys: ofMap(k, dKeysHere),
    dValues: ofMap(v, dValuesHere),
  };
}
