import { minimiseBoundedSteps } from '../linear/boundedBfgs.ts';
import { createRandom } from '../statistics/random.ts';
import type { Covariance } from './covariance.ts';
import { squaredDistances } from './gaussianProcess.ts';
import { addLogPrior, type Hyperprior } from './hyperprior.ts';
import { covarianceKernels, type KernelName } from './kernels.ts';
import { logMarginalLikelihoodSteps } from './marginalLikelihood.ts';

/** Between what each hyperparameter is looked for: [least, most]. */
export interface HyperparameterBounds {
  amplitude: [number, number];
  lengthScale: [number, number];
  noise: [number, number];
  shape: [number, number];
}

interface HyperparameterFit {
  covariance: Covariance;
  /** Of the observations less their mean, in nats; the prior is not in it. */
  logMarginalLikelihood: number;
  /** Likelihoods computed, all starts together. */
  evaluations: number;
}

/**
 * Where to look for ratings of 0–5 over whitened components: wherever numbers stay sound. What is likely there is the
 * matter of `ratingPrior`.
 */
export const ratingBounds: HyperparameterBounds = {
  amplitude: [1e-3, 100], // 0.03 points; four times the square of the scale
  lengthScale: [0.3, 1e3], // no two of thousands of galaxies are so near; none are so far
  noise: [1e-3, 25], // a factor of 80 below rounding; the square of the scale
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

interface HyperparameterSearch {
  seed: number;
  /** Default `ratingBounds`. */
  bounds?: HyperparameterBounds;
  /** Default none: the plain maximum of the likelihood. */
  prior?: Hyperprior;
  /** Starts of the optimiser: from `from` first, then from seeded values about it. Default 3 */
  starts?: number;
  /** Default the usual values. */
  from?: Covariance;
}

/**
 * Hyperparameters that maximise the log marginal likelihood or, with a prior, the density of their logarithms given the
 * observations (maximum a posteriori; Rasmussen & Williams 2006, §5.2). The same arguments give the same answer.
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
  const { seed, bounds = ratingBounds, prior, starts = 3 } = search;
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
    const likelihood = yield* logMarginalLikelihoodSteps(covarianceOf(kernel, theta), squared, y, slopes);
    const value = prior ? likelihood + addLogPrior(prior, theta, slopes) : likelihood;
    for (let i = 0; i < d; i++) gradient[i] = -slopes[i];
    return -value;
  }
  const random = createRandom(seed);
  let best: { x: Float64Array; value: number } | undefined;
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
      evaluations += step.value.evaluations;
      if (!best || step.value.value < best.value) best = step.value;
      break;
    }
  }
  if (!best) throw new RangeError(`need at least one start; got ${starts}`);
  const logPrior = prior ? addLogPrior(prior, best.x, new Float64Array(d)) : 0;
  return {
    covariance: covarianceOf(kernel, best.x),
    logMarginalLikelihood: -best.value - logPrior,
    evaluations,
  };
}

/** By log amplitude, log length scale, log noise and, where the kernel has one, log shape. */
function logarithmsOf({ kernel, amplitude, lengthScale, noise, shape }: Covariance): Float64Array {
  const common = [amplitude, lengthScale, noise].map(Math.log);
  return Float64Array.from(covarianceKernels[kernel].hasShape ? [...common, Math.log(shape)] : common);
}

function covarianceOf(kernel: KernelName, theta: Float64Array): Covariance {
  const [amplitude, lengthScale, noise, shape = 1] = theta.map(Math.exp);
  return { kernel, amplitude, lengthScale, noise, shape };
}
