import { IncrementalPca } from '../linear/incrementalPca.ts';
import { projectOnto } from '../linear/projection.ts';
import { symmetricEigen } from '../linear/symmetricEigen.ts';

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

/** How far generated things are from real ones. */
export interface FrechetFromReal {
  /** Of the generated from the real. */
  drawn: number;
  /** Of every other real one from those between: what a perfect generator would have with so few. */
  halves: number;
  /** Principal components that they are compared in. */
  components: number;
}

const mostComponents = 64; // as many as the app keeps; more would need more galaxies than there are
const rowsAComponent = 8; // a covariance of fewer says more of the sample than of what it is drawn from

/**
 * The distance of generated things from real ones, in the leading principal components of the real ones.
 *
 * @param real (n, columns) row-major, n ≥ 16
 * @param drawn (m, columns)
 * @param most components. Default 64; fewer where there are fewer than eight things for each
 * @throws RangeError where there are fewer
 */
export function frechetFromReal(
  real: Float32Array,
  drawn: Float32Array,
  columns: number,
  most = mostComponents,
): FrechetFromReal {
  const n = Math.min(real.length, drawn.length) / columns;
  if (!(n >= 2 * rowsAComponent)) throw new RangeError(`need ${2 * rowsAComponent} things or more; got ${n}`);
  const components = Math.min(most, columns, Math.floor(n / rowsAComponent));
  const pca = new IncrementalPca(columns, components);
  pca.partialFit(real);
  const seen = projectOnto(pca, real);
  const half = (odd: number) => seen.filter((_, at) => Math.floor(at / components) % 2 === odd);
  return {
    drawn: frechetDistance(projectOnto(pca, drawn), seen, components),
    halves: frechetDistance(half(0), half(1), components),
    components,
  };
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
