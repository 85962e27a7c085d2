import * as tf from '@tensorflow/tfjs-core';
import { createRandom } from '../../maths/statistics/random.ts';
import { shuffledBatches } from '../../maths/statistics/trainingBatches.ts';
import { type Augmentation, drawViews } from '../training/augmentation.ts';
import { createPixelViews } from '../training/pixelViews.ts';
import { createSgd } from './sgd.ts';
import type { StudentGradient } from './studentNetwork.ts';

/** A classifier as a function of one flat vector of parameters: the student, or another architecture judged on its images. */
export interface FlatClassifier {
  /** Seeded fresh parameters. */
  fresh(seed: number): Float32Array;
  /** @param images (batch, side, side, channels) @returns (batch, classes) */
  logits(parameters: tf.Tensor1D, images: tf.Tensor4D): tf.Tensor2D;
  /** @param targets (batch, classes) shares that sum to 1 */
  gradient(parameters: tf.Tensor1D, images: tf.Tensor4D, targets: tf.Tensor2D): StudentGradient;
}

/** How a fresh network is trained to be judged. */
export interface TrainingPlan {
  /** One a step. */
  stepSizes: ArrayLike<number>;
  /** Absent, or more than there are: all images in every step. */
  batchSize?: number;
  /** 0–1. Default 0 */
  momentum?: number;
  /** Added to the gradient as a share of the parameters. Default 0 */
  weightDecay?: number;
  /** How a step may see the images; absent: as they are. */
  augmentation?: Augmentation;
  /** Of the fresh parameters, the batches and the views. */
  seed: number;
}

/**
 * Trains a fresh network by a plan.
 *
 * @param images (n, side, side, channels), standardised
 * @param targets (n, classes)
 * @param pause called after every step: lets others have their turn, and may throw to stop
 * @returns its parameters, the caller's to dispose
 */
export async function trainClassifier(
  network: FlatClassifier,
  images: tf.Tensor4D,
  targets: tf.Tensor2D,
  plan: TrainingPlan,
  pause?: () => Promise<void> | void,
): Promise<tf.Tensor1D> {
  const { stepSizes, batchSize, augmentation, seed } = plan;
  const [count, sidePx] = images.shape;
  const random = createRandom(seed);
  const rows = Uint32Array.from({ length: count }, (_, row) => row);
  const size = Math.min(batchSize ?? count, count);
  const sgd = createSgd({ ...plan, learningRate: 0 });
  let parameters = tf.tensor1d(network.fresh(seed));
  let waiting: Uint32Array[] = [];
  try {
    for (let step = 0; step < stepSizes.length; step++) {
      if (waiting.length === 0) waiting = shuffledBatches(rows, size, random);
      const batch = waiting.pop()!;
      const views = augmentation
        ? createPixelViews(drawViews(batch.length, sidePx, augmentation, random), sidePx)
        : undefined;
      const next = tf.tidy(() => {
        const chosen = tf.tensor1d(Int32Array.from(batch), 'int32');
        const some = size === count ? images : tf.gather(images, chosen);
        const aims = size === count ? targets : tf.gather(targets, chosen);
        const { parameters: gradient } = network.gradient(parameters, views ? views.apply(some) : some, aims);
        return sgd.step(parameters, gradient, stepSizes[step]);
      });
      parameters.dispose();
      parameters = next;
      await pause?.();
    }
    return parameters;
  } catch (error) {
    parameters.dispose();
    throw error;
  } finally {
    sgd.dispose();
  }
}

const judgedTogether = 128; // images a forward pass: some 20 MB of maps at 32 px and width 32

/** The likeliest class of each image, (n). */
export async function predictClasses(
  network: FlatClassifier,
  parameters: tf.Tensor1D,
  images: tf.Tensor4D,
): Promise<Uint8Array> {
  const predicted = new Uint8Array(images.shape[0]);
  for (let start = 0; start < predicted.length; start += judgedTogether) {
    const count = Math.min(judgedTogether, predicted.length - start);
    const likeliest = tf.tidy(() => {
      const some = tf.slice(images, start, count);
      return tf.argMax<tf.Tensor1D>(network.logits(parameters, some), 1);
    });
    predicted.set(await likeliest.data(), start);
    likeliest.dispose();
  }
  return predicted;
}

/** (n, classes) 1 at the class of each label. */
export function oneHotTargets(labels: ArrayLike<number>, classes: number): tf.Tensor2D {
  const values = new Float32Array(labels.length * classes);
  for (let i = 0; i < labels.length; i++) values[i * classes + labels[i]] = 1;
  return tf.tensor2d(values, [labels.length, classes]);
}
