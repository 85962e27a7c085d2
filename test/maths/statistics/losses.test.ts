import { describe, expect, it } from 'vitest';
import { digamma } from '../../../src/maths/statistics/digamma.ts';
import { logGamma } from '../../../src/maths/statistics/logGamma.ts';
import { softmaxCrossEntropy } from '../../../src/maths/statistics/losses/crossEntropy.ts';
import type { Loss } from '../../../src/maths/statistics/losses/loss.ts';
import { squaredError } from '../../../src/maths/statistics/losses/squaredError.ts';
import { dirichletMultinomialLoss, voteLoss } from '../../../src/maths/statistics/losses/voteLoss.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const random = createRandom(6);

/** Compares every slope with central differences of the loss itself. */
function expectSlopes(outputs: Float32Array, loss: (outputs: Float32Array) => Loss): void {
  const { gradient } = loss(outputs);
  const at = (i: number, step: number) =>
    loss(outputs.map((value, k) => (k === i ? value + step : value))).value;
  const step = 2 ** -7; // exact in float32, so that only the loss's third derivative is left
  for (let i = 0; i < outputs.length; i++) {
    expect(Math.abs(gradient[i] - (at(i, step) - at(i, -step)) / (2 * step))).toBeLessThan(2e-4);
  }
}

describe('digamma', () => {
  it.each([
    [0.001, -1000.5755719318103], // scipy.special.digamma 1.x
    [0.1, -10.423754940411076],
    [0.5, -1.9635100260214235],
    [1, -0.5772156649015329],
    [2.5, 0.7031566406452432],
    [5.999, 1.7059363290792255],
    [6, 1.7061176684318005],
    [101, 4.610161852738088],
    [1000.5, 6.907755320648796],
    [1e6, 13.81551005796419],
  ])('of %f is scipy’s', (x, expected) => {
    expect(Math.abs(digamma(x) / expected - 1)).toBeLessThan(1e-12);
  });

  it('is the slope of ln Γ', () => {
    for (const x of [0.3, 1.46, 7, 55]) {
      expect(digamma(x)).toBeCloseTo((logGamma(x + 1e-5) - logGamma(x - 1e-5)) / 2e-5, 7);
    }
    expect(() => digamma(0)).toThrow('need x > 0 for ψ(x); got 0');
  });
});

describe('votes', () => {
  it.each([
    [[12, 25, 3], [10.5, 40.2, 2.3], 5.187277586821416], // the design's golden values, of Zoobot's own loss
    [[5, 0], [1, 1], Math.log(6)],
    [[30, 2], [80, 20], 3.295788147533301],
    [[0, 0, 0], [3, 4, 5], 0],
  ])('%j under %j cost %f', (votes, concentrations, expected) => {
    expect(dirichletMultinomialLoss(votes, concentrations)).toBeCloseTo(expected, 10);
  });

  it('pull on concentrations as in PyTorch', () => {
    const gradient = new Float64Array(3);
    dirichletMultinomialLoss([12, 25, 3], [10.5, 40.2, 2.3], gradient);
    const expected = [-0.2217422477643467, 0.07799169515567783, -0.40398582290337093];
    for (const [i, value] of expected.entries()) expect(gradient[i]).toBeCloseTo(value, 12);
  });

  it('pull on concentrations as finite differences do', () => {
    for (let round = 0; round < 5; round++) {
      const votes = Float64Array.from({ length: 4 }, () => random.integer(9));
      const concentrations = Float64Array.from(votes, () => 1 + 100 * random.uniform());
      const gradient = new Float64Array(4);
      dirichletMultinomialLoss(votes, concentrations, gradient);
      for (const i of votes.keys()) {
        const at = (step: number) =>
          dirichletMultinomialLoss(
            votes,
            concentrations.map((c, k) => (k === i ? c + step : c)),
          );
        expect(gradient[i]).toBeCloseTo((at(1e-4) - at(-1e-4)) / 2e-4, 6);
      }
    }
  });

  it('of a batch: the sum over questions, mean over galaxies, and its slopes', () => {
    const questions = [
      { first: 0, count: 2 },
      { first: 2, count: 3 },
    ];
    const outputs = Float32Array.from({ length: 15 }, () => random.normal());
    const votes = Float32Array.from({ length: 15 }, () => random.integer(20));
    votes.fill(0, 5, 7); // nobody was asked the second galaxy's first question
    const { value, gradient } = voteLoss(outputs, votes, 5, questions);
    let sum = 0;
    for (let row = 0; row < 3; row++) {
      for (const { first, count } of questions) {
        const range = [row * 5 + first, row * 5 + first + count] as const;
        const alphas = outputs.slice(...range).map(x => 100 / (1 + Math.exp(-x)) + 1);
        sum += dirichletMultinomialLoss(votes.slice(...range), alphas);
      }
    }
    expect(value).toBeCloseTo(sum / 3, 5);
    expect([gradient[5], gradient[6]]).toEqual([0, 0]);
    expectSlopes(outputs, x => voteLoss(x, votes, 5, questions));
    const broken = voteLoss(Float32Array.of(Number.NaN, 0), [3, 1], 2, [{ first: 0, count: 2 }]);
    expect(broken.value).toBeCloseTo(dirichletMultinomialLoss([3, 1], [1, 51]), 10);
    expect(broken.gradient[0]).toBeCloseTo(0, 12);
    expect(() => voteLoss(outputs, votes.subarray(1), 5, questions)).toThrow(
      'need votes for rows of 5 outputs',
    );
  });
});

