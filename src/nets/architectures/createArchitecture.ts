import * as tf from '@tensorflow/tfjs-core';
import {
  type Architecture,
  checkArchitecture,
  dimensionOf,
  type Transformer,
} from '../../maths/architectures/architecture.ts';
import { architectureLayout } from '../../maths/architectures/architectureLayout.ts';
import type { Weights } from '../../maths/weights.ts';
import { weightOf } from '../encoders/batchNorm.ts';
import { spatialMean } from '../encoders/spatialMean.ts';
import { registerBackwardKernels } from '../training/backwardKernels.ts';
import type { TrainableEncoder } from '../training/trainableEncoder.ts';
import { attentionLayer } from './attentionLayer.ts';
import { layeredEncoder } from './layeredEncoder.ts';
import { convolutionLayer, geluLayer, linearLayer, normLayer, parameterOf } from './layers.ts';
import { inTurn, type NetworkLayer, plainLayer, residual } from './networkLayer.ts';
import { classTokenLayer, tokenLayer } from './tokens.ts';

/**
 * A network that learns as a whole, its gradients written out layer by layer.
 *
 * @param weights every tensor of `architectureLayout`: `freshWeights`, or a file's
 * @throws RangeError for an architecture that cannot be; Error naming a tensor that is missing or of another shape
 */
export function createArchitecture(architecture: Architecture, weights: Weights): TrainableEncoder {
  checkArchitecture(architecture);
  for (const { name, shape } of architectureLayout(architecture)) {
    const got = weightOf(weights, name).shape;
    if (got.join() !== shape.join())
      throw new Error(`need ${name} of shape (${shape.join(', ')}); got (${got.join(', ')})`);
  }
  registerBackwardKernels();
  const dimension = dimensionOf(architecture);
  if (architecture.kind === 'cnn') {
    const stages = architecture.widths.map((_, i) => ({
      name: `layers.${i}`,
      layer: inTurn([
        convolutionLayer(weights, `layers.${i}.conv`, { stride: i % 2 === 0 ? 2 : 1, pad: 1 }),
        normLayer(weights, `layers.${i}.norm`),
        geluLayer,
      ]),
    }));
    return layeredEncoder({ dimension, stages, finish: meanLayer });
  }
  const blocks = Array.from({ length: architecture.depth }, (_, i) => ({
    name: `blocks.${i}`,
    layer: block(weights, `blocks.${i}`, architecture),
  }));
  const first = { name: 'patch_embed', layer: inTurn([stem(weights, architecture), tokenLayer(weights)]) };
  const finish = inTurn([classTokenLayer, normLayer(weights, 'norm')]);
  return layeredEncoder({ dimension, stages: [first, ...blocks], finish });
}

function stem(weights: Weights, { stem: kind, patchPx }: Transformer): NetworkLayer {
  if (kind === 'patches') return convolutionLayer(weights, 'patch_embed.proj', { stride: patchPx, pad: 0 });
  const key = 'patch_embed.backbone';
  const halving = { stride: 2, pad: 1 };
  return inTurn([
    ...[0, 1].flatMap(i => [
      convolutionLayer(weights, `${key}.${i}.conv`, halving),
      normLayer(weights, `${key}.${i}.bn`),
      geluLayer,
    ]),
    convolutionLayer(weights, `${key}.2.conv`, halving),
  ]);
}

/** x + attention(LN(x)), then x + fc2(GELU(fc1(LN(x)))). */
function block(weights: Weights, key: string, { heads, projected }: Transformer): NetworkLayer {
  const projections = projected
    ? { keys: parameterOf(weights, `${key}.attn.proj_k`), values: parameterOf(weights, `${key}.attn.proj_v`) }
    : undefined;
  return inTurn([
    residual([
      normLayer(weights, `${key}.norm1`),
      linearLayer(weights, `${key}.attn.qkv`),
      attentionLayer(heads, projections),
      linearLayer(weights, `${key}.attn.proj`),
    ]),
    residual([
      normLayer(weights, `${key}.norm2`),
      linearLayer(weights, `${key}.mlp.fc1`),
      geluLayer,
      linearLayer(weights, `${key}.mlp.fc2`),
    ]),
  ]);
}

/** The mean over the image: (batch, height, width, channels) → (batch, 1, 1, channels). */
const meanLayer: NetworkLayer = plainLayer(spatialMean, ({ x, dy }) => {
  const [, height, width] = x.shape;
  return tf.tile(tf.mul<tf.Tensor4D>(dy, 1 / (height * width)), [1, height, width, 1]);
});
