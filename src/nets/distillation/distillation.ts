import type * as tf from '@tensorflow/tfjs-core';
import type { DistilCheckpoint } from '../../contracts/distillation/distil.ts';
import type { DistilSettings } from '../../contracts/distillation/distilSettings.ts';
import type { DistilIteration } from '../../contracts/distillation/prototypes.ts';
import {
  fixedStartEpochs,
  type StartEpochOptions,
  startEpochCount,
} from '../../maths/distillation/startEpochs.ts';
import { createDistributionRun } from './distributionRun.ts';
import { createSelfAdaptiveMatching, type SelfAdaptiveState } from './selfAdaptiveMatching.ts';
import type { StudentNetwork } from './studentNetwork.ts';

/** What a distillation works on. */
interface DistillationSetup {
  network: StudentNetwork;
  settings: DistilSettings;
  /** (parameters) of an expert after an epoch; never called by DM. */
  expertEpoch(expert: number, epoch: number): Promise<Float32Array>;
  /** (n, side, side, channels) standardised real images, the caller's to keep and to dispose */
  real: tf.Tensor4D;
  /** (n) */
  realLabels: ArrayLike<number>;
  /** (images, side, side, channels) to begin with */
  images: Float32Array;
  /** (images) */
  labels: ArrayLike<number>;
}

/** What a checkpoint holds of the method's own. */
type DistillationState = Omit<DistilCheckpoint, 'iterations' | 'frames'>;

/** One of the three methods, iteration by iteration. */
interface Distillation {
  /** @throws what `pause` throws; the state is then that before the iteration */
  iterate(pause?: () => Promise<void> | void): Promise<DistilIteration & { done: boolean }>;
  state(): Promise<DistillationState>;
  dispose(): void;
}

/**
 * @param from a state of the same setup to go on from
 * @param iteration of that state
 */
export function createDistillation(
  setup: DistillationSetup,
  from?: DistillationState,
  iteration = 0,
): Distillation {
  const { method } = setup.settings;
  return method === 'dm' ? matchedFeatures(setup, from, iteration) : matchedTrajectories(setup, from);
}

function matchedFeatures(
  { network, settings, real, realLabels, images, labels }: DistillationSetup,
  from: DistillationState | undefined,
  iteration: number,
): Distillation {
  const { distribution, augmentation, seed } = settings;
  const run = createDistributionRun(
    { network, real, realLabels, images, labels, options: { ...distribution, augmentation, seed } },
    from && { iteration, images: from.images, imageVelocity: from.imageVelocity },
  );
  return {
    async iterate(pause) {
      await pause?.();
      const made = await run.iterate();
      return { ...made, done: made.iteration >= settings.iterations };
    },
    async state() {
      const { images: now, imageVelocity } = await run.state();
      return { images: now, imageVelocity };
    },
    dispose: () => run.dispose(),
  };
}

function matchedTrajectories(
  { network, settings, expertEpoch, images, labels }: DistillationSetup,
  from: DistillationState | undefined,
): Distillation {
  const { matching, experts, augmentation, seed } = settings;
  const fixed = settings.method === 'mtt';
  const startEpochs: StartEpochOptions = {
    ...matching,
    expertEpochs: startEpochCount(experts.epochs, matching.epochsMatched),
    rateFactor: fixed ? 1 : matching.rateFactor, // the plain method's rate never falls
  };
  const state: SelfAdaptiveState | undefined = from?.epochs
    ? { ...from, epochs: from.epochs, stepSizeVelocities: from.stepSizeVelocities ?? [] }
    : fixed
      ? {
          epochs: fixedStartEpochs(Math.log(matching.stepSize), matching.cap, startEpochs),
          images,
          stepSizeVelocities: Array(matching.cap).fill(0),
        }
      : undefined;
  const run = createSelfAdaptiveMatching(
    {
      network,
      experts: experts.experts,
      expertEpoch,
      images,
      labels,
      options: { ...matching, augmentation, startEpochs, seed },
    },
    state,
  );
  return {
    async iterate(pause) {
      const { iteration, loss, nextLoss, cap, stepSize: learnt, done } = await run.iterate(pause);
      return {
        ...{ iteration, loss, nextLoss, cap, stepSize: learnt },
        done: done || iteration >= settings.iterations,
      };
    },
    state: () => run.state(),
    dispose: () => run.dispose(),
  };
}
