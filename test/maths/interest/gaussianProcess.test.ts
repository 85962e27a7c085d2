import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type Covariance,
  covarianceAt,
  covarianceWithSlopes,
} from '../../../src/maths/interest/covariance.ts';
import { GaussianProcess, squaredDistances } from '../../../src/maths/interest/gaussianProcess.ts';
import { fitHyperparametersSteps } from '../../../src/maths/interest/hyperparameters.ts';
import { type KernelName, kernelNames } from '../../../src/maths/interest/kernels.ts';
import { logMarginalLikelihoodSteps } from '../../../src/maths/interest/marginalLikelihood.ts';
import { emptyPredictions, plainPredictor, predictSteps } from '../../../src/maths/interest/predictBlock.ts';
import { GrowingCholesky, packedRow } from '../../../src/maths/linear/cholesky.ts';
import { waves } from '../oracles/waves.ts';

interface Case extends Covariance {
  mean: number[];
  std: number[];
  logMarginalLikelihood: number;
  optimum: number;
}
interface Oracle {
  columns: number;
  rated: number;
  asked: number;
  targets: number[];
  cases: Case[];
}
const oracle: Oracle = JSON.parse(
  readFileSync(new URL('../oracles/gaussianProcess.json', import.meta.url), 'utf8'),
);
const { columns, rated, asked, targets } = oracle;
const data = waves(rated + asked, columns);
const points = Float64Array.from(data.subarray(0, rated * columns));
const centred = Float64Array.from(targets, y => y - targets.reduce((sum, each) => sum + each, 0) / rated);
const wide: [number, number] = [1e-5, 1e5]; // scikit-learn's default bounds
const wideBounds = { amplitude: wide, lengthScale: wide, noise: wide, shape: wide };

