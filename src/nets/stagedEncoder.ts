import * as tf from '@tensorflow/tfjs-core';
import type { Weights } from '../maths/weights.ts';
import { channelsOf, type Encoder } from './encoder.ts';
import { applyInTurn, type Layer } from './layer.ts';
import { spatialMean } from './spatialMean.ts';

/** A part of a network whose output is worth looking at. */
export interface Stage {
  /** timm's name of its output. */
  name: string;
  steps: readonly Layer[];
}

/** What a convolutional network is made of: stages, then the mean over the image, then at most a normalisation. */
export interface StagedNetwork {
  stages: readonly Stage[];
  /** Applied to the means, (batch, 1, 1, channels). */
  norm?: Layer;
}

/**
 * An encoder that runs its stages in turn and averages the last over the image.
 *
 * @param firstLayer key of the first filters
 * @param dimension channels of the last stage
 * @param build makes the layers; if it throws, what it had made is given back
 */
export function stagedEncoder(
  weights: Weights,
  firstLayer: string,
  dimension: number,
  build: () => StagedNetwork,
): Encoder {
  const inputChannels = channelsOf(weights, firstLayer);
  const { stages, norm, tensors } = keepAll(build);
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
        const means = spatialMean(x); // (batch, 1, 1, dimension)
        return tf.squeeze<tf.Tensor2D>(norm ? norm.apply(means) : means, [1, 2]); // (batch, dimension)
      }),
    dispose: () => tf.dispose(tensors),
  };
}

/** Builds in a tidy, so that weights which lack a tensor leave none of the others behind. */
function keepAll(build: () => StagedNetwork): StagedNetwork & { tensors: tf.Tensor[] } {
  let network: StagedNetwork = { stages: [] };
  const tensors: tf.Tensor[] = [];
  tf.tidy(() => {
    network = build();
    const layers = network.stages.flatMap(stage => stage.steps);
    for (const { tensors: held } of network.norm ? [...layers, network.norm] : layers) tensors.push(...held);
    for (const tensor of tensors) tf.keep(tensor);
  });
  return { ...network, tensors };
}
