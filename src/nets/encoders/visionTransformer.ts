import * as tf from '@tensorflow/tfjs-core';
import type { Weights } from '../../maths/weights.ts';
import { attentionStep, channelsPerHead, linear } from './attention.ts';
import { weightOf } from './batchNorm.ts';
import { convolution } from './convolution.ts';
import { channelsOf, type Encoder, type ShowAttention } from './encoder.ts';
import { applyInTurn, keepTensors, type Layer } from './layer.ts';
import { layerNorm } from './layerNorm.ts';
import { positionEmbedding } from './positionEmbedding.ts';

const firstLayer = 'patch_embed.proj.weight';

/**
 * Vision transformer for inference (Dosovitskiy et al. 2021); a representation is the class token after the last norm.
 * A stage's output is shown as the image of its patches, the class token left out.
 *
 * @param weights timm's keys: cls_token, pos_embed, patch_embed.proj, blocks.BLOCK.…, norm
 * @throws Error naming a tensor that is missing
 */
export function createVisionTransformer(weights: Weights): Encoder {
  const dimension = weightOf(weights, 'norm.weight').shape[0];
  const inputChannels = channelsOf(weights, firstLayer);
  const patchPx = weightOf(weights, firstLayer).shape[2];
  const positions = positionEmbedding(weights, dimension);
  const { parts, tensors } = keepTensors(
    () => ({
      patchEmbedding: convolution(
        weightOf(weights, firstLayer),
        weightOf(weights, 'patch_embed.proj.bias').values,
        { stride: patchPx, padding: 'none', activation: 'linear' },
      ),
      classToken: tf.tensor4d(weightOf(weights, 'cls_token').values, [1, 1, 1, dimension]),
      blocks: blocksOf(weights),
      norm: layerNorm(weights, 'norm'),
    }),
    ({ patchEmbedding, classToken, blocks, norm }) => [
      classToken,
      ...[patchEmbedding, ...blocks, norm].flatMap(layer => layer.tensors),
    ],
  );
  const { patchEmbedding, classToken, blocks, norm } = parts;

  return {
    dimension,
    inputChannels,
    stages: ['patch_embed', ...blocks.map((_, i) => `blocks.${i}`)],
    firstLayer,
    attention: { heads: dimension / channelsPerHead, signed: false },
    embed: (images, onStage, onAttention) =>
      tf.tidy(() => {
        const patches = patchEmbedding.apply(images); // (batch, rows, columns, dimension)
        onStage?.('patch_embed', patches);
        const [batch, rows, columns] = patches.shape;
        const count = rows * columns;
        const withClass = tf.concat(
          [tf.tile(classToken, [batch, 1, 1, 1]), tf.reshape(patches, [batch, 1, count, dimension])],
          2,
        );
        let x = tf.add<tf.Tensor4D>(withClass, positions.of(rows, columns)); // (batch, 1, 1 + count, dimension)
        for (const [i, block] of blocks.entries()) {
          const y = block.apply(x, onAttention);
          x.dispose();
          x = y;
          if (onStage) tf.tidy(() => onStage(`blocks.${i}`, asImage(y, rows, columns)));
        }
        const classes = tf.slice(x, [0, 0, 0, 0], [batch, 1, 1, dimension]);
        return tf.reshape<tf.Rank.R2>(norm.apply(classes), [batch, dimension]);
      }),
    dispose() {
      tf.dispose(tensors);
      positions.dispose();
    },
  };
}

/** Tokens (batch, 1, 1 + rows · columns, channels) without the class token as (batch, rows, columns, channels). */
function asImage(tokens: tf.Tensor4D, rows: number, columns: number): tf.Tensor4D {
  const [batch, , , channels] = tokens.shape;
  return tf.reshape(tf.slice(tokens, [0, 0, 1, 0], [batch, 1, rows * columns, channels]), [
    batch,
    rows,
    columns,
    channels,
  ]);
}

interface Block extends Layer {
  apply(x: tf.Tensor4D, onAttention?: ShowAttention): tf.Tensor4D;
}

function blocksOf(weights: Weights): Block[] {
  const blocks: Block[] = [];
  do blocks.push(block(weights, `blocks.${blocks.length}`));
  while (weights.has(`blocks.${blocks.length}.norm1.weight`));
  return blocks;
}

/** x + attentionStep(LN(x)), then x + fc2(GELU(fc1(LN(x)))). */
function block(weights: Weights, key: string): Block {
  const norm = layerNorm(weights, `${key}.norm1`);
  const attend = attentionStep(weights, `${key}.attn`);
  const perceptron = [
    layerNorm(weights, `${key}.norm2`),
    linear(weights, `${key}.mlp.fc1`, 'gelu'),
    linear(weights, `${key}.mlp.fc2`, 'linear'),
  ];
  return {
    apply: (x, onAttention) =>
      tf.tidy(() => {
        const attended = tf.add<tf.Tensor4D>(x, attend.apply(norm.apply(x), onAttention));
        return tf.add<tf.Tensor4D>(attended, applyInTurn(perceptron, attended));
      }),
    tensors: [norm, attend, ...perceptron].flatMap(step => step.tensors),
  };
}
