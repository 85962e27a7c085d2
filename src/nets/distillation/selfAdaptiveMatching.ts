import * as tf from '@tensorflow/tfjs-core';
import {
  afterIteration,
  firstStartEpoch,
  type StartEpochOptions,
  type StartEpochState,
  startEpochTurn,
} from '../../maths/distillation/startEpochs.ts';
import { createRandom } from '../../maths/statistics/random.ts';
import type { Augmentation } from '../training/augmentation.ts';
import { boundingFactor } from './boundedGradient.ts';
import { createSgd } from './sgd.ts';
import { drawStudentBatches } from './studentBatches.ts';
import type { StudentNetwork } from './studentNetwork.ts';
import { matchingGradient, matchingLoss } from './trajectoryMatching.ts';

/** Numbers of trajectory matching. */
interface SelfAdaptiveOptions {
  /** N: steps of the student on the synthetic images, per expert epoch. */
  studentSteps: number;
  /** M: the target is the expert's epoch t + M. Default 1. */
  epochsMatched?: number;
  /** Images a student step sees; absent: all. */
  batchSize?: number;
  /** How a student step may see them; absent: as they are. */
  augmentation?: Augmentation;
  /** Learning rate of the pixels; 1,000 for CIFAR-10 in the code of trajectory matching's authors. */
  imageRate: number;
  /** Of the step size's logarithm; 0.1 moves a step size of 0.01 as those authors' 1e-5 moves the step size itself. */
  stepSizeRate: number;
  /** Of both. 0.5 in the papers. */
  momentum: number;
  /**
   * Share of the images' length that a gradient, times `imageRate`, may change them by; one that is longer is shortened, that of
   * the step size with it (boundedGradient.ts). Absent: any, as in the papers.
   */
  longestChange?: number;
  /** Where every student step size begins. */
  stepSize: number;
  startEpochs: StartEpochOptions;
  seed: number;
}

/** Network, images and experts of trajectory matching. */
export interface SelfAdaptiveSetup {
  network: StudentNetwork;
  experts: number;
  /** (parameters) of an expert, 0 …, after an epoch, 0 … expertEpochs */
  expertEpoch(expert: number, epoch: number): Promise<Float32Array>;
  /** (images, side, side, channels) row-major: noise or real images to begin with */
  images: Float32Array;
  /** (images) 0 … classes − 1 */
  labels: ArrayLike<number>;
  options: SelfAdaptiveOptions;
}

/** Everything needed to go on, here or elsewhere. */
export interface SelfAdaptiveState {
  epochs: StartEpochState;
  images: Float32Array;
  imageVelocity?: Float32Array;
  /** (cap) the momentum's memory of each start epoch's step size */
  stepSizeVelocities: readonly number[];
}

/** What one iteration of trajectory matching brought. */
export interface SelfAdaptiveIteration {
  /** From 1. */
  iteration: number;
  start: number;
  /** Of trajectory matching at `start`, before this iteration's change. */
  loss: number;
  /** At the epoch behind the cap, which is not trained on; absent once expansion has ended. */
  nextLoss?: number;
  /** After this iteration. */
  cap: number;
  stepSize: number;
  done: boolean;
}

/** A distillation that is taken iteration by iteration: to pause it is to ask for no more of them. */
interface SelfAdaptiveMatching {
  /** @throws what `pause` throws; the state is then that before the iteration */
  iterate(pause?: () => Promise<void> | void): Promise<SelfAdaptiveIteration>;
  state(): Promise<SelfAdaptiveState>;
  dispose(): void;
}

/**
 * Self-adaptive trajectory matching (arXiv 2311.17967). Every iteration draws from a seed of its own, so that one that goes on
 * from a state is the one that was never interrupted.
 */
