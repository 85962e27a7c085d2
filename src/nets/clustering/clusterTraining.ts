import * as tf from '@tensorflow/tfjs-core';
import { type ClusterSettings, clusterEpochs, priorWeight } from '../../maths/clustering/clusterSettings.ts';
import { fitMixture } from '../../maths/clustering/fitMixture.ts';
import { clustersInUse } from '../../maths/clustering/purity.ts';
import { createRandom, type Random } from '../../maths/statistics/random.ts';
import { shuffledBatches } from '../../maths/statistics/trainingBatches.ts';
import type { Weights } from '../../maths/weights.ts';
import { createAdamW } from '../training/adamW.ts';
import type { ClusterData } from './clusterData.ts';
import { mixtureScores } from './clusterLoss.ts';
import { type ClusterNetwork, createClusterNetwork } from './clusterNetwork.ts';
import { type ClusterShape, freshClusterWeights } from './clusterShape.ts';
import { clusterStep } from './clusterStep.ts';
import { withStraightPath } from './straightWeights.ts';

/** What an epoch was like. */
export interface ClusterEpoch {
  /** From 0. */
  epoch: number;
  prior: 'normal' | 'mixture';
  weight: number;
  /** Means over the epoch's steps, of samples. */
  loss: number;
  pictureError: number;
  inputError: number;
  /** Nats a galaxy. */
  divergence: number;
  /** Clusters in use: exp of the entropy of the shares of hard assignments; 0 before there are clusters. */
  inUse: number;
  /** I(z; c) of the judged galaxies, nats. */
  information: number;
  /** Latents whose means vary by more than 0.05. */
  activeLatents: number;
  /** Components that were set anew after it. */
  revived: number;
}

/** What is needed to go on: all that a training remembers between two epochs. */
export interface ClusterCheckpoint {
  shape: ClusterShape;
  settings: ClusterSettings;
  seed: number;
  weights: Weights;
  /** Adam's steps and moments by name. */
  steps: number;
  moments: Map<string, { mean: Float32Array; square: Float32Array }>;
  /** (latents) what a unit of each is worth, for k-means. */
  scales: Float32Array;
  epochs: ClusterEpoch[];
}

/** A training, epoch by epoch. */
interface ClusterTraining {
  readonly network: ClusterNetwork;
  readonly epochs: readonly ClusterEpoch[];
  readonly finished: boolean;
  /**
   * Trains one epoch, and fits the mixture before the first under it.
   *
   * @param breathe called after every step with its number and how many there are; may throw to stop, and then the training
   *   must be taken up from its last checkpoint
   */
  epoch(breathe: (step: number, steps: number) => Promise<void>): Promise<ClusterEpoch>;
  checkpoint(): Promise<ClusterCheckpoint>;
  dispose(): void;
}

const judgedGalaxies = 1024; // whose posteriors tell of clusters in use after an epoch
const encodedTogether = 128;
const activeVariance = 0.05;

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

/** Takes a training up: the same numbers as if it had never stopped. */
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
  let taken = start.steps;

  return {
    network,
    get epochs() {
      return epochs;
    },
    get finished() {
      return epochs.length >= total;
    },
    async epoch(breathe) {
      const epoch = epochs.length;
      const random = createRandom(seed * 1000 + epoch);
      if (epoch === settings.warmUpEpochs) await fitPrior(network, data.inputs, settings, scales, random);
      const prior = epoch < settings.warmUpEpochs ? ('normal' as const) : ('mixture' as const);
      const frozen = epoch < settings.warmUpEpochs + settings.frozenEpochs;
      const names = frozen ? deep : network.learning;
      const weight = priorWeight(settings, epoch);
      const sums = new Float64Array(4);
      const all = Uint32Array.from({ length: galaxies }, (_, row) => row);
      for (const [step, rows] of shuffledBatches(all, settings.batchSize, random).entries()) {
        const batch = batchOf(data, shape, rows, settings.flips && shape.encodesPixels, random);
        const done = (epoch * steps + step) / (total * steps);
        const rising = Math.min(1, (taken + 1) / steps); // a first epoch: Adam's first steps are as long as any, and random
        const rate = settings.learningRate * rising * (0.01 + 0.99 * 0.5 * (1 + Math.cos(Math.PI * done)));
        const report = await clusterStep(
          network,
          optimiser,
          { ...batch, prior, weight },
          { names, rate, longest: settings.longestGradient },
        );
        tf.dispose([batch.inputs, batch.pictures, batch.noise]);
        const told = [report.loss, report.pictureError, report.inputError, report.divergence];
        for (const [i, value] of told.entries()) sums[i] += value / steps;
        taken++;
        await breathe(step + 1, steps);
      }
      const judged = await judge(network, data.inputs, prior);
      const revived =
        prior === 'mixture' && epoch + 1 < total
          ? reviveComponents(network, judged, settings.leastShare, random)
          : 0;
      const [loss, pictureError, inputError, divergence] = sums;
      const { inUse, information, activeLatents } = judged;
      const note: ClusterEpoch = {
        ...{ epoch, prior, weight, loss, pictureError, inputError, divergence },
        ...{ inUse, information, activeLatents, revived },
      };
      epochs.push(note);
      return note;
    },
    async checkpoint() {
      const { moments } = await optimiser.state();
      return {
        ...{ shape, settings, seed, scales, moments },
        weights: await network.read(),
        steps: taken,
        epochs: [...epochs],
      };
    },
    dispose() {
      optimiser.dispose();
      network.dispose();
    },
  };
}

