import * as tf from '@tensorflow/tfjs-core';
import type { Weights } from '../../maths/weights.ts';
import { weightOf } from './batchNorm.ts';
import { convolution } from './convolution.ts';
import type { ShowAttention } from './encoder.ts';
import type { Layer } from './layer.ts';

/** Of every ViT in timm. */
export const channelsPerHead = 64;

/** A layer that can show what its tokens attend to. */
interface AttentionStep extends Layer {
  apply(x: tf.Tensor4D, onAttention?: ShowAttention): tf.Tensor4D;
}

/**
 * Multi-head self-attention over tokens (Vaswani et al. 2017): softmax(q kᵀ / √64) v per head, then a linear layer.
 *
 * @param key such as "blocks.0.attn": needs .qkv, its rows ordered q, k, v and within each by head, and .proj
 * @returns a layer on tokens, (batch, 1, tokens, channels)
 */
export function attentionStep(weights: Weights, key: string): AttentionStep {
  const toQueries = linear(weights, `${key}.qkv`, 'linear');
  const project = linear(weights, `${key}.proj`, 'linear');
  return {
    apply: (x, onAttention) =>
      tf.tidy(() => {
        const [batch, , tokens, channels] = x.shape;
        const heads = channels / channelsPerHead;
        const perHead = (part: tf.Tensor) =>
          tf.transpose(tf.reshape(part, [batch, tokens, heads, channelsPerHead]), [0, 2, 1, 3]); // (batch, heads, tokens, 64)
        const [queries, keys, values] = tf.split(toQueries.apply(x), 3, -1).map(perHead);
        const scores = tf.mul(tf.matMul(queries, keys, false, true), channelsPerHead ** -0.5); // (batch, heads, tokens, tokens)
        const shares = tf.softmax(scores) as tf.Tensor4D;
        onAttention?.(shares);
        const mixed = tf.transpose(tf.matMul(shares, values), [0, 2, 1, 3]); // (batch, tokens, heads, 64)
        return project.apply(tf.reshape(mixed, [batch, 1, tokens, channels])); // (batch, 1, tokens, channels)
      }),
    tensors: [...toQueries.tensors, ...project.tensors],
  };
}

/** A linear layer on every token; needs .weight (out, in) and .bias. */
export function linear(weights: Weights, key: string, activation: 'linear' | 'gelu'): Layer {
  return convolution(weightOf(weights, `${key}.weight`), weightOf(weights, `${key}.bias`).values, {
    stride: 1,
    padding: 'none',
    activation,
  });
}
