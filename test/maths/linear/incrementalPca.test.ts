import { describe, expect, it } from 'vitest';
import { IncrementalPca } from '../../../src/maths/linear/incrementalPca.ts';
import { projectOnto } from '../../../src/maths/linear/projection.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import sklearn from '../oracles/incrementalPca.json' with { type: 'json' };
import { waves } from '../oracles/waves.ts';

function largestDifference(ours: ArrayLike<number>, theirs: ArrayLike<number>): number {
  expect(ours.length).toBe(theirs.length);
  let largest = 0;
  for (let i = 0; i < ours.length; i++) largest = Math.max(largest, Math.abs(ours[i] - theirs[i]));
  return largest;
}

describe.each(Object.entries(sklearn))('incremental PCA against scikit-learn, %s stack', (_, oracle) => {
  const { rows, columns, count, batch } = oracle;
  const data = waves(rows, columns);
  const pca = new IncrementalPca(columns, count);
  for (let start = 0; start < rows; start += batch) {
    pca.partialFit(data.subarray(start * columns, (start + batch) * columns));
  }

  // 1e-6, not the 1e-4 that is asked: float32 input rounds the formula alike on both sides.
  it('agrees on mean, axes with their signs, singular values and variances', () => {
    expect(largestDifference(pca.mean, oracle.mean)).toBeLessThan(1e-6);
    expect(largestDifference(pca.axes, oracle.axes.flat())).toBeLessThan(1e-6);
    const scale = oracle.singularValues[0];
    expect(largestDifference(pca.singularValues, oracle.singularValues) / scale).toBeLessThan(1e-6);
    expect(largestDifference(pca.explainedVariance, oracle.explainedVariance) / scale).toBeLessThan(1e-6);
    expect(largestDifference(pca.explainedVarianceRatio, oracle.explainedVarianceRatio)).toBeLessThan(1e-6);
  });

  it('transforms alike', () => {
    const ours = projectOnto(pca, data.subarray(0, 3 * columns));
    expect(largestDifference(ours, oracle.transformed.flat())).toBeLessThan(1e-4);
  });
});

/** (m, d) with orthonormal-ish structure: `rank` directions whose deviations fall by `ratio` from one to the next. */
function decaying(m: number, d: number, rank: number, ratio: number, seed: number): Float64Array {
  const random = createRandom(seed);
  const directions = Float64Array.from({ length: rank * d }, () => random.normal() / Math.sqrt(d));
  const out = new Float64Array(m * d);
  for (let i = 0; i < m; i++) {
    for (let r = 0; r < rank; r++) {
      const weight = random.normal() * ratio ** r;
      for (let j = 0; j < d; j++) out[i * d + j] += weight * directions[r * d + j];
    }
  }
  return out;
}

describe('incremental PCA by definition', () => {
  it('keeps axes orthonormal within the bound of the Gram matrix over five decades', () => {
    const pca = new IncrementalPca(90, 6);
    pca.partialFit(decaying(40, 90, 6, 0.1, 3));
    const { axes, singularValues: s } = pca;
    for (let a = 0; a < 6; a++) {
      for (let b = 0; b <= a; b++) {
        let dot = 0;
        for (let j = 0; j < 90; j++) dot += axes[a * 90 + j] * axes[b * 90 + j];
        const bound = (100 * 2 ** -52 * s[0] ** 2) / (s[a] * s[b]); // 100: some n of rounding
        expect(Math.abs(dot - (a === b ? 1 : 0))).toBeLessThan(bound);
      }
    }
  });

  it('gives zeros, not noise, where there is no variance left', () => {
    const pca = new IncrementalPca(30, 5);
    const data = decaying(20, 30, 2, 0.5, 5);
    pca.partialFit(data);
    pca.partialFit(data);
    expect(Array.from(pca.singularValues, s => s > 0)).toEqual([true, true, false, false, false]);
    expect(Math.max(...pca.axes.subarray(60).map(Math.abs))).toBe(0);
    expect(pca.explainedVarianceRatio.reduce((a, b) => a + b)).toBeCloseTo(1, 10);
  });

  it('finds the whole of low-rank data however it is cut into batches', () => {
    const data = decaying(90, 25, 3, 0.7, 8);
    const whole = new IncrementalPca(25, 3);
    whole.partialFit(data);
    const parts = new IncrementalPca(25, 3);
    for (const [from, to] of [
      [0, 10],
      [10, 11],
      [11, 60],
      [60, 90],
    ])
      parts.partialFit(data.subarray(from * 25, to * 25));
    expect(largestDifference(parts.axes, whole.axes)).toBeLessThan(1e-9);
    expect(largestDifference(parts.singularValues, whole.singularValues)).toBeLessThan(1e-9);
  });

  it('is unchanged by an abandoned update', () => {
    const pca = new IncrementalPca(40, 4);
    const data = waves(36, 40);
    pca.partialFit(data.subarray(0, 480));
    const before = pca.axes.slice();
    const steps = pca.partialFitSteps(data.subarray(480, 960));
    for (let i = 0; i < 20; i++) steps.next();
    expect(pca.rowsSeen).toBe(12);
    expect(pca.axes).toEqual(before);
  });

  it('refuses what it cannot use', () => {
    expect(() => new IncrementalPca(3, 4)).toThrow(
      'need 1 ≤ count ≤ dimension; got count = 4, dimension = 3',
    );
    const pca = new IncrementalPca(4, 3);
    expect(() => pca.partialFit(new Float32Array(8))).toThrow('got 2 rows, count = 3');
    expect(() => pca.partialFit(new Float32Array(9))).toThrow('need rows of 4 numbers; got 9 numbers');
    expect(() => pca.partialFit(new Float32Array(16).fill(Number.NaN))).toThrow('need finite numbers');
  });
});
