import * as tf from '@tensorflow/tfjs-core';
import type { ClusterCheckpoint, ClusterEpoch } from '../../contracts/clustering/clusters.ts';
import { type ClusterSettings, clusterEpochs, priorWeight } from '../../maths/clustering/clusterSettings.ts';
import { type ClusterShape, freshClusterWeights } from '../../maths/clustering/clusterShape.ts';
import { createRandom, type Random } from '../../maths/statistics/random.ts';
import { shuffledBatches } from '../../maths/statistics/trainingBatches.ts';
import { createAdamW } from '../training/adamW.ts';
import { batchDraws, batchOf } from './clusterBatch.ts';
import type { ClusterData } from './clusterData.ts';
import { type ClusterNetwork, createClusterNetwork } from './clusterNetwork.ts';
import { clusterStep } from './clusterStep.ts';
import { judgeNetwork } from './judgedClusters.ts';
import { fitPriorSteps, reviveComponents } from './mixturePrior.ts';
import { posteriorsOf } from './posteriors.ts';
import { withStraightPath } from './straightWeights.ts';

/** A training, step by step. */
export interface ClusterTraining {
  readonly network: ClusterNetwork;
  readonly epochs: readonly ClusterEpoch[];
  readonly finished: boolean;
  /** Steps of an epoch, and those done of the one under way. */
  readonly steps: number;
  readonly stepsDone: number;
  /**
   * One batch; before the first under the mixture that is fitted, and after the last of an epoch the network is judged.
   *
   * @param breathe called during the fit; may throw to stop it, and the next step begins it again
   * @returns what the epoch was like where this was its last step
   */
  step(breathe?: () => Promise<void>): Promise<ClusterEpoch | undefined>;
  checkpoint(): Promise<ClusterCheckpoint>;
  dispose(): void;
}

/** A training from its beginning. @yields while principal components are computed */
export function* freshClusterCheckpoint(
  shape: ClusterShape,
  settings: ClusterSettings,
  seed: number,
  data: ClusterData,
): Generator<void, ClusterCheckpoint> {
  const { weights, scales } = yield* withStraightPath(freshClusterWeights(shape, seed), shape, data);
  return { shape, settings, seed, weights, steps: 0, moments: new Map(), scales, epochs: [] };
}

/** Takes a training up: the same numbers as if it had never stopped, also within an epoch. */
// Longer than 100 lines: what a step leaves to the next is one set of variables.
export function resumeClusterTraining(start: ClusterCheckpoint, data: ClusterData): ClusterTraining {
  const { shape, settings, seed, scales } = start;
  const network = createClusterNetwork(shape, start.weights);
  const optimiser = createAdamW(
    { weightDecay: 0 },
    start.steps > 0 ? { steps: start.steps, moments: start.moments } : undefined,
  );
  const epochs = [...start.epochs];
  const total = clusterEpochs(settings);
  const galaxies = data.inputs.length / shape.inputs;
  const steps = Math.ceil(galaxies / settings.batchSize);
  const deep = network.learning.filter(name => !name.startsWith('mixture.'));
  const flips = settings.flips && shape.encodesPixels;
  let taken = start.steps;
  let sums = Float64Array.from(start.within?.sums ?? [0, 0, 0, 0]);
  let done = start.within?.steps ?? 0;
  let order = orderOf(epochs.length, done);

  /** Batches of an epoch, and the stream of its random numbers behind the steps that are done. */
  function orderOf(epoch: number, skipped: number): { batches: Uint32Array[]; random: Random } {
    const random = createRandom(seed * 1000 + epoch);
    const all = Uint32Array.from({ length: galaxies }, (_, row) => row);
    const batches = shuffledBatches(all, settings.batchSize, random);
    for (const rows of batches.slice(0, skipped)) batchDraws(rows.length, shape.latents, flips, random);
    return { batches, random };
  }

  async function finish(epoch: number, prior: 'normal' | 'mixture', weight: number): Promise<ClusterEpoch> {
    const judged = await judgeNetwork(network, data.inputs, prior);
    const revived =
      prior === 'mixture' && epoch + 1 < total
        ? await reviveComponents(network, judged, settings.leastShare, order.random)
        : 0;
    const [loss, pictureError, inputError, divergence] = sums;
    const { inUse, information, activeLatents } = judged;
    const note: ClusterEpoch = {
      ...{ epoch, prior, weight, loss, pictureError, inputError, divergence },
      ...{ inUse, information, activeLatents, revived },
    };
    epochs.push(note);
    [done, sums] = [0, new Float64Array(4)];
    order = orderOf(epoch + 1, 0);
    return note;
  }

  return {
    network,
    steps,
    get stepsDone() {
      return done;
    },
    get epochs() {
      return epochs;
    },
    get finished() {
      return epochs.length >= total;
    },
    async step(breathe = async () => undefined) {
      const epoch = epochs.length;
      if (epoch === settings.warmUpEpochs && done === 0) {
        const posteriors = await posteriorsOf(network, data.inputs, undefined, breathe);
        const random = createRandom(seed * 1000 + fitStream);
        for (const _ of fitPriorSteps(network, posteriors, settings, scales, random)) await breathe();
      }
      const prior = epoch < settings.warmUpEpochs ? ('normal' as const) : ('mixture' as const);
      const frozen = epoch < settings.warmUpEpochs + settings.frozenEpochs;
      const weight = priorWeight(settings, epoch);
      const rows = order.batches[done];
      const draws = batchDraws(rows.length, shape.latents, flips, order.random);
      const batch = batchOf(data, shape, rows, draws);
      const past = (epoch * steps + done) / (total * steps);
      const rising = Math.min(1, (taken + 1) / steps); // a first epoch: Adam's first steps are as long as any, and random
      const rate = settings.learningRate * rising * (0.01 + 0.99 * 0.5 * (1 + Math.cos(Math.PI * past)));
      const report = await clusterStep(
        network,
        optimiser,
        { ...batch, prior, weight },
        { names: frozen ? deep : network.learning, rate, longest: settings.longestGradient },
      );
      tf.dispose([batch.inputs, batch.pictures, batch.noise]);
      const told = [report.loss, report.pictureError, report.inputError, report.divergence];
      for (const [i, value] of told.entries()) sums[i] += value / steps;
      taken++;
      done++;
      return done === steps ? finish(epoch, prior, weight) : undefined;
    },
    async checkpoint() {
      const { moments } = await optimiser.state();
      return {
        ...{ shape, settings, seed, scales, moments },
        weights: await network.read(),
        steps: taken,
        epochs: [...epochs],
        ...(done > 0 && { within: { steps: done, sums: [...sums] } }),
      };
    },
    dispose() {
      optimiser.dispose();
      network.dispose();
    },
  };
}

const fitStream = 999; // the mixture's own random numbers: no training has so many epochs
