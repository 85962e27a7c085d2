import * as tf from '@tensorflow/tfjs-core';
import type { LearntTensors } from '../../../src/contracts/finetune.ts';
import type { PixelView } from '../../../src/contracts/ingest.ts';
import type { SelfRequest } from '../../../src/contracts/training/selfsupervision.ts';
import type { FinetunedCard } from '../../../src/data/weights/formats/finetunedCard.ts';
import type { NetworkFacts } from '../../../src/data/weights/formats/weightsManifest.ts';
import type { Architecture } from '../../../src/maths/architectures/architecture.ts';
import { architectureTitle, freshStartOf } from '../../../src/maths/architectures/freshStart.ts';
import { freshWeights } from '../../../src/maths/architectures/freshWeights.ts';
import { freshTransformerName } from '../../../src/maths/selfsupervision/settings.ts';
import {
  smallArchitecture,
  smallNetworkLayout,
  smallNetworkOptions,
  smallView,
} from '../../../src/maths/selfsupervision/smallNetwork.ts';
import type { Weights } from '../../../src/maths/weights.ts';
import { createArchitecture } from '../../../src/nets/architectures/createArchitecture.ts';
import { randomWeights } from '../../../src/nets/training/randomWeights.ts';
import { createTrainableEfficientNet } from '../../../src/nets/training/trainableEfficientNet.ts';
import type { TrainableEncoder } from '../../../src/nets/training/trainableEncoder.ts';
import type { StartNetwork } from '../startNetwork.ts';

/** A network that is to learn without labels, and what its file will say of it. */
export interface SelfNetwork {
  weights: Weights;
  /** Of an EfficientNet. */
  facts?: NetworkFacts;
  /** Of a network of this app's own. */
  structure?: Architecture;
  architecture: string;
  view: PixelView;
  parent: FinetunedCard['parent'];
  /** All of it learns. */
  fromNothing: boolean;
  /** In a form that gradients pass through, the caller's to dispose. */
  build(): TrainableEncoder;
}

const calibrationImages = 64; // enough for means and variances over all their pixels

/**
 * The small network before it has learnt anything.
 *
 * @param statistics of its norms, (channels) each; default: of the first galaxies, pixels (n, sidePx, sidePx, 3)
 */
export async function smallNetwork(
  { pixels, sidePx, seed }: Pick<SelfRequest, 'pixels' | 'sidePx' | 'seed'>,
  statistics?: LearntTensors,
): Promise<SelfNetwork> {
  const drawn = randomWeights(smallNetworkLayout(), seed);
  const weights = withStatistics(drawn, statistics ?? (await statisticsOf(drawn, pixels, sidePx)));
  return {
    weights,
    facts: { family: 'efficientnet', ...smallNetworkOptions },
    architecture: smallArchitecture,
    view: smallView,
    parent: nothing(seed),
    fromNothing: true,
    build: () => createTrainableEfficientNet(weights, smallNetworkOptions, 'batch'),
  };
}

/** ViT-micro before it has learnt anything. */
export function transformerNetwork(seed: number): SelfNetwork {
  const { architecture: structure, cropFraction } = freshStartOf(freshTransformerName)!;
  const weights = freshWeights(structure, seed);
  return {
    ...{ weights, structure, architecture: architectureTitle(structure), fromNothing: true },
    view: { sidePx: structure.sidePx, cropFraction },
    parent: nothing(seed),
    build: () => createArchitecture(structure, weights),
  };
}

const nothing = (seed: number): SelfNetwork['parent'] => ({
  ...{ name: 'nothing', title: 'weights drawn at random', sha256: '' },
  licence: 'none needed',
  credit: `Drawn by this app, seed ${seed}.`,
});

/** The network last loaded. @throws Error in a sentence where gradients do not pass it */
export function topOf({ card, weights, network }: StartNetwork): SelfNetwork {
  if (!network) {
    throw new Error(
      `need an EfficientNet-Lite whose top blocks can learn; got ${card.architecture}: choose other weights, or the small network`,
    );
  }
  const { name, title, sha256, licence, credit, architecture, view } = card;
  return {
    ...{ weights, facts: network, architecture, view },
    parent: { name, title, sha256, licence, credit },
    fromNothing: false,
    build: () => createTrainableEfficientNet(weights, network),
  };
}

async function statisticsOf(weights: Weights, pixels: Uint8Array, sidePx: number): Promise<LearntTensors> {
  const encoder = createTrainableEfficientNet(weights, smallNetworkOptions);
  const perImage = sidePx * sidePx * 3;
  const values = Float32Array.from(pixels.subarray(0, calibrationImages * perImage), each => each / 255);
  const images = tf.tensor4d(values, [values.length / perImage, sidePx, sidePx, 3]);
  try {
    await encoder.calibrate(images);
    return await encoder.statistics();
  } finally {
    images.dispose();
    encoder.dispose();
  }
}

function withStatistics(weights: Weights, statistics: LearntTensors): Weights {
  const all: Weights = new Map(weights);
  for (const [key, values] of statistics) all.set(key, { shape: [values.length], values });
  return all;
}
