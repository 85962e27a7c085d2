import * as tf from '@tensorflow/tfjs-core';
import type { Architecture } from '../../maths/architectures/architecture.ts';
import type { Weights } from '../../maths/weights.ts';
import type { Encoder } from '../encoders/encoder.ts';
import { createArchitecture } from './createArchitecture.ts';

/**
 * A network of ours for inference. A transformer's stages are shown as the images of their patches, the class token left out.
 *
 * @throws as {@link createArchitecture}
 */
export function architectureEncoder(architecture: Architecture, weights: Weights): Encoder {
  const network = createArchitecture(architecture, weights);
  const { dimension, stages } = network;
  const firstLayer =
    architecture.kind === 'cnn'
      ? 'layers.0.conv.weight'
      : architecture.stem === 'patches'
        ? 'patch_embed.proj.weight'
        : 'patch_embed.backbone.0.conv.weight';
  return {
    dimension,
    inputChannels: 3,
    stages,
    firstLayer,
    ...(architecture.kind === 'vit' && {
      attention: { heads: architecture.heads, signed: architecture.projected !== undefined },
    }),
    embed: (images, onStage, onAttention) =>
      tf.tidy(() => {
        let x = images;
        for (const [i, name] of stages.entries()) {
          const y = network.run(x, i, i + 1, onAttention);
          if (x !== images) x.dispose();
          x = y;
          if (onStage) tf.tidy(() => onStage(name, architecture.kind === 'vit' ? asImage(y) : y));
        }
        return tf.reshape<tf.Rank.R2>(network.run(x, stages.length), [images.shape[0], dimension]);
      }),
    dispose: network.dispose,
  };
}

/** Tokens (batch, 1, 1 + side · side, channels) without the class token as (batch, side, side, channels). */
function asImage(tokens: tf.Tensor4D): tf.Tensor4D {
  const [batch, , count, channels] = tokens.shape;
  const side = Math.sqrt(count - 1);
  return tf.reshape(tf.slice(tokens, [0, 0, 1, 0], [batch, 1, count - 1, channels]), [
    batch,
    side,
    side,
    channels,
  ]);
}
