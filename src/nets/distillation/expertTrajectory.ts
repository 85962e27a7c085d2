import * as tf from '@tensorflow/tfjs-core';
import { createRandom } from '../../maths/statistics/random.ts';
import { shuffledBatches } from '../../maths/statistics/trainingBatches.ts';
import { type Augmentation, drawViews } from '../training/augmentation.ts';
import { createPixelViews } from '../training/pixelViews.ts';
import { createSgd, type SgdOptions } from './sgd.ts';
import type { StudentNetwork } from './studentNetwork.ts';
import { freshStudent } from './studentShape.ts';

/** How one expert is trained. */
export interface ExpertOptions extends SgdOptions {
  /** Default 30. */
  epochs: number;
  /** Default 256, as the authors of trajectory matching have it; smaller sets want smaller batches. */
  batchSize: number;
  /** How views of an image may differ; absent: none. */
  augmentation?: Augmentation;
  /**
   * Share of the parameters' running average that outlasts a step, 0–1 (Polyak & Juditsky 1992, exponential): what is yielded
   * is that average, while training goes on from the parameters themselves. Default 0, the parameters as they are. Small
   * batches throw parameters about; their average goes one way, further, and a student can follow it.
   */
  averaging?: number;
  /** Of the fresh network, of the order of batches and of the views. */
  seed: number;
}

/** Trajectory matching's own expert (Cazenavette et al. 2022), with mild views: a galaxy has no up. */
export const usualExpert: Omit<ExpertOptions, 'seed'> = {
  epochs: 30,
  batchSize: 256,
  learningRate: 0.01,
  momentum: 0,
  weightDecay: 0,
  augmentation: { flips: true, turns: 'any', zoom: 1.2, shift: 0.1 },
};

/** An expert after a whole epoch, enough to go on from. */
export interface ExpertEpoch {
  /** From 0, the fresh network. */
  epoch: number;
  /** (parameters) their running average where there is one */
  parameters: Float32Array;
  /** (parameters) as training goes on from them, where `parameters` are their average. */
  unaveraged?: Float32Array;
  /** (parameters) The momentum's memory, where there is one. */
  velocity?: Float32Array;
  /** Mean training loss over the epoch; absent for the fresh network. */
  loss?: number;
}

/**
 * An expert trajectory: a student trained on real images, its parameters after every epoch, the fresh ones first. Every epoch
 * draws from a seed of its own, so that a trajectory that goes on from an epoch is the one that was never interrupted.
 *
 * @param images (n, side, side, channels), standardised
 * @param targets (n, classes) shares that sum to 1
 * @param from an epoch of the same trajectory to go on from; it is not yielded again
 * @param pause called after every batch: lets others have their turn, and may throw to stop
 */
export async function* expertTrajectory(
  network: StudentNetwork,
  images: tf.Tensor4D,
  targets: tf.Tensor2D,
  options: ExpertOptions,
  { from, pause }: { from?: ExpertEpoch; pause?(): Promise<void> | void } = {},
): AsyncGenerator<ExpertEpoch> {
  const rows = Uint32Array.from({ length: images.shape[0] }, (_, row) => row);
  const start = from ?? { epoch: 0, parameters: freshStudent(network.shape, options.seed) };
  if (!from) yield start;
  const sgd = createSgd(options, start.velocity);
  const { averaging = 0 } = options;
  let parameters = tf.tensor1d(start.unaveraged ?? start.parameters);
  let average = averaging > 0 ? tf.tensor1d(start.parameters) : undefined;
  try {
    for (let epoch = start.epoch + 1; epoch <= options.epochs; epoch++) {
      const random = createRandom(options.seed * seedsApart + epoch);
      let lossSum = 0;
      for (const batch of shuffledBatches(rows, options.batchSize, random)) {
        const views = options.augmentation
          ? createPixelViews(
              drawViews(batch.length, network.shape.sidePx, options.augmentation, random),
              network.shape.sidePx,
            )
          : undefined;
        const { loss, next, nextAverage } = tf.tidy(() => {
          const chosen = tf.tensor1d(Int32Array.from(batch), 'int32');
          const some = tf.gather(images, chosen);
          const seen = views ? views.apply(some) : some;
          const found = network.gradient(parameters, seen, tf.gather(targets, chosen));
          const next = sgd.step(parameters, found.parameters);
          const nextAverage =
            average && tf.add<tf.Tensor1D>(tf.mul(average, averaging), tf.mul(next, 1 - averaging));
          return { loss: found.loss, next, nextAverage };
        });
        tf.dispose([parameters, average ?? []]);
        [parameters, average] = [next, nextAverage];
        lossSum += (await loss.data())[0] * batch.length;
        loss.dispose();
        await pause?.();
      }
      const standing = await numbersOf(parameters);
      yield {
        epoch,
        parameters: average ? await numbersOf(average) : standing,
        unaveraged: average && standing,
        velocity: await sgd.velocity(),
        loss: lossSum / rows.length,
      };
    }
  } finally {
    tf.dispose([parameters, average ?? []]);
    sgd.dispose();
  }
}

const numbersOf = async (tensor: tf.Tensor) => ((await tensor.data()) as Float32Array).slice();

const seedsApart = 1009; // a prime above any number of epochs: no two epochs of neighbouring experts draw alike
