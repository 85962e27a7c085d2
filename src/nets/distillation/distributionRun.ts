import * as tf from '@tensorflow/tfjs-core';
import { createRandom, type Random } from '../../maths/statistics/random.ts';
import { type Augmentation, drawViews } from '../training/augmentation.ts';
import { createPixelViews } from '../training/pixelViews.ts';
import { distributionGradient } from './distributionMatching.ts';
import { createSgd } from './sgd.ts';
import type { StudentNetwork } from './studentNetwork.ts';
import { freshStudent } from './studentShape.ts';

/** Numbers of a run of distribution matching. */
interface DistributionRunOptions {
  /** Real images of a class that a step sees. */
  realPerClass: number;
  imageRate: number;
  /** 0–1. Default 0.5. */
  momentum: number;
  /** Of both sides; absent: none. */
  augmentation?: Augmentation;
  seed: number;
}

/** Network and images of a run of distribution matching. */
interface DistributionRunSetup {
  network: StudentNetwork;
  /** (n, side, side, channels) standardised real images, the caller's to keep and to dispose */
  real: tf.Tensor4D;
  /** (n) 0 … classes − 1 */
  realLabels: ArrayLike<number>;
  /** (images, side, side, channels) row-major to begin with */
  images: Float32Array;
  /** (images) 0 … classes − 1 */
  labels: ArrayLike<number>;
  options: DistributionRunOptions;
}

/** Everything needed to go on. */
interface DistributionState {
  iteration: number;
  images: Float32Array;
  imageVelocity?: Float32Array;
}

/** Distribution matching step by step, a fresh network at each. */
interface DistributionRun {
  iterate(): Promise<{ iteration: number; loss: number }>;
  state(): Promise<DistributionState>;
  dispose(): void;
}

/** Every step draws from a seed of its own, so that a run that goes on from a state is the one that was never interrupted. */
export function createDistributionRun(
  { network, real, realLabels, labels, options, images: first }: DistributionRunSetup,
  from?: DistributionState,
): DistributionRun {
  const { sidePx, channels, classes } = network.shape;
  const { imageRate, momentum, augmentation } = options;
  const members = Array.from({ length: classes }, (_, label) =>
    Array.from({ length: realLabels.length }, (_, row) => row).filter(row => realLabels[row] === label),
  );
  const sgd = createSgd({ learningRate: imageRate, momentum }, from?.imageVelocity);
  let images = tf.tensor4d(from?.images ?? first, [labels.length, sidePx, sidePx, channels]);
  let iteration = from?.iteration ?? 0;
  const viewsOf = (count: number, random: Random) =>
    augmentation ? createPixelViews(drawViews(count, sidePx, augmentation, random), sidePx) : undefined;
  return {
    async iterate() {
      const random = createRandom(options.seed * seedsApart + iteration);
      const drawn = members.flatMap(rows => random.shuffle([...rows]).slice(0, options.realPerClass));
      const seed = random.integer(2 ** 31); // what createRandom takes
      const { loss, next } = tf.tidy(() => {
        const found = distributionGradient({
          network,
          parameters: tf.tensor1d(freshStudent(network.shape, seed)),
          real: tf.gather(real, tf.tensor1d(Int32Array.from(drawn), 'int32')),
          realLabels: drawn.map(row => realLabels[row]),
          synthetic: images,
          syntheticLabels: labels,
          views: viewsOf(labels.length, random),
          realViews: viewsOf(drawn.length, random),
        });
        return { loss: found.loss, next: sgd.step(images, found.images) };
      });
      images.dispose();
      images = next;
      iteration++;
      const [value] = await loss.data();
      loss.dispose();
      return { iteration, loss: value };
    },
    async state() {
      const [own, imageVelocity] = [await images.data(), await sgd.velocity()];
      return { iteration, images: (own as Float32Array).slice(), imageVelocity };
    },
    dispose() {
      images.dispose();
      sgd.dispose();
    },
  };
}

const seedsApart = 100_003; // a prime above most numbers of iterations: no two of neighbouring seeds draw alike