export function createSelfAdaptiveMatching(
  setup: SelfAdaptiveSetup,
  from?: SelfAdaptiveState,
): SelfAdaptiveMatching {
  const { network, labels, options } = setup;
  const { sidePx, channels, classes } = network.shape;
  const count = labels.length;
  const pixels = from?.images ?? setup.images;
  if (count === 0 || pixels.length !== count * sidePx * sidePx * channels) {
    throw new RangeError(
      `need ${count} images of ${sidePx} × ${sidePx} × ${channels}, one a label; got ${pixels.length} numbers`,
    );
  }
  if (!(setup.experts >= 1)) throw new RangeError(`need an expert to match; got ${setup.experts}`);
  let epochs = from?.epochs ?? firstStartEpoch(Math.log(options.stepSize), options.startEpochs);
  let stepSizeVelocities = [...(from?.stepSizeVelocities ?? [0])];
  let images = tf.tensor4d(pixels, [count, sidePx, sidePx, channels]);
  const targets = tf.tidy(() =>
    tf.cast<tf.Tensor2D>(
      tf.oneHot(tf.tensor1d(Int32Array.from(labels), 'int32'), classes) as tf.Tensor2D,
      'float32',
    ),
  );
  const { imageRate, momentum, epochsMatched = 1, longestChange = Number.POSITIVE_INFINITY } = options;
  const sgd = createSgd({ learningRate: imageRate, momentum }, from?.imageVelocity);

  return {
    async iterate(pause) {
      const turn = startEpochTurn(epochs, options.startEpochs);
      const random = createRandom(options.seed * seedsApart + epochs.iteration);
      const expert = random.integer(setup.experts);
      const batches = drawStudentBatches({ ...options, images: count, sidePx }, random);
      const match = async <T>(
        epoch: number,
        logStepSize: number,
        work: typeof matchingGradient | typeof matchingLoss,
      ) => {
        const ends = [
          await setup.expertEpoch(expert, epoch),
          await setup.expertEpoch(expert, epoch + epochsMatched),
        ];
        const [start, target] = ends.map(values => tf.tensor1d(values));
        try {
          return (await work({ network, start, target, images, targets, batches, logStepSize, pause })) as T;
        } finally {
          tf.dispose([start, target]);
        }
      };
      const nextLoss =
        turn.next === undefined
          ? undefined
          : await match<number>(turn.next, turn.nextLogStepSize, matchingLoss);
      type Found = Awaited<ReturnType<typeof matchingGradient>>;
      const found = await match<Found>(turn.start, turn.logStepSize, matchingGradient);
      const factor = await boundingFactor(found.images, images, longestChange / imageRate);
      const changed = tf.tidy(() =>
        factor === 0
          ? tf.clone(images)
          : sgd.step(images, tf.mul(found.images, factor), imageRate * turn.rateShare),
      );
      tf.dispose([images, found.images]);
      images = changed;
      const stepSizeGradient = factor === 0 ? 0 : factor * found.logStepSize;
      const velocity = momentum * stepSizeVelocities[turn.start] + stepSizeGradient;
      stepSizeVelocities[turn.start] = velocity;
      const logStepSize = turn.logStepSize - options.stepSizeRate * velocity;
      epochs = afterIteration(epochs, options.startEpochs, logStepSize, nextLoss);
      // A new start epoch begins with the last one's step size and at rest.
      while (stepSizeVelocities.length < epochs.cap) stepSizeVelocities = [...stepSizeVelocities, 0];
      return {
        iteration: epochs.iteration,
        start: turn.start,
        loss: found.loss,
        nextLoss,
        cap: epochs.cap,
        stepSize: Math.exp(logStepSize),
        done: startEpochTurn(epochs, options.startEpochs).done,
      };
    },
    async state() {
      const [own, imageVelocity] = [await images.data(), await sgd.velocity()];
      return {
        epochs,
        images: (own as Float32Array).slice(),
        imageVelocity,
        stepSizeVelocities: [...stepSizeVelocities],
      };
    },
    dispose() {
      tf.dispose([images, targets]);
      sgd.dispose();
    },
  };
}

const seedsApart = 100_003; // a prime above any number of iterations: no two of neighbouring seeds draw alike
