import { describe, expect, it } from 'vitest';
import { choosingFolds } from '../../measure/statistics/linearProbe.ts';
import { rankCorrelation } from '../../measure/statistics/rankCorrelation.ts';
import { fitRidgeProbe } from '../../measure/statistics/ridgeProbe.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';

describe('rank correlation', () => {
  it('is scipy’s, ties and all', () => {
    // scipy.stats.spearmanr([1, 2, 2, 4, 5, 3], [2, 1, 3, 3, 9, -4]).statistic
    expect(rankCorrelation([1, 2, 2, 4, 5, 3], [2, 1, 3, 3, 9, -4])).toBeCloseTo(0.4852941176470589, 12);
    expect(rankCorrelation([1, 2, 3], [10, 100, 1000])).toBeCloseTo(1, 12);
    expect(rankCorrelation([1, 1, 1], [1, 2, 3])).toBeNaN();
  });
});

describe('a ridge probe', () => {
  const columns = 6;
  const random = createRandom(3);
  const rows = Float32Array.from({ length: 400 * columns }, () => random.normal());
  const told = Float64Array.from(
    { length: 400 },
    (_, i) => 3 * rows[i * columns] - 2 * rows[i * columns + 3] + 5,
  );

  it('finds a straight relation and its constant', () => {
    const noisy = told.map(value => value + 0.1 * random.normal());
    const half = { rows: rows.subarray(0, 200 * columns), labels: noisy.subarray(0, 200) };
    const said = fitRidgeProbe(half, columns)(rows.subarray(200 * columns));
    const worst = Math.max(...said.map((value, i) => Math.abs(value - told[200 + i])));
    expect(worst).toBeLessThan(0.4); // of a spread of 3.6
  });

  it('says little where there is nothing to be told', () => {
    const noise = told.map(() => random.normal());
    const half = { rows: rows.subarray(0, 200 * columns), labels: noise.subarray(0, 200) };
    const said = fitRidgeProbe(half, columns)(rows.subarray(200 * columns));
    const mean = said.reduce((sum, value) => sum + value, 0) / said.length;
    const spread = Math.sqrt(said.reduce((sum, value) => sum + (value - mean) ** 2, 0) / said.length);
    expect(spread).toBeLessThan(0.3); // of a spread of 1 in the labels
  });
});

describe('folds to choose by', () => {
  it.each([
    { n: 20, folds: 5, used: 20, rare: 2 },
    { n: 2500, folds: 3, used: 1000, rare: 250 },
  ])('hold $used of $n galaxies apart once, the rare ones among them', ({ n, folds, used, rare }) => {
    const labels = Array.from({ length: n }, (_, i) => Number(i % 10 === 3));
    const parts = choosingFolds({ rows: Float32Array.from({ length: n }, (_, i) => i), labels }, 1);
    expect(parts.length).toBe(folds);
    const held = parts.flatMap(({ choose }) => [...choose.rows]);
    expect(held.length).toBe(used);
    expect(new Set(held).size).toBe(used);
    expect(held.filter(row => labels[row] === 1).length).toBe(rare);
    for (const { fit, choose } of parts) {
      expect(fit.labels.length + choose.labels.length).toBe(used);
      const apart = new Set(choose.rows);
      expect(fit.rows.some(row => apart.has(row))).toBe(false);
      expect([...choose.rows].map(row => labels[row])).toEqual(choose.labels);
    }
  });
});
