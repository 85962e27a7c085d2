import { minimiseBoundedSteps } from './boundedBfgs.ts';
import type { Covariance, KernelName } from './covariance.ts';
import { squaredDistances } from './gaussianProcess.ts';
import { logMarginalLikelihoodSteps } from './marginalLikelihood.ts';
import { createRandom } from './random.ts';

/** Between what each hyperparameter is looked for: [least, most]. */
export interface HyperparameterBounds {
  amplitude: [number, number];
  lengthScale: [number, number];
  noise: [number, number];
  shape: [number, number];
}

export interface HyperparameterFit {
  covariance: Covariance;
  /** Of the observations less their mean, in nats. */
  logMarginalLikelihood: number;
  /** Likelihoods computed, all starts together. */
  evaluations: number;
}

/**
 * Where to look for ratings of 0–5 over whitened components. The bounds matter most while nothing interesting has been
 * found: a person who says 0 or 1 at random to the first fifty galaxies would else teach the model that interest has no
 * amplitude, or a reach so short that it says nothing of the rest, and the search never leaves the ordinary. (On the
 * embedded sky by ImageNet weights, 92 planted oddities among 4,096, 100 ratings find 37, and 3 with amplitude from 0.01,
 * length from 3 and noise from 0.02.) On gz2-voted's training split by ImageNet weights, 60 ratings, ten runs, they find
 * 15.7 odd, 3.0 rings, 4.4 mergers and 4.7 irregular; amplitude from 0.01, length from 1 and noise from 0.02: 10.1, 8.1,
 * 4.8 and 4.4; amplitude from 1 and noise from 0.1: 14.4, 2.8, 1.3 and 5.1.
 */
export const ratingBounds: HyperparameterBounds = {
  amplitude: [0.1, 25], // there is something to find, worth a third of a point at least; all of the scale at most
  lengthScale: [5, 1e3], // the nearest of thousands of galaxies of 40 whitened components are about 5 apart
  noise: [0.05, 6.25], // rounding to half points and a person's own scatter at least; half the scale at most
  shape: [1e-2, 1e3], // beyond, it is an RBF
};

/** Where the optimiser starts, and what stands before there is anything to fit to. */
export function usualCovariance(kernel: KernelName, variance: number, columns: number): Covariance {
  const spread = Math.max(variance, 0.25); // the variance of ratings all alike says nothing
  return {
    kernel,
    amplitude: spread,
    lengthScale: Math.sqrt(columns), // half of a typical distance, √(2 columns), and somewhat more
    shape: 1,
    noise: spread / 5,
  };
}

export interface HyperparameterSearch {
  seed: number;
  /** Default `ratingBounds`. */
  bounds?: HyperparameterBounds;
  /** Starts of the optimiser: from `from` first, then from seeded values about it. Default 3 */
  starts?: number;
  /** Default the usual values. */
  from?: Covariance;
}

/**
 * Hyperparameters that maximise the log marginal likelihood. The same arguments give the same answer.
 *
 * @param points (n, columns) row-major
 * @param targets (n) their mean is taken off
 * @yields the share done, 0–1, every few milliseconds
 */
export function* fitHyperparametersSteps(
  kernel: KernelName,
  points: Float64Array,
  columns: number,
  targets: ArrayLike<number>,
  search: HyperparameterSearch,
): Generator<number, HyperparameterFit> {
  const { seed, bounds = ratingBounds, starts = 3 } = search;
  const n = targets.length;
  const mean = Array.from(targets).reduce((sum, value) => sum + value, 0) / n;
  const y = Float64Array.from(targets, value => value - mean);
  const squared = squaredDistances(points, columns);
  yield 0;
  const variance = y.reduce((sum, value) => sum + value * value, 0) / n;
  const first = logarithmsOf(search.from ?? usualCovariance(kernel, variance, columns));
  const d = first.length;
  const limits = [bounds.amplitude, bounds.lengthScale, bounds.noise, bounds.shape].slice(0, d);
  const lower = Float64Array.from(limits, ([least]) => Math.log(least));
  const upper = Float64Array.from(limits, ([, most]) => Math.log(most));
  const slopes = new Float64Array(4);
  function* objective(theta: Float64Array, gradient: Float64Array): Generator<void, number> {
    const value = yield* logMarginalLikelihoodSteps(covarianceOf(kernel, theta), squared, y, slopes);
    for (let i = 0; i < d; i++) gradient[i] = -slopes[i];
    return -value;
  }
  const random = createRandom(seed);
  let best: HyperparameterFit | undefined;
  let evaluations = 0;
  for (let start = 0; start < starts; start++) {
    const from = start === 0 ? first : first.map(value => value + 1.5 * random.normal()); // a factor of 4 about
    const steps = minimiseBoundedSteps(objective, from, lower, upper);
    for (;;) {
      const step = steps.next();
      if (!step.done) {
        yield start / starts;
        continue;
      }
      const { x, value } = step.value;
      evaluations += step.value.evaluations;
      if (!best || -value > best.logMarginalLikelihood) {
        best = { covariance: covarianceOf(kernel, x), logMarginalLikelihood: -value, evaluations };
      }
      break;
    }
  }
  if (!best) throw new RangeError(`need at least one start; got ${starts}`);
  return { ...best, evaluations };
}

/** By log amplitude, log length scale, log noise and, for the rational quadratic alone, log shape. */
function logarithmsOf({ kernel, amplitude, lengthScale, noise, shape }: Covariance): Float64Array {
  const common = [amplitude, lengthScale, noise].map(Math.log);
  return Float64Array.from(kernel === 'rationalQuadratic' ? [...common, Math.log(shape)] : common);
}

function covarianceOf(kernel: KernelName, theta: Float64Array): Covariance {
  const [amplitude, lengthScale, noise, shape = 1] = theta.map(Math.exp);
  return { kernel, amplitude, lengthScale, noise, shape };
}
