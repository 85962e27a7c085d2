import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { whiten } from '../../../src/maths/linear/whiten.ts';
import { averageDepth, isolationForestSteps } from '../../../src/maths/neighbours/isolationForest.ts';
import { localOutlierFactorSteps } from '../../../src/maths/neighbours/localOutlierFactor.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import { waves } from '../oracles/waves.ts';

interface Oracle {
  rows: number;
  columns: number;
  outlierFactor: { k: number; factor: number[] }[];
  isolation: { mean: number[]; sd: number[]; trees: number };
}
const oracle: Oracle = JSON.parse(readFileSync(new URL('../oracles/unusual.json', import.meta.url), 'utf8'));
const { rows, columns } = oracle;
const points = waves(rows, columns);
points.fill(12, 7 * columns, 8 * columns); // one far from all

function finish<Step, Result>(steps: Generator<Step, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

describe('local outlier factor', () => {
  it.each(oracle.outlierFactor)("is scikit-learn's at k = $k", ({ k, factor }) => {
    const ours = finish(localOutlierFactorSteps(points, columns, 1, { k }));
    factor.forEach((value, i) => {
      expect(Math.abs(ours[i] - value)).toBeLessThan(1e-6 * value);
    });
  });

  it('against a sample of everything is the one in full', () => {
    const full = finish(localOutlierFactorSteps(points, columns, 1));
    const sampled = finish(localOutlierFactorSteps(points, columns, 1, { full: 100, sample: rows }));
    sampled.forEach((value, i) => {
      expect(value).toBeCloseTo(full[i], 9);
    });
  });

  it('against a quarter ranks nearly as in full', () => {
    const random = createRandom(5);
    const n = 6000;
    const wide = 40;
    const cloud = Float32Array.from(
      { length: n * wide },
      (_, i) => random.normal() * (Math.floor(i / wide) % 50 ? 1 : 1.4),
    );
    const full = finish(localOutlierFactorSteps(cloud, wide, 1));
    const sampled = finish(localOutlierFactorSteps(cloud, wide, 1, { full: 1000, sample: 1500 }));
    const leading = (scores: Float64Array) =>
      new Set([...scores.keys()].sort((a, b) => scores[b] - scores[a]).slice(0, 120));
    const [a, b] = [leading(full), leading(sampled)];
    const shared = [...a].filter(i => b.has(i)).length / 120;
    console.info(`local outlier factor by a quarter: ${shared} of the top 2 % are those in full`);
    expect(shared).toBeGreaterThan(0.8);
  });
});

describe('isolation forest', () => {
  it("has scikit-learn's mean score, within both scatters", () => {
    const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    const ours = seeds.map(seed => finish(isolationForestSteps(points, columns, seed)));
    const { mean, sd } = oracle.isolation;
    let outside = 0;
    for (let i = 0; i < rows; i++) {
      const average = ours.reduce((sum, each) => sum + each[i], 0) / seeds.length;
      const error = (sd[i] * Math.SQRT2) / Math.sqrt(seeds.length);
      if (Math.abs(average - mean[i]) > 3 * error) outside++;
    }
    expect(outside / rows).toBeLessThan(0.03); // 3σ by t with 9 degrees of freedom leaves 1.5 %
  });

  it('finds the one far from all, and gives the same for the same seed', () => {
    const once = finish(isolationForestSteps(points, columns, 3));
    expect(once.indexOf(Math.max(...once))).toBe(7);
    expect(finish(isolationForestSteps(points, columns, 3))).toEqual(once);
    expect(finish(isolationForestSteps(points, columns, 4))).not.toEqual(once);
  });

  it('scores points that are all alike 0.5', () => {
    const same = finish(isolationForestSteps(new Float32Array(200).fill(3), 2, 1));
    expect(same.every(score => Math.abs(score - 0.5) < 1e-12)).toBe(true);
  });

  it('counts the depth of a search as a harmonic sum', () => {
    let harmonic = 0;
    for (let k = 1; k < 256; k++) harmonic += 1 / k;
    expect(averageDepth(256) / (2 * harmonic - (2 * 255) / 256)).toBeCloseTo(1, 3);
    expect([averageDepth(1), averageDepth(2)]).toEqual([0, 1]);
  });
});

describe('whitening', () => {
  it('leaves unit variance about zero, of the leading columns, and nothing where nothing varies', () => {
    const values = points.slice();
    for (let i = 0; i < rows; i++) values[i * columns + 2] = 0.1;
    const white = whiten(values, columns, 4);
    for (let c = 0; c < 4; c++) {
      let sum = 0;
      let squares = 0;
      for (let i = 0; i < rows; i++) {
        sum += white[i * 4 + c];
        squares += white[i * 4 + c] ** 2;
      }
      expect(sum / rows).toBeCloseTo(0, 6);
      expect(squares / rows).toBeCloseTo(c === 2 ? 0 : 1, 5);
    }
    expect(whiten(values, columns, 40).length).toBe(rows * columns);
  });
});
