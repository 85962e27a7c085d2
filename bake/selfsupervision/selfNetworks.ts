import * as tf from '@tensorflow/tfjs-core';
import { architectures } from '../../src/maths/architectures/architecture.ts';
import { freshWeights } from '../../src/maths/architectures/freshWeights.ts';
import { type SelfSettings, usualSelfSettings } from '../../src/maths/selfsupervision/settings.ts';
import { smallNetworkLayout, smallNetworkOptions } from '../../src/maths/selfsupervision/smallNetwork.ts';
import type { Weights } from '../../src/maths/weights.ts';
import { createArchitecture } from '../../src/nets/architectures/createArchitecture.ts';
import type { SelfGalaxies } from '../../src/nets/selfsupervision/viewBatch.ts';
import { randomWeights } from '../../src/nets/training/randomWeights.ts';
import { createTrainableEfficientNet } from '../../src/nets/training/trainableEfficientNet.ts';
import type { TrainableEncoder } from '../../src/nets/training/trainableEncoder.ts';

/** A training that `npm run selfsup` knows. */
interface SelfTrainingPlan {
  settings: SelfSettings;
  seed: number;
  /** The network before it has learnt anything, statistics of its norms taken from galaxies. */
  fresh(galaxies: SelfGalaxies): Promise<Weights>;
  build(weights: Weights): TrainableEncoder;
}

const calibrationImages = 64; // enough for means and variances over all their pixels
const seed = 1;

/** The small convolutional network, untrained, with the statistics of galaxies. */
export async function freshSmallNetwork({ pixels, sidePx }: SelfGalaxies): Promise<Weights> {
  const encoder = createTrainableEfficientNet(randomWeights(smallNetworkLayout(), seed), smallNetworkOptions);
  const values = Float32Array.from(
    pixels.subarray(0, calibrationImages * sidePx * sidePx * 3),
    each => each / 255,
  );
  const images = tf.tensor4d(values, [values.length / (sidePx * sidePx * 3), sidePx, sidePx, 3]);
  await encoder.calibrate(images);
  images.dispose();
  const weights = await encoder.weights();
  encoder.dispose();
  return weights;
}

/** ViT-micro, untrained. */
export const freshTransformer = (): Weights => freshWeights(architectures.vitMicro, seed);

/** ViT-micro of weights. */
export const buildTransformer = (weights: Weights): TrainableEncoder =>
  createArchitecture(architectures.vitMicro, weights);

/** Trainings by their names. Epochs are such that they take some eight hours of one thread. */
export const selfPlans: Record<string, SelfTrainingPlan> = {
  byol: {
    settings: { ...usualSelfSettings('byol'), epochs: 40 },
    seed,
    fresh: freshSmallNetwork,
    build: weights => createTrainableEfficientNet(weights, smallNetworkOptions, 'batch'),
  },
  dino: {
    settings: { ...usualSelfSettings('dino'), epochs: 40 },
    seed,
    fresh: async () => freshTransformer(),
    build: buildTransformer,
  },
};
