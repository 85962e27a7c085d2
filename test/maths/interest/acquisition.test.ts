import { describe, expect, it } from 'vitest';
import {
  acquisitionFunctions,
  logExpectedImprovement,
  scoreOf,
  scoringAcquisitions,
} from '../../../src/maths/interest/acquisition.ts';
import { chooseBatch } from '../../../src/maths/interest/batch.ts';
import {
  type Candidates,
  candidatesSteps,
  posteriorCovariance,
} from '../../../src/maths/interest/candidates.ts';
import type { Covariance } from '../../../src/maths/interest/covariance.ts';
import { GaussianProcess } from '../../../src/maths/interest/gaussianProcess.ts';
import { emptyPredictions, plainPredictor, predictSteps } from '../../../src/maths/interest/predictBlock.ts';
import { promisingSteps } from '../../../src/maths/interest/promising.ts';
import { thompsonSteps } from '../../../src/maths/interest/thompson.ts';
import {
  logExpectedExcess,
  normalCumulative,
  normalDensity,
} from '../../../src/maths/statistics/normalDistribution.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

function finish<Step, Result>(steps: Generator<Step, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const columns = 3;
const covariance: Covariance = { kernel: 'matern52', amplitude: 2, lengthScale: 1.5, shape: 1, noise: 0.2 };
const random = createRandom(8);
const n = 300;
const points = Float32Array.from({ length: n * columns }, () => random.normal());
const rated = 12;
const targets = Array.from({ length: rated }, (_, i) => 2 + 2 * Math.sin(2 * points[i * columns]));
const best = Math.max(...targets);
const model = new GaussianProcess(covariance, columns);
finish(model.learnSteps(Float64Array.from(points.subarray(0, rated * columns)), targets));
const unrated = Uint32Array.from({ length: n - rated }, (_, i) => rated + i);

function candidates(rows: Uint32Array): Candidates {
  return finish(candidatesSteps({ model, predictor: plainPredictor(model), points }, rows));
}

describe('the normal distribution', () => {
  it('is the integral of its density', () => {
    const step = 1e-3;
    let sum = 0; // Simpson's rule from −12, where nothing is left
    for (let z = -12; z < 6 - step / 2; z += step) {
      sum += (step / 6) * (normalDensity(z) + 4 * normalDensity(z + step / 2) + normalDensity(z + step));
      if (Math.abs(z * 2 - Math.round(z * 2)) < 1e-6) {
        expect(Math.abs(normalCumulative(z + step) - sum)).toBeLessThan(1e-12);
        if (z > -9) expect(normalCumulative(z + step) / sum).toBeCloseTo(1, 9);
      }
    }
  });

  it('has an expected excess that falls on without a break', () => {
    for (const z of [-3, -1e4]) {
      expect(logExpectedExcess(z - 1e-9) / logExpectedExcess(z + 1e-9)).toBeCloseTo(1, 8);
    }
    // d/dz log h = Φ/h, by its definition h = φ + zΦ, where nothing underflows
    for (const z of [-20, -6, -3.5, -1, 0, 2, 8]) {
      const slope = (logExpectedExcess(z + 1e-5) - logExpectedExcess(z - 1e-5)) / 2e-5;
      expect(slope / (normalCumulative(z) / Math.exp(logExpectedExcess(z)))).toBeCloseTo(1, 5);
    }
    expect(logExpectedExcess(-1e6)).toBeLessThan(logExpectedExcess(-9e5));
  });
});

describe('acquisition, against its definition by drawing', () => {
  const draws = Float64Array.from({ length: 400_000 }, () => random.normal());

  it.each([
    [1, 0.8, 1.5, 0.5],
    [4.2, 0.5, 4, 0.5],
    [3, 2, 3, 0],
    [0, 1, 1.5, 0.5],
  ])('expected improvement of %d ± %d over %d with %d', (mean, std, over, tradeOff) => {
    let sum = 0;
    let squares = 0;
    for (const z of draws) {
      const gain = Math.max(0, mean + std * z - over - tradeOff);
      sum += gain;
      squares += gain * gain;
    }
    const drawn = sum / draws.length;
    const error = Math.sqrt(squares / draws.length - drawn * drawn) / Math.sqrt(draws.length);
    const formula = Math.exp(logExpectedImprovement(mean, std, over, tradeOff));
    expect(Math.abs(formula - drawn)).toBeLessThan(4.5 * error);
    expect(Math.exp(scoreOf('expectedImprovement', tradeOff)(mean, std, over))).toBe(formula);
  });

  it('upper confidence bound is the quantile that β stands for', () => {
    const sorted = draws.slice().sort();
    for (const beta of [0, 0.5, 2]) {
      const share = normalCumulative(beta);
      const drawn = 3 + 0.7 * sorted[Math.floor(share * sorted.length)];
      const error = (0.7 * Math.sqrt((share * (1 - share)) / draws.length)) / normalDensity(beta);
      expect(Math.abs(scoreOf('upperConfidenceBound', beta)(3, 0.7, 0) - drawn)).toBeLessThan(4.5 * error);
    }
  });

  it('take their default from the table', () => {
    for (const name of scoringAcquisitions) {
      const row = acquisitionFunctions[name];
      if (!('tradeOff' in row)) continue;
      expect(row.tradeOff.default).toBeLessThanOrEqual(row.tradeOff.most);
      expect(scoreOf(name)(2, 1, 1)).toBe(scoreOf(name, row.tradeOff.default)(2, 1, 1));
      expect(scoreOf(name)(2, 1, 1)).not.toBe(scoreOf(name, row.tradeOff.most)(2, 1, 1));
    }
  });

  it('without uncertainty a gain is certain or impossible', () => {
    expect(Math.exp(logExpectedImprovement(5, 0, 4, 0.5))).toBeCloseTo(0.5, 12);
    expect(logExpectedImprovement(4, 0, 4, 0.5)).toBe(Number.NEGATIVE_INFINITY);
  });

  it('uncertainty and interest are what they say', () => {
    expect(scoreOf('uncertainty')(1, 2, 3)).toBe(2);
    expect(scoreOf('interest')(1, 2, 3)).toBe(1);
    expect(() => scoreOf('expectedImprovement', -1)).toThrow('need a trade-off ≥ 0; got -1');
  });

  it('Thompson sampling takes a point as often as it is the highest of a drawn function', () => {
    const few = candidates(unrated.slice(0, 4));
    const rounds = 6000;
    const counts = new Float64Array(4);
    const stream = createRandom(3);
    for (let round = 0; round < rounds; round++) counts[finish(thompsonSteps(few, 1, stream))[0]]++;
    // The definition: functions drawn by the eigenvectors' stand-in, sequential conditioning, with other numbers.
    const expected = new Float64Array(4);
    const other = createRandom(99);
    for (let round = 0; round < rounds; round++) {
      const value: number[] = [];
      const shift: Float64Array[] = [];
      for (let i = 0; i < 4; i++) {
        let variance = posteriorCovariance(few, i, i);
        let mean = few.mean[i];
        for (const [k, row] of shift.entries()) {
          mean += (row[i] / row[k]) * (value[k] - few.mean[k] - past(shift, value, few, k));
          variance -= (row[i] * row[i]) / row[k];
        }
        const conditional = Float64Array.from({ length: 4 }, (_, j) => {
          let c = posteriorCovariance(few, i, j);
          for (const [k, row] of shift.entries()) c -= (row[i] * row[j]) / row[k];
          return c;
        });
        value.push(mean + Math.sqrt(Math.max(0, variance)) * other.normal());
        shift.push(conditional);
      }
      expected[value.indexOf(Math.max(...value))]++;
    }
    for (let i = 0; i < 4; i++) {
      const p = (counts[i] + expected[i]) / (2 * rounds);
      const error = Math.sqrt((2 * p * (1 - p)) / rounds);
      expect(Math.abs(counts[i] - expected[i]) / rounds).toBeLessThan(4.5 * error + 1e-9);
    }
    const four = finish(thompsonSteps(few, 10, stream));
    expect(four.toSorted()).toEqual([0, 1, 2, 3]);
  });

  /** What the earlier values already moved the mean of value k by. */
  function past(rows: Float64Array[], value: number[], few: Candidates, k: number): number {
    let moved = 0;
    for (let e = 0; e < k; e++) {
      moved += (rows[e][k] / rows[e][e]) * (value[e] - few.mean[e] - past(rows, value, few, e));
    }
    return moved;
  }
});

describe('a batch', () => {
  const score = scoreOf('expectedImprovement');

  it('believes what it predicts: each choice is the best of a model that learnt the earlier ones so', () => {
    const all = candidates(unrated);
    const chosen = chooseBatch(all, score, best, 6, 'believer');
    const learntPoints = [...points.subarray(0, rated * columns)];
    const learntTargets = [...targets];
    let highest = best;
    for (const choice of chosen) {
      const next = new GaussianProcess(covariance, columns, model.centre);
      finish(next.learnSteps(Float64Array.from(learntPoints), learntTargets));
      const into = emptyPredictions(n);
      finish(
        predictSteps({ model: next, predictor: plainPredictor(next), points }, unrated, into, {
          deviations: true,
        }),
      );
      const scores = Array.from(unrated, row =>
        score(into.mean[row], Math.sqrt(into.variance[row]), highest),
      );
      expect(scores[choice]).toBeCloseTo(Math.max(...scores), 6);
      const row = unrated[choice];
      learntPoints.push(...points.subarray(row * columns, (row + 1) * columns));
      learntTargets.push(into.mean[row]);
      highest = Math.max(highest, into.mean[row]);
    }
    expect(new Set(chosen).size).toBe(6);
  });

  it('of the plain best has the highest scores, and none has more than there are', () => {
    const all = candidates(unrated);
    const scores = Array.from(all.mean, (mean, i) => score(mean, Math.sqrt(all.variance[i]), best));
    const sorted = scores.toSorted((a, b) => b - a).slice(0, 10);
    expect(chooseBatch(all, score, best, 10, 'top').map(i => scores[i])).toEqual(sorted);
    expect(chooseBatch(candidates(unrated.slice(0, 3)), score, best, 10, 'believer')).toHaveLength(3);
  });

  it.each(scoringAcquisitions)(
    'needs deviations at some points only to find the same best ones: %s',
    acquisition => {
      const rule = scoreOf(acquisition);
      const full = emptyPredictions(n);
      finish(
        predictSteps({ model, predictor: plainPredictor(model), points }, unrated, full, {
          deviations: true,
        }),
      );
      const partial = emptyPredictions(n);
      const predicted = { model, predictor: plainPredictor(model), points };
      finish(predictSteps(predicted, unrated, partial, { deviations: false }));
      const search = { rows: unrated, score: rule, best, keep: 20, limit: n };
      const found = finish(promisingSteps(predicted, partial, search));
      expect(found.exact).toBe(true);
      const value = (row: number) => rule(full.mean[row], Math.sqrt(full.variance[row]), best);
      const bestOf = (rows: Uint32Array) =>
        Array.from(rows, value)
          .sort((a, b) => b - a)
          .slice(0, 20);
      expect(bestOf(found.rows)).toEqual(bestOf(unrated));
      if (acquisition === 'interest') expect(found.rows.length).toBe(256); // one look is enough: means need no deviation
    },
  );
});
