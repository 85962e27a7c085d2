import { describe, expect, it } from 'vitest';
import { fitMixture } from '../../../src/maths/clustering/fitMixture.ts';
import { kMeans } from '../../../src/maths/clustering/kMeans.ts';
import { stickBreakingWeights } from '../../../src/maths/clustering/stickBreaking.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

/** Three groups of a hundred, the same numbers scikit-learn was given. */
const points = Float64Array.from({ length: 900 }, (_, at) => {
  const [i, j] = [Math.floor(at / 3), at % 3];
  if (j === 0) return Math.sin(i * 1.1) + [3, -2, 0][i % 3];
  if (j === 1) return Math.cos(i * 0.7) * 0.5 + (i % 3 === 2 ? 2 : 0);
  return Math.sin(i * 2.3) * 0.3 + i / 300;
});

describe('a diagonal mixture', () => {
  it('is scikit-learn’s: GaussianMixture(3, covariance_type="diag", n_init=10, tol=1e-9)', () => {
    const { mixture, logLikelihood } = fitMixture(points, 3, {
      components: 3,
      iterations: 2000,
      tolerance: 1e-9,
      random: createRandom(3),
    });
    expect(logLikelihood).toBeCloseTo(-2.9411939371070503, 6);
    const order = [0, 1, 2].sort((x, y) => mixture.means[3 * x] - mixture.means[3 * y]);
    const means = [
      [-1.991132593678199, 0.003137238263964122, 0.49302018240806234],
      [0.00817210733274987, 1.9994037848933466, 0.5045903137863954],
      [2.999871750722422, 0.0053804579655596365, 0.4991562495305722],
    ];
    const variances = [0.5023095998935249, 0.5013277680726453, 0.49580745394865106];
    for (const [place, c] of order.entries()) {
      expect(Math.exp(mixture.logWeights[c])).toBeCloseTo(1 / 3, 4);
      for (let j = 0; j < 3; j++) expect(mixture.means[3 * c + j]).toBeCloseTo(means[place][j], 4);
      expect(Math.exp(mixture.logVariances[3 * c])).toBeCloseTo(variances[place], 4);
    }
  });

  it('wants as many points as components', () => {
    expect(() => fitMixture(points.slice(0, 6), 3, { components: 3, random: createRandom(1) })).toThrow(
      /need 1 ≤ k ≤ n; got k = 3, n = 2/,
    );
  });
});

describe('k-means', () => {
  it('gives each row its nearest centre, which is its rows’ mean', () => {
    const { centres, labels, inertia } = kMeans({ values: points, columns: 3 }, 5, createRandom(2));
    const squared = (i: number, c: number) =>
      [0, 1, 2].reduce((sum, j) => sum + (points[3 * i + j] - centres[3 * c + j]) ** 2, 0);
    let sum = 0;
    for (const [i, label] of labels.entries()) {
      for (let c = 0; c < 5; c++) expect(squared(i, label)).toBeLessThanOrEqual(squared(i, c) + 1e-12);
      sum += squared(i, label);
    }
    expect(inertia).toBeCloseTo(sum, 8);
    for (let c = 0; c < 5; c++) {
      const members = [...labels.keys()].filter(i => labels[i] === c);
      const mean = members.reduce((total, i) => total + points[3 * i], 0) / members.length;
      expect(centres[3 * c]).toBeCloseTo(mean, 8);
    }
  });
});

describe('a stick-breaking mixture', () => {
  it('ends where scikit-learn’s BayesianGaussianMixture ends from one of its starts', () => {
    const weights = stickBreakingWeights(points, 3, {
      components: 8,
      concentration: 0.1,
      iterations: 5000,
      tolerance: 1e-9,
      random: createRandom(3), // other starts end with four groups, as other random states of scikit-learn's do
    });
    const sklearn = [0.3332, 0.3315, 0.3283, 0.0033, 0.0033, 0.0003, 0, 0]; // random_state=5
    for (const [c, weight] of sklearn.entries()) expect(Math.abs(weights[c] - weight)).toBeLessThan(0.0015); // the order of sticks
    const large = weights.slice(0, 3).reduce((sum, weight) => sum + weight, 0);
    expect(large).toBeCloseTo(0.993, 3);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
  });
});
