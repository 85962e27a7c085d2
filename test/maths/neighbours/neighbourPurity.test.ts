import { describe, expect, it } from 'vitest';
import { knnGraph } from '../../../src/maths/neighbours/knn.ts';
import { neighbourPurity } from '../../../src/maths/neighbours/neighbourPurity.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

describe('neighbour purity', () => {
  it('is the mean over classes of the mean share, worked by hand', () => {
    // Class 0: points 0, 1, 2 with shares 1, 1/2, 0 → 1/2. Class 1: point 3 with share 0 → 0. Mean 1/4.
    const indices = Int32Array.of(1, 2, 0, 3, 3, 3, 0, 1);
    expect(neighbourPurity(indices, 2, [0, 0, 0, 1])).toBe(0.25);
  });

  it('is 1 where every class keeps to itself, however unequal the classes', () => {
    const indices = Int32Array.of(1, 0, 3, 2, 5, 4, 7, 6);
    expect(neighbourPurity(indices, 1, [0, 0, 1, 1, 1, 1, 1, 1])).toBe(1);
  });

  it('is 1 / classes for labels that mean nothing, whatever their share', () => {
    const random = createRandom(2);
    const n = 4000;
    const points = Float32Array.from({ length: 2 * n }, () => random.normal());
    const labels = Array.from({ length: n }, () => (random.uniform() < 0.9 ? 0 : 1));
    const purity = neighbourPurity(knnGraph(points, 2, 2, 10, 'euclidean').indices, 10, labels);
    expect(Math.abs(purity - 0.5)).toBeLessThan(0.02);
  });

  it('needs neighbours of every point', () => {
    expect(() => neighbourPurity(new Int32Array(3), 2, [0, 1])).toThrow('got 3, k = 2, n = 2');
  });
});
