import * as tf from '@tensorflow/tfjs-core';
import { changeOnWasm } from '../device/wasmKernels.ts';

/** Sizes of a layer's attention. */
export interface AttentionSizes {
  batch: number;
  tokens: number;
  heads: number;
  /** Numbers of a token per head. */
  perHead: number;
  /** Places attended to: the tokens, or fewer of a Linformer. */
  places: number;
}

/** Linear maps of a Linformer, each (tokens, places). */
export interface Projections {
  keys: tf.Tensor2D;
  values: tf.Tensor2D;
}

const bytes = (floats: number) => 4 * floats;
/** Places by fours: those behind the last hold nothing. */
export const shareWidth = (places: number) => Math.ceil(places / 4) * 4;

/** Where the parts of image and head `i` lie, in bytes from a tensor's start. */
function partOf({ heads, tokens, perHead }: AttentionSizes, i: number): { inQkv: number; inMixed: number } {
  const [image, head] = [Math.floor(i / heads), i % heads];
  const channels = heads * perHead;
  return {
    inQkv: bytes(image * tokens * 3 * channels + head * perHead),
    inMixed: bytes(image * tokens * channels + head * perHead),
  };
}

/** −1e30 behind the last place, for it to be left out. */
function maskOf(places: number): tf.Tensor1D {
  return tf.tensor1d(
    Float32Array.from({ length: shareWidth(places) }, (_, place) => (place < places ? 0 : -1e30)),
  );
}

/**
 * Attention of every image and head by our kernels, in tfjs's memory: with all tokens, softmax(q kᵀ / √perHead) v; projected, with
 * Eᵀk and Fᵀv in place of k and v.
 *
 * @param qkv (batch, 1, tokens, 3 · channels)
 * @returns what is mixed, (batch, 1, tokens, channels), and the shares, (batch · heads, tokens, shareWidth(places)); undefined on other
 *   backends
 */
export function attendOnWasm(
  qkv: tf.Tensor4D,
  sizes: AttentionSizes,
  projections?: Projections,
): { mixed: tf.Tensor4D; shares: tf.Tensor3D } | undefined {
  const { batch, tokens, heads, perHead, places } = sizes;
  const [width, channels] = [shareWidth(places), heads * perHead];
  const [qkvRow, mixedRow, shareRow, headRow] = [3 * channels, channels, width, perHead].map(bytes);
  const turned = tf.zeros<tf.Rank.R2>([perHead, width]);
  const mask = maskOf(places);
  const fewer = projections ? [projections.keys, projections.values] : [];
  const place = projections ? [tf.zeros([places, perHead]), tf.zeros([places, perHead])] : [];
  const mixed = tf.zeros<tf.Rank.R4>([batch, 1, tokens, channels]);
  const shares = tf.zeros<tf.Rank.R3>([batch * heads, tokens, width]);
  const tensors = [qkv, mixed, shares, turned, mask, ...fewer, ...place];
  const done = changeOnWasm(tensors, (kernels, [from, to, share, t, left, e, f, fewKeys, fewValues]) => {
    for (let i = 0; i < batch * heads; i++) {
      const { inQkv, inMixed } = partOf(sizes, i);
      const [q, k, v] = [0, 1, 2].map(part => from + inQkv + bytes(part * channels));
      const p = share + i * tokens * shareRow;
      let [values, valueRow] = [v, qkvRow];
      if (projections) {
        kernels.product(e, k, fewKeys, places, tokens, perHead, 4, bytes(places), qkvRow, headRow);
        kernels.product(f, v, fewValues, places, tokens, perHead, 4, bytes(places), qkvRow, headRow);
        kernels.transposeRows(fewKeys, t, places, perHead, headRow, shareRow);
        [values, valueRow] = [fewValues, headRow];
      } else kernels.transposeRows(k, t, tokens, perHead, qkvRow, shareRow);
      kernels.product(q, t, p, tokens, perHead, width, qkvRow, 4, shareRow, shareRow);
      kernels.maskedSoftmax(p, left, tokens, width, perHead ** -0.5);
      kernels.product(p, values, to + inMixed, tokens, places, perHead, shareRow, 4, valueRow, mixedRow);
    }
  });
  tf.dispose([turned, mask, ...place]);
  if (done) return { mixed, shares };
  tf.dispose([mixed, shares]);
  return undefined;
}

