import type { KernelName } from './kernels.ts';

/** A stationary kernel: amplitude · shape of the distance, plus white noise on each observation. */
export interface Covariance {
  kernel: KernelName;
  /** Variance of the function, in squared units of the target; > 0 */
  amplitude: number;
  /** In units of the points; > 0 */
  lengthScale: number;
  /** The rational quadratic's α > 0; the others do not look at it. */
  shape: number;
  /** Variance of an observation about the function, ≥ 0 */
  noise: number;
}

/**
 * Covariance of two function values: the amplitude times the formula in `covarianceKernels`; the noise is not in it.
 *
 * @param squared squared Euclidean distance of the two points
 */
export function covarianceAt({ kernel, amplitude, lengthScale, shape }: Covariance, squared: number): number {
  const scaled = squared / (lengthScale * lengthScale);
  switch (kernel) {
    case 'rationalQuadratic':
      return amplitude * Math.exp(-shape * Math.log1p(scaled / (2 * shape)));
    case 'rbf':
      return amplitude * Math.exp(-scaled / 2);
    case 'matern32': {
      const s = Math.sqrt(3 * scaled);
      return amplitude * (1 + s) * Math.exp(-s);
    }
    case 'matern52': {
      const s = Math.sqrt(5 * scaled);
      return amplitude * (1 + s + (s * s) / 3) * Math.exp(-s);
    }
  }
}

/**
 * The same with its derivatives by log length scale and log shape.
 *
 * @param squared squared Euclidean distance of the two points
 * @param into gets covariance, ∂/∂ log ℓ, ∂/∂ log α, the last 0 where there is no α: (1, 3)
 */
export function covarianceWithSlopes(covariance: Covariance, squared: number, into: Float64Array): void {
  const { kernel, amplitude, lengthScale, shape } = covariance;
  const scaled = squared / (lengthScale * lengthScale);
  into[2] = 0;
  switch (kernel) {
    case 'rationalQuadratic': {
      const b = scaled / (2 * shape);
      const log = Math.log1p(b);
      const value = amplitude * Math.exp(-shape * log);
      into[0] = value;
      into[1] = (value * scaled) / (1 + b);
      into[2] = value * shape * (b / (1 + b) - log);
      return;
    }
    case 'rbf':
      into[0] = amplitude * Math.exp(-scaled / 2);
      into[1] = into[0] * scaled;
      return;
    case 'matern32': {
      const s = Math.sqrt(3 * scaled);
      const decay = amplitude * Math.exp(-s);
      into[0] = (1 + s) * decay;
      into[1] = s * s * decay;
      return;
    }
    case 'matern52': {
      const s = Math.sqrt(5 * scaled);
      const decay = amplitude * Math.exp(-s);
      into[0] = (1 + s + (s * s) / 3) * decay;
      into[1] = ((s * s) / 3) * (1 + s) * decay;
    }
  }
}

/** Squared Euclidean distance of row i of `a` to row j of `b`. @param a (m, columns) row-major @param b (n, columns) */
export function squaredDistance(
  a: Float64Array,
  i: number,
  b: Float64Array,
  j: number,
  columns: number,
): number {
  let sum = 0;
  for (let c = 0, p = i * columns, q = j * columns; c < columns; c++, p++, q++) {
    const step = a[p] - b[q];
    sum += step * step;
  }
  return sum;
}
