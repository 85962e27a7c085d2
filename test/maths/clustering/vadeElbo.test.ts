import { describe, expect, it } from 'vitest';
import type { DiagonalMixture } from '../../../src/maths/clustering/diagonalMixture.ts';
import { jointLogDensities, logSumExp } from '../../../src/maths/clustering/diagonalMixture.ts';
import {
  priorTerms,
  reconstructionCost,
  standardDivergence,
} from '../../../src/maths/clustering/vadeElbo.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const mixture: DiagonalMixture = {
  logWeights: Float64Array.of(Math.log(0.2), Math.log(0.5), Math.log(0.3)),
  means: Float64Array.of(-1, 0.5, 0.2, 2, 1.5, -0.3),
  logVariances: Float64Array.of(-0.5, 0.3, 0.1, -1, 0.4, 0),
};
const [mean, logVariance] = [
  [0.4, 0.7],
  [-1.2, -0.4],
];

describe('the divergence from a mixture prior', () => {
  it('is that of VaDE’s equation 9 for its own responsibilities, and larger for any others', () => {
    const { divergence, responsibilities } = priorTerms(mixture, mean, logVariance);
    const equation9 = (gamma: ArrayLike<number>) => {
      let sum = 0;
      for (let c = 0; c < 3; c++) {
        sum += gamma[c] * (Math.log(gamma[c]) - mixture.logWeights[c]);
        for (let d = 0; d < 2; d++) {
          const at = 2 * c + d;
          const variance = Math.exp(mixture.logVariances[at]);
          const spread = (mean[d] - mixture.means[at]) ** 2 + Math.exp(logVariance[d]);
          sum += (gamma[c] / 2) * (mixture.logVariances[at] + spread / variance);
        }
      }
      return sum - (2 + logVariance[0] + logVariance[1]) / 2;
    };
    expect(divergence).toBeCloseTo(equation9(responsibilities), 12);
    expect(equation9([0.3, 0.4, 0.3])).toBeGreaterThan(divergence);
    expect(responsibilities.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it.each([0, -8])(
    'bounds the divergence from the mixture itself, by samples, from above: log variance %f',
    own => {
      const random = createRandom(5);
      const spread = logVariance.map(value => value + own);
      let sum = 0;
      const draws = 40_000;
      for (let i = 0; i < draws; i++) {
        const noise = [random.normal(), random.normal()];
        const z = noise.map((value, d) => mean[d] + value * Math.exp(spread[d] / 2));
        const log = noise.reduce(
          (all, value, d) => all - (Math.log(2 * Math.PI) + spread[d] + value ** 2) / 2,
          0,
        );
        sum += (log - logSumExp(jointLogDensities(mixture, z))) / draws;
      }
      const { divergence } = priorTerms(mixture, mean, spread);
      expect(divergence).toBeGreaterThan(sum - 0.02);
      if (own === 0) expect(divergence).toBeGreaterThan(sum + 0.1);
      else expect(divergence).toBeCloseTo(sum, 1); // nothing is lost on a posterior as sharp as a point
    },
  );

  it('is the standard normal’s where that is the only component', () => {
    const normal = {
      logWeights: Float64Array.of(0),
      means: new Float64Array(2),
      logVariances: new Float64Array(2),
    };
    expect(priorTerms(normal, mean, logVariance).divergence).toBeCloseTo(
      standardDivergence(mean, logVariance),
      12,
    );
  });

  it('stays finite where exponentials would not', () => {
    expect(priorTerms(mixture, [300, -300], [-8, 4]).divergence).toBeGreaterThan(1e4);
    expect(logSumExp([-1e5, -1e5])).toBeCloseTo(-1e5 + Math.LN2, 9);
  });
});

describe('the cost of a reconstruction', () => {
  it('is −ln p of a Gaussian with the variance that makes it least', () => {
    const [pixels, mse] = [10, 0.02];
    const cost = (variance: number) => (pixels / 2) * (Math.log(2 * Math.PI * variance) + mse / variance);
    expect(reconstructionCost(pixels, mse)).toBeCloseTo(cost(mse), 12);
    expect(cost(0.9 * mse)).toBeGreaterThan(cost(mse));
    expect(cost(1.1 * mse)).toBeGreaterThan(cost(mse));
  });
});
