import { describe, expect, it } from 'vitest';
import type { Covariance } from '../../../src/maths/interest/covariance.ts';
import { GaussianProcess } from '../../../src/maths/interest/gaussianProcess.ts';
import { fitHyperparametersSteps, ratingBounds } from '../../../src/maths/interest/hyperparameters.ts';
import { addLogPrior, type Hyperprior, ratingPrior } from '../../../src/maths/interest/hyperprior.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const prior: Hyperprior = {
  amplitude: { median: 2, spread: 0.7 },
  lengthScale: { median: 6, spread: 0.4 },
  noise: { median: 0.3, spread: 1.1 },
  shape: { median: 1, spread: 1.5 },
};
const names = ['amplitude', 'lengthScale', 'noise', 'shape'] as const;
const bounds = ratingBounds;

function finish<Step, Result>(steps: Generator<Step, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const thetaOf = (covariance: Covariance) => Float64Array.from(names, name => Math.log(covariance[name]));

/** Log posterior of the hyperparameters by the Gaussian process itself, up to a constant. */
function logPosterior(theta: Float64Array, points: Float64Array, columns: number, targets: number[]): number {
  const [amplitude, lengthScale, noise, shape] = theta.map(Math.exp);
  const model = new GaussianProcess(
    { kernel: 'rationalQuadratic', amplitude, lengthScale, noise, shape },
    columns,
  );
  finish(model.learnSteps(points, targets));
  return model.logMarginalLikelihood() + addLogPrior(prior, theta, new Float64Array(4));
}

function cloud(count: number, columns: number, seed: number): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length: count * columns }, () => random.normal());
}

describe('a prior on hyperparameters', () => {
  it('is a density of their logarithms: it integrates to one', () => {
    const step = 0.02;
    names.forEach((name, i) => {
      // All but one at their medians, where each of the others contributes the height of its own density.
      const theta = Float64Array.from(names, each => Math.log(prior[each].median));
      const others = names
        .filter(each => each !== name)
        .reduce((product, each) => product / (prior[each].spread * Math.sqrt(2 * Math.PI)), 1);
      let sum = 0;
      for (let x = -12; x < 12; x += step) {
        theta[i] = x;
        sum += step * Math.exp(addLogPrior(prior, theta, new Float64Array(4)));
      }
      expect(sum / others).toBeCloseTo(1, 6);
    });
  });

  it('adds a gradient that finite differences agree with', () => {
    const theta = Float64Array.of(0.3, 2.4, -2.1, 0.8);
    const gradient = Float64Array.of(1, 2, 3, 4);
    addLogPrior(prior, theta, gradient);
    const step = 1e-5;
    theta.forEach((_, i) => {
      const at = (sign: number) =>
        addLogPrior(
          prior,
          theta.map((value, j) => (i === j ? value + sign * step : value)),
          new Float64Array(4),
        );
      expect(gradient[i] - (i + 1)).toBeCloseTo((at(1) - at(-1)) / (2 * step), 7);
    });
  });

  it('has three parts where the kernel has no shape', () => {
    const theta = Float64Array.of(0, 1, 2);
    const without = addLogPrior(prior, theta, new Float64Array(4));
    const median = Float64Array.of(...theta, Math.log(prior.shape.median));
    const height = Math.log(prior.shape.spread * Math.sqrt(2 * Math.PI));
    expect(without - height).toBeCloseTo(addLogPrior(prior, median, new Float64Array(4)), 12);
  });
});

describe('hyperparameters with a prior', () => {
  const columns = 5;
  const points = cloud(40, columns, 3);
  const targets = Array.from({ length: 40 }, (_, i) => Math.round(2 + 2 * Math.sin(points[i * columns])));
  const fitted = (over: { prior?: Hyperprior; targets?: number[] }) =>
    finish(
      fitHyperparametersSteps('rationalQuadratic', points, columns, over.targets ?? targets, {
        seed: 1,
        bounds,
        prior: over.prior,
      }),
    );

  it('are where the posterior is highest, and tell the likelihood alone', () => {
    const { covariance, logMarginalLikelihood } = fitted({ prior });
    const theta = thetaOf(covariance);
    const most = logPosterior(theta, points, columns, targets);
    theta.forEach((_, i) => {
      for (const sign of [-1, 1]) {
        const aside = theta.map((value, j) => (i === j ? value + sign * 0.05 : value));
        expect(logPosterior(aside, points, columns, targets)).toBeLessThan(most);
      }
    });
    const alone = most - addLogPrior(prior, theta, new Float64Array(4));
    expect(logMarginalLikelihood).toBeCloseTo(alone, 8);
  });

  it('are the plain maximum where the prior says next to nothing', () => {
    const flat = Object.fromEntries(names.map(name => [name, { median: prior[name].median, spread: 1e4 }]));
    const plain = fitted({});
    const vague = fitted({ prior: flat as unknown as Hyperprior });
    expect(vague.logMarginalLikelihood).toBeCloseTo(plain.logMarginalLikelihood, 4);
    expect(fitted({ prior }).logMarginalLikelihood).toBeLessThan(plain.logMarginalLikelihood);
  });
});

describe('the prior of ratings', () => {
  it('keeps a usable length scale while all that was seen is dull', () => {
    const columns = 40;
    const points = cloud(50, columns, 8);
    const random = createRandom(4);
    const dull = Array.from({ length: 50 }, () => Number(random.uniform() < 0.1)); // 0 or 1, whatever the galaxy
    const search = { seed: 1, bounds: ratingBounds };
    const plain = finish(fitHyperparametersSteps('rationalQuadratic', points, columns, dull, search));
    const { covariance } = finish(
      fitHyperparametersSteps('rationalQuadratic', points, columns, dull, {
        ...search,
        prior: ratingPrior(columns),
      }),
    );
    const atADistance = ({ lengthScale }: Covariance) => lengthScale / Math.sqrt(columns);
    expect(atADistance(covariance)).toBeGreaterThan(0.3);
    expect(atADistance(covariance)).toBeLessThan(3);
    const tooFar = Math.abs(Math.log(atADistance(plain.covariance)));
    expect(Math.abs(Math.log(atADistance(covariance)))).toBeLessThan(tooFar);
  });

  it('yields to many ratings that say otherwise', () => {
    const columns = 2;
    const points = cloud(150, columns, 5);
    const wiggly = Array.from({ length: 150 }, (_, i) => 2.5 + 2.5 * Math.sin(3 * points[i * columns]));
    const prior = ratingPrior(columns);
    const search = { seed: 1, bounds: ratingBounds, prior };
    const { covariance } = finish(
      fitHyperparametersSteps('rationalQuadratic', points, columns, wiggly, search),
    );
    expect(covariance.lengthScale).toBeLessThan(1.5); // a wave of 2π / 3 changes over less than a unit
    expect(covariance.noise).toBeLessThan(prior.noise.median / 5);
  });
});
