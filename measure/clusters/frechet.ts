import { symmetricEigen } from '../../src/maths/linear/symmetricEigen.ts';

/**
 * Fréchet distance of two clouds of points taken for Gaussians: |μ₁ − μ₂|² + tr(C₁ + C₂ − 2 (C₁ C₂)^½) (Heusel et al. 2017),
 * 0 where mean and covariance are the same.
 *
 * @param a (n, d) row-major
 * @param b (m, d) row-major
 */
export function frechetDistance(a: Float32Array, b: Float32Array, d: number): number {
  const [first, second] = [momentsOf(a, d), momentsOf(b, d)];
  const means = first.mean.reduce((sum, value, j) => sum + (value - second.mean[j]) ** 2, 0);
  const root = squareRoot(first.covariance, d);
  const inner = symmetricEigen(product(product(root, second.covariance, d), root, d), d).values;
  const cross = inner.reduce((sum, value) => sum + Math.sqrt(Math.max(0, value)), 0);
  return means + trace(first.covariance, d) + trace(second.covariance, d) - 2 * cross;
}

function momentsOf(points: Float32Array, d: number): { mean: Float64Array; covariance: Float64Array } {
  const n = points.length / d;
  const mean = new Float64Array(d);
  for (let at = 0; at < points.length; at++) mean[at % d] += points[at] / n;
  const covariance = new Float64Array(d * d);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < d; j++) {
      const left = (points[i * d + j] - mean[j]) / (n - 1);
      for (let k = 0; k < d; k++) covariance[j * d + k] += left * (points[i * d + k] - mean[k]);
    }
  }
  return { mean, covariance };
}

function squareRoot(matrix: Float64Array, d: number): Float64Array {
  const { values, vectors } = symmetricEigen(matrix, d);
  const root = new Float64Array(d * d);
  for (let c = 0; c < d; c++) {
    const scale = Math.sqrt(Math.max(0, values[c]));
    for (let j = 0; j < d; j++) {
      for (let k = 0; k < d; k++) root[j * d + k] += scale * vectors[c * d + j] * vectors[c * d + k];
    }
  }
  return root;
}

function product(a: Float64Array, b: Float64Array, d: number): Float64Array {
  const out = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let k = 0; k < d; k++) {
      for (let j = 0; j < d; j++) out[i * d + j] += a[i * d + k] * b[k * d + j];
    }
  }
  return out;
}

const trace = (matrix: Float64Array, d: number) =>
  Array.from({ length: d }, (_, j) => matrix[j * d + j]).reduce((sum, value) => sum + value, 0);
