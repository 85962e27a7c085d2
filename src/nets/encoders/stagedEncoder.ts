import * as tf from '@tensorflow/tfjs-core';
import type { Weights } from '../../maths/weights.ts';
import { channelsOf, type Encoder } from './encoder.ts';
import { applyInTurn, keepTensors, type Layer } from './layer.ts';
import { spatialMean } from './spatialMean.ts';

/** A part of a network whose output is worth looking at. */
export interface Stage {
  /** timm's name of its output. */
  name: string;
  steps: readonly Layer[];
}

/** What a convolutional network is made of: stages, then the mean over the image, then at most one layer more. */
interface StagedNetwork {
  stages: readonly Stage[];
  /** Applied to the means, (batch, 1, 1, channels): a normalisation, or a projection to fewer. */
  after?: Layer;
}

/**
 * An encoder that runs its stages in turn and averages the last over the image.
 *
 * @param firstLayer key of the first filters
 * @param dimension channels that come out in the end
 * @param build makes the layers; if it throws, what it had made is given back
 */
export function stagedEncoder(
  weights: Weights,
  firstLayer: string,
  dimension: number,
  build: () => StagedNetwork,
): Encoder {
  const inputChannels = channelsOf(weights, firstLayer);
  const { parts, tensors } = keepTensors(build, ({ stages, after }) =>
    [...stages.flatMap(stage => stage.steps), ...(after ? [after] : [])].flatMap(layer => layer.tensors),
  );
  const { stages, after } = parts;
  return {
    dimension,
    inputChannels,
    stages: stages.map(({ name }) => name),
    firstLayer,
    embed: (images, onStage) =>
      tf.tidy(() => {
        let x = images;
        for (const { name, steps } of stages) {
          const y = applyInTurn(steps, x);
          if (x !== images) x.dispose();
          onStage?.(name, y);
          x = y;
        }
        const means = spatialMean(x); // (batch, 1, 1, channels)
        return tf.squeeze<tf.Tensor2D>(after ? after.apply(means) : means, [1, 2]); // (batch, dimension)
      }),
    dispose: () => tf.dispose(tensors),
  };
}
