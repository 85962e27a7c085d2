import { describe, expect, it } from 'vitest';
import { auroc } from '../../measure/statistics/auroc.ts';
import { growBoostedTrees } from '../../measure/statistics/boostedTrees.ts';
import { fitLinearProbe } from '../../measure/statistics/linearProbe.ts';
import { pictureFeatures } from '../../measure/statistics/pictureFeatures.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';

describe('area under ROC', () => {
  it('is the share of pairs in order, ties half', () => {
    const random = createRandom(1);
    const scores = Array.from({ length: 60 }, () => random.integer(12)); // few values, many ties
    const positive = Uint8Array.from(scores, score => (random.uniform() < 0.3 + score / 20 ? 1 : 0));
    let [won, pairs] = [0, 0];
    for (let a = 0; a < 60; a++) {
      for (let b = 0; b < 60; b++) {
        if (!positive[a] || positive[b]) continue;
        pairs++;
        won += scores[a] > scores[b] ? 1 : scores[a] === scores[b] ? 0.5 : 0;
      }
    }
    expect(auroc(scores, positive)).toBeCloseTo(won / pairs, 12);
    expect(() => auroc([1, 2], [1, 1])).toThrow('need both kinds');
  });
});

describe('adversaries', () => {
  it('find what sets two kinds apart, and nothing where nothing does', () => {
    const random = createRandom(2);
    const [rows, columns] = [600, 5];
    const values = Float64Array.from({ length: rows * columns }, () => random.normal());
    const straight = Uint8Array.from({ length: rows }, (_, i) =>
      values[i * columns + 1] - values[i * columns + 3] > 0 ? 1 : 0,
    );
    const crossed = Uint8Array.from({ length: rows }, (_, i) =>
      values[i * columns] * values[i * columns + 2] > 0 ? 1 : 0,
    ); // no line can
    const chance = Uint8Array.from({ length: rows }, () => random.integer(2));
    const half = (rows / 2) * columns;
    const trees = (labels: Uint8Array) => {
      const options = { trees: 80, depth: 3, learningRate: 0.1 };
      const model = growBoostedTrees(
        values.subarray(0, half),
        labels.subarray(0, rows / 2),
        columns,
        options,
      );
      return auroc(model.score(values.subarray(half)), labels.subarray(rows / 2));
    };
    const probe = (labels: Uint8Array) => {
      const single = Float32Array.from(values);
      const fit = { rows: single.subarray(0, half), labels: labels.subarray(0, rows / 2) };
      const scores = fitLinearProbe(fit, null, columns, 2);
      return auroc(scores(single.subarray(half)), labels.subarray(rows / 2));
    };
    expect(probe(straight)).toBeGreaterThan(0.97);
    expect(trees(straight)).toBeGreaterThan(0.93);
    expect(trees(crossed)).toBeGreaterThan(0.9);
    for (const adversary of [trees, probe]) {
      expect(adversary(chance)).toBeGreaterThan(0.38);
      expect(adversary(chance)).toBeLessThan(0.62);
    }
  });

  it('see a picture as finite numbers, as many for a black one', () => {
    const random = createRandom(3);
    const noisy = Uint8Array.from({ length: 120 * 120 * 3 }, () => random.integer(256));
    const features = pictureFeatures(noisy, 120);
    const black = pictureFeatures(new Uint8Array(120 * 120 * 3), 120);
    expect(black).toHaveLength(features.length);
    for (const value of [...features, ...black]) expect(Number.isFinite(value)).toBe(true);
  });
});
