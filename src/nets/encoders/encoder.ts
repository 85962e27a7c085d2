import type * as tf from '@tensorflow/tfjs-core';
import type { Weights } from '../../maths/weights.ts';
import { weightOf } from './batchNorm.ts';

/** A transformer's attention, as far as it is the same for all images. */
interface AttentionShape {
  heads: number;
  /** True for a Linformer: what a token takes from each other one may be negative. */
  signed: boolean;
}

/**
 * Shown how every token mixes the values of all: (batch, heads, tokens, tokens), a row for each token, the class token first.
 * Rows sum to 1; of a Linformer they are shares of places times its map of values, signed. Disposed after.
 */
export type ShowAttention = (weights: tf.Tensor4D) => void;

/** A network that turns images into representations. */
export interface Encoder {
  /** Length of a representation. */
  dimension: number;
  /** 1 for the greyscale networks. */
  inputChannels: 1 | 3;
  /** timm's names of the outputs `embed` shows, in order: "stem", "stages.0" … */
  stages: readonly string[];
  /** timm's key of the first filters, (out, inputChannels, k, k) in the weights: "conv_stem.weight". */
  firstLayer: string;
  /** Present for transformers. */
  attention?: AttentionShape;
  /**
   * @param images (batch, side, side, inputChannels), 0–1
   * @param onStage shown each stage's output, (batch, height, width, channels), under its name in `stages`; disposed after
   * @param onAttention of a transformer, called once a block, bottom to top
   * @returns (batch, dimension), the caller's to dispose
   */
  embed(
    images: tf.Tensor4D,
    onStage?: (name: string, output: tf.Tensor4D) => void,
    onAttention?: ShowAttention,
  ): tf.Tensor2D;
  /** Gives back the network's own tensors. */
  dispose(): void;
}

/**
 * How many channels a network's first filters look at.
 *
 * @throws Error if the key is missing or the filters are for neither grey nor colour
 */
export function channelsOf(weights: Weights, firstLayer: string): 1 | 3 {
  const channels = weightOf(weights, firstLayer).shape[1];
  if (channels !== 1 && channels !== 3) {
    throw new Error(
      `need 1 or 3 input channels in "${firstLayer}"; got ${channels}: choose a network of images`,
    );
  }
  return channels;
}