/** Tensors of some galaxies; the caller's to dispose. */
function batchOf(
  { inputs, pictures }: ClusterData,
  { inputs: wide, sidePx, latents, encodesPixels }: ClusterShape,
  rows: Uint32Array,
  flips: boolean,
  random: Random,
): { inputs: tf.Tensor2D; pictures: tf.Tensor2D; noise: tf.Tensor2D } {
  const pixels = sidePx * sidePx;
  const chosen = new Float32Array(rows.length * pixels);
  for (const [i, row] of rows.entries()) {
    const across = flips && random.uniform() < 0.5;
    const down = flips && random.uniform() < 0.5;
    for (let pixel = 0; pixel < pixels; pixel++) {
      const [x, y] = [pixel % sidePx, Math.floor(pixel / sidePx)];
      const from = (down ? sidePx - 1 - y : y) * sidePx + (across ? sidePx - 1 - x : x);
      chosen[i * pixels + pixel] = pictures[row * pixels + from];
    }
  }
  const noise = Float32Array.from({ length: rows.length * latents }, () => random.normal());
  const seen = tf.tensor2d(chosen, [rows.length, pixels]);
  return {
    inputs: encodesPixels ? tf.clone(seen) : tf.tensor2d(rowsOf(inputs, wide, rows), [rows.length, wide]),
    pictures: seen,
    noise: tf.tensor2d(noise, [rows.length, latents]),
  };
}

function rowsOf(values: Float32Array, columns: number, rows: ArrayLike<number>): Float32Array {
  const chosen = new Float32Array(rows.length * columns);
  for (let i = 0; i < rows.length; i++) {
    chosen.set(values.subarray(rows[i] * columns, (rows[i] + 1) * columns), i * columns);
  }
  return chosen;
}

/** Posteriors of many galaxies, (n, latents) each. @param rows default: all */
export async function posteriorsOf(
  network: ClusterNetwork,
  inputs: Float32Array,
  rows?: ArrayLike<number>,
): Promise<{ means: Float32Array; logVariances: Float32Array; responsibilities: Float32Array }> {
  const { inputs: wide, latents, components } = network.shape;
  const count = rows?.length ?? inputs.length / wide;
  const means = new Float32Array(count * latents);
  const logVariances = new Float32Array(count * latents);
  const responsibilities = new Float32Array(count * components);
  for (let first = 0; first < count; first += encodedTogether) {
    const some = Math.min(encodedTogether, count - first);
    const chosen = Array.from({ length: some }, (_, i) => (rows ? rows[first + i] : first + i));
    const [mean, logVariance, shares] = tf.tidy(() => {
      const posterior = network.encode(tf.tensor2d(rowsOf(inputs, wide, chosen), [some, wide]));
      return [posterior.mean, posterior.logVariance, tf.softmax(mixtureScores(network, posterior))];
    });
    means.set(await mean.data(), first * latents);
    logVariances.set(await logVariance.data(), first * latents);
    responsibilities.set(await shares.data(), first * components);
    tf.dispose([mean, logVariance, shares]);
  }
  return { means, logVariances, responsibilities };
}