function finish<Step, Result>(steps: Generator<Step, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function learnt(covariance: Covariance, count = rated): GaussianProcess {
  const model = new GaussianProcess(covariance, columns);
  finish(model.learnSteps(points.slice(0, count * columns), targets.slice(0, count)));
  return model;
}

describe.each(oracle.cases)('Gaussian process, $kernel', each => {
  it("has scikit-learn's mean, deviation and marginal likelihood", () => {
    const model = learnt(each);
    const into = emptyPredictions(asked + rated);
    const rows = Array.from({ length: asked }, (_, i) => rated + i);
    finish(
      predictSteps({ model, predictor: plainPredictor(model), points: data }, rows, into, {
        deviations: true,
      }),
    );
    rows.forEach((row, i) => {
      expect(Math.abs(into.mean[row] - each.mean[i])).toBeLessThan(1e-6);
      expect(Math.abs(Math.sqrt(into.variance[row] + each.noise) - each.std[i])).toBeLessThan(1e-6);
    });
    expect(Math.abs(model.logMarginalLikelihood() - each.logMarginalLikelihood)).toBeLessThan(1e-6);
    const slopes = new Float64Array(4);
    const squared = squaredDistances(points, columns);
    const same = finish(logMarginalLikelihoodSteps(each, squared, centred, slopes));
    expect(Math.abs(same - each.logMarginalLikelihood)).toBeLessThan(1e-6);
  });

  it('has a gradient that finite differences agree with', () => {
    const squared = squaredDistances(points, columns);
    const slopes = new Float64Array(4);
    finish(logMarginalLikelihoodSteps(each, squared, centred, slopes));
    const names = ['amplitude', 'lengthScale', 'noise', 'shape'] as const;
    const step = 1e-5;
    names.forEach((name, i) => {
      const at = (sign: number) =>
        finish(
          logMarginalLikelihoodSteps(
            { ...each, [name]: each[name] * Math.exp(sign * step) },
            squared,
            centred,
            new Float64Array(4),
          ),
        );
      const difference = (at(1) - at(-1)) / (2 * step);
      expect(Math.abs(difference - slopes[i])).toBeLessThan(1e-6 * Math.max(1, Math.abs(difference)));
    });
  });

  it("reaches scikit-learn's best of ten starts", () => {
    const found = finish(
      fitHyperparametersSteps(each.kernel, points, columns, targets, { seed: 1, bounds: wideBounds }),
    );
    expect(found.logMarginalLikelihood).toBeGreaterThan(each.optimum - 1e-4);
    expect(learnt(found.covariance).logMarginalLikelihood()).toBeCloseTo(found.logMarginalLikelihood, 8);
  });

  it('knows its largest mean at an observation', () => {
    const model = learnt(each);
    const into = emptyPredictions(rated);
    finish(
      predictSteps({ model, predictor: plainPredictor(model), points: data }, [...into.mean.keys()], into, {
        deviations: false,
      }),
    );
    expect(model.bestMean()).toBeCloseTo(Math.max(...into.mean), 8);
    expect(learnt(each, 0).bestMean()).toBe(Number.NEGATIVE_INFINITY);
  });

  it('leaves one out as a model that never saw it would predict it', () => {
    const model = learnt(each);
    const { mean, std } = model.leaveOut(7);
    for (const k of [0, 3, 6]) {
      const i = rated - 7 + k;
      const others = Float64Array.from([
        ...points.subarray(0, i * columns),
        ...points.subarray((i + 1) * columns),
      ]);
      const without = new GaussianProcess(each, columns, model.centre);
      finish(without.learnSteps(others, targets.toSpliced(i, 1)));
      const into = emptyPredictions(rated);
      finish(
        predictSteps({ model: without, predictor: plainPredictor(without), points: data }, [i], into, {
          deviations: true,
        }),
      );
      expect(mean[k]).toBeCloseTo(into.mean[i], 8);
      expect(std[k]).toBeCloseTo(Math.sqrt(into.variance[i] + each.noise), 8);
    }
  });

  it('is the same bit by bit, however it came by its observations', () => {
    const anew = learnt(each);
    const grown = learnt(each, 20);
    finish(grown.learnSteps(points.slice(0, 21 * columns), targets.slice(0, 21)));
    finish(grown.learnSteps(points.slice(0, 12 * columns), targets.slice(0, 12)));
    finish(grown.learnSteps(points, targets.toReversed()));
    finish(grown.learnSteps(points, targets));
    const size = packedRow(rated);
    expect(grown.packed.slice(0, size)).toEqual(anew.packed.slice(0, size));
    expect(grown.weights).toEqual(anew.weights);
  });
});

describe('kernels', () => {
  it('have the slopes that finite differences agree with, and their limits', () => {
    const step = 1e-5;
    const into = new Float64Array(3);
    for (const kernel of kernelNames) {
      const at: Covariance = { kernel, amplitude: 1.7, lengthScale: 2.2, shape: 0.6, noise: 0 };
      for (const squared of [0, 0.3, 4, 90]) {
        covarianceWithSlopes(at, squared, into);
        expect(into[0]).toBeCloseTo(covarianceAt(at, squared), 14);
        for (const [k, name] of [
          [1, 'lengthScale'],
          [2, 'shape'],
        ] as const) {
          const value = (sign: number) =>
            covarianceAt({ ...at, [name]: at[name] * Math.exp(sign * step) }, squared);
          expect(into[k]).toBeCloseTo((value(1) - value(-1)) / (2 * step), 8);
        }
      }
    }
    const limit = (kernel: KernelName, shape: number) =>
      covarianceAt({ kernel, amplitude: 1, lengthScale: 2, shape, noise: 0 }, 5);
    expect(limit('rationalQuadratic', 1e9)).toBeCloseTo(limit('rbf', 1), 8);
  });
});

describe('a growing Cholesky factor', () => {
  it('times its transpose is the matrix, and solves it', () => {
    const n = 9;
    const x = waves(n, n);
    const entry = (i: number, j: number) => {
      let sum = i === j ? 1 : 0;
      for (let k = 0; k < n; k++) sum += x[i * n + k] * x[j * n + k];
      return sum;
    };
    const factor = new GrowingCholesky(2);
    for (let i = 0; i < n; i++) {
      expect(factor.append(Float64Array.from({ length: i + 1 }, (_, j) => entry(i, j)))).toBe(true);
    }
    const l = (i: number, j: number) => (j <= i ? factor.packed[packedRow(i) + j] : 0);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let k = 0; k < n; k++) sum += l(i, k) * l(j, k);
        expect(sum).toBeCloseTo(entry(i, j), 9);
      }
    }
    const b = Float64Array.from({ length: n }, (_, i) => Math.cos(i));
    const solution = b.slice();
    factor.solveLower(solution);
    factor.solveUpper(solution);
    b.forEach((value, i) => {
      expect(solution.reduce((sum, xj, j) => sum + entry(i, j) * xj, 0)).toBeCloseTo(value, 9);
    });
  });

  it('refuses what is not positive definite, and stays as it was', () => {
    const factor = new GrowingCholesky();
    expect(factor.append(Float64Array.of(1))).toBe(true);
    expect(factor.append(Float64Array.of(2, 1))).toBe(false);
    expect(factor.append(Float64Array.of(1, 1))).toBe(false); // the same point twice, without noise
    expect(factor.size).toBe(1);
    expect(factor.append(Float64Array.of(0.5, 1))).toBe(true);
  });
});

describe('a model without noise', () => {
  it('learns one galaxy twice by raising the jitter, and lowers it again afterwards', () => {
    const covariance: Covariance = {
      kernel: 'rbf',
      amplitude: 1e6, // the base jitter is nothing beside it
      lengthScale: 3,
      shape: 1,
      noise: 0,
    };
    const twice = Float64Array.from([...points.subarray(0, columns), ...points.subarray(0, 2 * columns)]);
    const model = new GaussianProcess(covariance, columns, 0);
    finish(model.learnSteps(twice, [3, 4, 1]));
    const into = emptyPredictions(1);
    finish(
      predictSteps({ model, predictor: plainPredictor(model), points: data }, [0], into, {
        deviations: true,
      }),
    );
    expect(into.mean[0]).toBeCloseTo(3.5, 3);
    const once = new GaussianProcess(covariance, columns, 0);
    finish(once.learnSteps(twice.slice(0, columns), [3]));
    finish(model.learnSteps(twice.slice(0, columns), [3]));
    expect(model.weights).toEqual(once.weights);
  });
});
