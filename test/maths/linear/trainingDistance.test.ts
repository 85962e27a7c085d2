import { describe, expect, it } from 'vitest';
import { isMoreThanExpected, trainingDistances } from '../../../src/maths/linear/trainingDistance.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

describe('distance from the training galaxies', () => {
  const spread = {
    mean: Float32Array.of(1, 2, 3, 4),
    axes: Float32Array.of(0.6, 0.8, 0, 0, -0.8, 0.6, 0, 0),
    deviations: Float32Array.of(2, 0.5, 0.25),
  };

  it('is Mahalanobis’ over √d: by the inverse of the covariance that the axes and deviations stand for', () => {
    const [a, b, rest] = [2, 0.5, 0.25].map(deviation => 1 / deviation ** 2);
    // Σ⁻¹ = Σ axis axisᵀ / variance on the plane of the axes, 1 / rest² on the two other directions
    const inverse = [
      [0.36 * a + 0.64 * b, 0.48 * a - 0.48 * b, 0, 0],
      [0.48 * a - 0.48 * b, 0.64 * a + 0.36 * b, 0, 0],
      [0, 0, rest, 0],
      [0, 0, 0, rest],
    ];
    const random = createRandom(3);
    const vectors = Float32Array.from({ length: 5 * 4 }, () => 3 * random.normal());
    const distances = trainingDistances(spread, vectors);
    for (let row = 0; row < 5; row++) {
      const x = [...vectors.subarray(row * 4, row * 4 + 4)].map((value, j) => value - spread.mean[j]);
      const squared = x.reduce(
        (sum, xi, i) => sum + xi * x.reduce((inner, xj, j) => inner + inverse[i][j] * xj, 0),
        0,
      );
      expect(distances[row]).toBeCloseTo(Math.sqrt(squared / 4), 4);
    }
    expect(trainingDistances(spread, spread.mean)).toEqual(Float32Array.of(0));
  });

  it('is about 1 for what is drawn from that Gaussian', () => {
    const random = createRandom(8);
    const vectors = new Float32Array(2000 * 4);
    for (let row = 0; row < 2000; row++) {
      const [u, v] = [2 * random.normal(), 0.5 * random.normal()];
      const own = [0.6 * u - 0.8 * v, 0.8 * u + 0.6 * v, 0.25 * random.normal(), 0.25 * random.normal()];
      for (let j = 0; j < 4; j++) vectors[row * 4 + j] = spread.mean[j] + own[j];
    }
    const distances = trainingDistances(spread, vectors);
    expect(distances.reduce((sum, each) => sum + each ** 2, 0) / 2000).toBeCloseTo(1, 1);
  });

  it('refuses shapes that do not fit', () => {
    expect(() => trainingDistances(spread, new Float32Array(6))).toThrow(/got 6 numbers/);
    const lacking = { ...spread, deviations: Float32Array.of(2, 0.5) };
    expect(() => trainingDistances(lacking, new Float32Array(4))).toThrow(/2 deviations/);
  });
});

it.each([
  { outside: 50, count: 1000, more: false }, // as expected
  { outside: 95, count: 1000, more: false }, // surely more, yet not twice as many
  { outside: 110, count: 1000, more: true },
  { outside: 3, count: 20, more: false }, // three times as many, by chance
  { outside: 5, count: 20, more: true },
  { outside: 0, count: 0, more: false },
])('$outside of $count outside is more than one in twenty: $more', ({ outside, count, more }) => {
  expect(isMoreThanExpected(outside, count, 0.05)).toBe(more);
});
