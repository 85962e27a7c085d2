import { describe, expect, it } from 'vitest';
import { symmetricEigen } from '../../../src/maths/linear/symmetricEigen.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

function randomSymmetric(n: number, seed: number): Float64Array {
  const random = createRandom(seed);
  const a = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) a[i * n + j] = a[j * n + i] = random.normal();
  return a;
}

describe('eigenvectors of a symmetric matrix', () => {
  it.each([1, 2, 3, 17, 60])('satisfy A v = λ v and are orthonormal, n = %i', n => {
    const a = randomSymmetric(n, n);
    const { values, vectors } = symmetricEigen(a, n);
    for (let c = 0; c < n; c++) {
      if (c > 0) expect(values[c]).toBeLessThanOrEqual(values[c - 1]);
      for (let i = 0; i < n; i++) {
        let product = 0;
        let dot = 0;
        for (let j = 0; j < n; j++) {
          product += a[i * n + j] * vectors[c * n + j];
          dot += vectors[i * n + j] * vectors[c * n + j];
        }
        expect(product).toBeCloseTo(values[c] * vectors[c * n + i], 11);
        expect(dot).toBeCloseTo(i === c ? 1 : 0, 12);
      }
    }
  });

  it('come out of diagonal, zero and repeated matrices too', () => {
    expect(Array.from(symmetricEigen(Float64Array.of(2, 0, 0, 0, 5, 0, 0, 0, -1), 3).values)).toEqual([
      5, 2, -1,
    ]);
    expect(Array.from(symmetricEigen(new Float64Array(16), 4).values)).toEqual([0, 0, 0, 0]);
    const ones = symmetricEigen(new Float64Array(25).fill(1), 5); // eigenvalue 5 once, 0 four times
    expect(ones.values[0]).toBeCloseTo(5, 12);
    expect(Math.max(...ones.values.subarray(1).map(Math.abs))).toBeLessThan(1e-12);
  });

  it('need a square matrix', () => {
    expect(() => symmetricEigen(new Float64Array(5), 2)).toThrow(
      'need a matrix of n · n numbers; got 5, n = 2',
    );
  });
});