describe('cross-entropy', () => {
  const logits = Float32Array.of(1.5, -0.2, 0.3, 0, 2, -1, 3, 3.1, 2.9, -40, 50, 0);
  const labels = [0, 2, 1, 0];

  it('with class weights is PyTorch’s', () => {
    const { value, gradient } = softmaxCrossEntropy(logits, labels, 3, [1, 0.5, 2]);
    expect(value / 21.607849381425446).toBeCloseTo(1, 6);
    const expected = [
      [-0.07246445119015305, 0.027358277366420936, 0.04510617382373208, 0.05075342194870865],
      [0.3750198819917064, -0.42577330394041507, 0.03691388817037191, -0.07031495543211938],
      [0.03340106726174748, -0.2222222222222222, 0.2222222222222222, 0],
    ].flat();
    for (const [i, slope] of expected.entries()) expect(gradient[i]).toBeCloseTo(slope, 6);
  });

  it('has the slopes of its value, for two classes and more', () => {
    expectSlopes(
      Float32Array.from({ length: 8 }, () => random.normal()),
      x => softmaxCrossEntropy(x, [0, 1, 1, 0], 2),
    );
    expectSlopes(
      Float32Array.from({ length: 9 }, () => random.normal()),
      x => softmaxCrossEntropy(x, [2, 1, 1], 3, [1, 3, 2]),
    );
  });

  it('says what does not fit', () => {
    expect(() => softmaxCrossEntropy(logits, [0, 1], 3)).toThrow('need n × classes logits');
    expect(() => softmaxCrossEntropy(logits, [0, 1, 3, 0], 3)).toThrow(
      'need labels from 0 to 2; got 3 in row 2',
    );
    expect(() => softmaxCrossEntropy(logits, [0, 0, 0, 0], 3, [0, 1, 1])).toThrow(
      'need a class with a positive weight',
    );
  });
});

describe('squared error', () => {
  it('is the mean square and has its slopes', () => {
    expect(squaredError(Float32Array.of(1, 4), [3, 3])).toEqual({
      value: 2.5,
      gradient: Float32Array.of(-2, 1),
    });
    expectSlopes(Float32Array.of(0.5, -2, 3), x => squaredError(x, [1, 2, 3]));
    expect(() => squaredError(Float32Array.of(1), [])).toThrow('need a target for each output');
  });
});