async function fitPrior(
  network: ClusterNetwork,
  inputs: Float32Array,
  { components, starts, samples, latents }: ClusterSettings,
  scales: Float32Array,
  random: Random,
): Promise<void> {
  const { means, logVariances } = await posteriorsOf(network, inputs);
  const points = new Float32Array(samples * means.length);
  for (let at = 0; at < points.length; at++) {
    const of = at % means.length;
    points[at] = means[of] + Math.exp(logVariances[of] / 2) * random.normal();
  }
  const { mixture } = fitMixture(points, latents, { components, starts, startScales: scales, random });
  const set = (name: string, values: Float64Array) => {
    const variable = network.tensors.get(`mixture.${name}`)!;
    tf.tidy(() => variable.assign(tf.tensor(Float32Array.from(values), variable.shape)));
  };
  set('logits', mixture.logWeights);
  set('means', mixture.means);
  set('logVariances', mixture.logVariances);
}

interface Judged {
  inUse: number;
  information: number;
  activeLatents: number;
  /** (components) share of the judged galaxies */
  shares: Float64Array;
  labels: Int32Array;
  means: Float32Array;
}

async function judge(
  network: ClusterNetwork,
  inputs: Float32Array,
  prior: 'normal' | 'mixture',
): Promise<Judged> {
  const { inputs: wide, latents, components } = network.shape;
  const galaxies = inputs.length / wide;
  const count = Math.min(judgedGalaxies, galaxies);
  const rows = Array.from({ length: count }, (_, i) => Math.floor((i * galaxies) / count));
  const { means, responsibilities } = await posteriorsOf(network, inputs, rows);
  const [shares, mixed] = [new Float64Array(components), new Float64Array(components)];
  let within = 0;
  const labels = Int32Array.from({ length: count }, (_, i) => {
    let most = 0;
    for (let c = 0; c < components; c++) {
      const share = responsibilities[i * components + c];
      mixed[c] += share / count;
      if (share > 0) within -= (share * Math.log(share)) / count;
      if (share > responsibilities[i * components + most]) most = c;
    }
    shares[most] += 1 / count;
    return most;
  });
  const entropy = mixed.reduce((sum, share) => (share > 0 ? sum - share * Math.log(share) : sum), 0);
  let activeLatents = 0;
  for (let d = 0; d < latents; d++) {
    let [sum, squares] = [0, 0];
    for (let i = 0; i < count; i++) {
      sum += means[i * latents + d] / count;
      squares += means[i * latents + d] ** 2 / count;
    }
    if (squares - sum * sum > activeVariance) activeLatents++;
  }
  const clustered = prior === 'mixture';
  return {
    inUse: clustered ? clustersInUse(labels) : 0,
    information: clustered ? entropy - within : 0,
    ...{ activeLatents, shares, labels, means },
  };
}

/** A component that holds next to nothing takes half of the largest one, around a galaxy of that. @returns how many did */
function reviveComponents(
  network: ClusterNetwork,
  { shares, labels, means }: Judged,
  leastShare: number,
  random: Random,
): number {
  const dead = [...shares.keys()].filter(c => shares[c] < leastShare);
  if (dead.length === 0) return 0;
  const { latents } = network.shape;
  const read = (name: string) => network.tensors.get(`mixture.${name}`)!;
  const values = (name: string) => read(name).dataSync().slice() as Float32Array;
  const [logits, centres, spreads] = [values('logits'), values('means'), values('logVariances')];
  for (const c of dead) {
    const largest = shares.indexOf(Math.max(...shares));
    const members = [...labels.keys()].filter(i => labels[i] === largest);
    const chosen = members[random.integer(members.length)];
    centres.set(means.subarray(chosen * latents, (chosen + 1) * latents), c * latents);
    spreads.set(spreads.slice(largest * latents, (largest + 1) * latents), c * latents);
    logits[largest] -= Math.LN2;
    logits[c] = logits[largest];
    shares[largest] /= 2;
    shares[c] = shares[largest];
  }
  const set = (name: string, to: Float32Array) => {
    const variable = read(name);
    tf.tidy(() => variable.assign(tf.tensor(to, variable.shape)));
  };
  set('logits', logits);
  set('means', centres);
  set('logVariances', spreads);
  return dead.length;
}