/**
 * The way back of {@link attendOnWasm}.
 *
 * @param dMixed (batch, 1, tokens, channels)
 * @returns the gradient by qkv, and by the projections where there are some
 */
export function attendBackwardOnWasm(
  qkv: tf.Tensor4D,
  shares: tf.Tensor3D,
  dMixed: tf.Tensor4D,
  sizes: AttentionSizes,
  projections?: Projections,
): { dQkv: tf.Tensor4D; dKeys?: tf.Tensor2D; dValues?: tf.Tensor2D } | undefined {
  const { batch, tokens, heads, perHead, places } = sizes;
  const [width, channels] = [shareWidth(places), heads * perHead];
  const [qkvRow, mixedRow, shareRow, headRow] = [3 * channels, channels, width, perHead].map(bytes);
  const placesRow = bytes(places);
  const dQkv = tf.zeros<tf.Rank.R4>(qkv.shape);
  const turned = tf.zeros<tf.Rank.R2>([perHead, width]);
  const dShares = tf.zeros<tf.Rank.R2>([tokens, width]);
  const fewer = projections ? [projections.keys, projections.values] : [];
  const gradients = projections ? fewer.map(each => tf.zeros<tf.Rank.R2>(each.shape)) : [];
  const small = projections ? [1, 2, 3, 4].map(() => tf.zeros([places, perHead])) : [];
  const tensors = [qkv, shares, dMixed, dQkv, turned, dShares, ...fewer, ...gradients, ...small];
  const done = changeOnWasm(tensors, (kernels, [from, share, by, to, t, dP, e, f, dE, dF, ...four]) => {
    const [fewKeys, fewValues, dFewKeys, dFewValues] = four;
    const scale = perHead ** -0.5;
    const { product, addProduct, transposeRows } = kernels;
    for (let i = 0; i < batch * heads; i++) {
      const { inQkv, inMixed } = partOf(sizes, i);
      const [q, k, v] = [0, 1, 2].map(part => from + inQkv + bytes(part * channels));
      const [dq, dk, dv] = [0, 1, 2].map(part => to + inQkv + bytes(part * channels));
      const [p, d] = [share + i * tokens * shareRow, by + inMixed];
      if (!projections) {
        transposeRows(v, t, tokens, perHead, qkvRow, shareRow);
        product(d, t, dP, tokens, perHead, width, mixedRow, 4, shareRow, shareRow);
        product(p, d, dv, tokens, tokens, perHead, 4, shareRow, mixedRow, qkvRow);
        kernels.softmaxGradient(p, dP, tokens, width, scale);
        product(dP, k, dq, tokens, tokens, perHead, shareRow, 4, qkvRow, qkvRow);
        product(dP, q, dk, tokens, tokens, perHead, 4, shareRow, qkvRow, qkvRow);
        continue;
      }
      product(e, k, fewKeys, places, tokens, perHead, 4, placesRow, qkvRow, headRow);
      product(f, v, fewValues, places, tokens, perHead, 4, placesRow, qkvRow, headRow);
      transposeRows(fewValues, t, places, perHead, headRow, shareRow);
      product(d, t, dP, tokens, perHead, width, mixedRow, 4, shareRow, shareRow);
      product(p, d, dFewValues, places, tokens, perHead, 4, shareRow, mixedRow, headRow);
      kernels.softmaxGradient(p, dP, tokens, width, scale);
      product(dP, fewKeys, dq, tokens, places, perHead, shareRow, 4, headRow, qkvRow);
      product(dP, q, dFewKeys, places, tokens, perHead, 4, shareRow, qkvRow, headRow);
      product(e, dFewKeys, dk, tokens, places, perHead, placesRow, 4, headRow, qkvRow);
      product(f, dFewValues, dv, tokens, places, perHead, placesRow, 4, headRow, qkvRow);
      transposeRows(dFewKeys, t, places, perHead, headRow, shareRow);
      addProduct(k, t, dE, tokens, perHead, places, qkvRow, 4, shareRow, placesRow);
      transposeRows(dFewValues, t, places, perHead, headRow, shareRow);
      addProduct(v, t, dF, tokens, perHead, places, qkvRow, 4, shareRow, placesRow);
    }
  });
  tf.dispose([turned, dShares, ...small]);
  const [dKeys, dValues] = gradients;
  if (done) return { dQkv, dKeys, dValues };
  tf.dispose([dQkv, ...gradients]);
  return undefined;
}
