import { packedRow } from '../linear/cholesky.ts';
import { type Covariance, covarianceAt } from './covariance.ts';

/** Points predicted together: 32 lanes of 200 observations are 50 kB and stay in a processor's near cache. */
export const blockLanes = 32;

/** What a prediction needs of a Gaussian process. */
export interface LearntModel {
  covariance: Covariance;
  columns: number;
  size: number;
  /** Prior mean. */
  centre: number;
  /** (size, columns) row-major */
  points: Float64Array;
  /** (size) */
  weights: Float64Array;
  /** Rows of the Cholesky factor, packed. */
  packed: Float64Array;
}

/** Predicts 32 points at a time: fill `queries`, run, read. The arrays are the same at every run. */
export interface BlockPredictor {
  /** (columns, 32) row-major: a point a column */
  queries: Float64Array;
  /** @param deviations whether variances are wanted: they cost size² / 2 products a point, means size · columns */
  run(deviations: boolean): void;
  /** (32) expected value */
  mean: Float64Array;
  /** (32) variance of the function, without noise, ≥ 0 */
  variance: Float64Array;
  /** (32) squared distance to the nearest observation; ∞ without any */
  nearest: Float64Array;
  /** (size, 32) L⁻¹ k, after a run with deviations */
  solved: Float64Array;
}

/** Makes a predictor of a model. One at a time: a later one may use the same memory. */
export type PredictorMaker = (model: LearntModel) => BlockPredictor;

/** The predictor by definition (Rasmussen & Williams 2006, algorithm 2.1), which src/kernels must equal. */
export const plainPredictor: PredictorMaker = model => {
  const { covariance, columns, size, centre, points, weights, packed } = model;
  const lanes = blockLanes;
  const block: BlockPredictor = {
    queries: new Float64Array(columns * lanes),
    mean: new Float64Array(lanes),
    variance: new Float64Array(lanes),
    nearest: new Float64Array(lanes),
    solved: new Float64Array(size * lanes),
    run(deviations) {
      const { queries, mean, variance, nearest, solved } = block;
      mean.fill(centre);
      nearest.fill(Number.POSITIVE_INFINITY);
      variance.fill(covariance.amplitude);
      for (let i = 0; i < size; i++) {
        for (let q = 0; q < lanes; q++) {
          let squared = 0;
          for (let c = 0; c < columns; c++)
            squared += (points[i * columns + c] - queries[c * lanes + q]) ** 2;
          nearest[q] = Math.min(nearest[q], squared);
          const value = covarianceAt(covariance, squared);
          mean[q] += weights[i] * value;
          solved[i * lanes + q] = value;
        }
      }
      if (!deviations) return;
      for (let i = 0; i < size; i++) {
        const row = packedRow(i);
        for (let q = 0; q < lanes; q++) {
          let value = solved[i * lanes + q];
          for (let j = 0; j < i; j++) value -= packed[row + j] * solved[j * lanes + q];
          value /= packed[row + i];
          solved[i * lanes + q] = value;
          variance[q] -= value * value;
        }
      }
      for (let q = 0; q < lanes; q++) variance[q] = Math.max(0, variance[q]);
    },
  };
  return block;
};

/** What is known of points: (n) each, NaN in `variance` where it was not asked for. */
export interface Predictions {
  mean: Float64Array;
  /** Of the function, without noise. */
  variance: Float64Array;
  /** Squared distance to the nearest observation. */
  nearest: Float64Array;
}

/** Points and the model that predicts them. */
export interface PredictedPoints {
  model: LearntModel;
  /** Made of the model. */
  predictor: BlockPredictor;
  /** (n, model.columns) row-major */
  points: Float32Array;
}

interface PredictOptions {
  /** Whether variances are wanted: they cost size² / 2 products a point. */
  deviations: boolean;
  /** Sees each block before the next overwrites it: `count` points, rows[start …]. */
  onBlock?(start: number, count: number): void;
}

/**
 * Predicts points block by block.
 *
 * @param rows which of the points
 * @param into (n) each; gets the answers at these rows
 * @yields points done, after every block
 */
export function* predictSteps(
  { model, predictor, points }: PredictedPoints,
  rows: ArrayLike<number>,
  into: Predictions,
  { deviations, onBlock }: PredictOptions,
): Generator<number, void> {
  const { columns } = model;
  const { queries } = predictor;
  for (let start = 0; start < rows.length; start += blockLanes) {
    const count = Math.min(blockLanes, rows.length - start);
    for (let q = 0; q < count; q++) {
      const from = rows[start + q] * columns;
      for (let c = 0; c < columns; c++) queries[c * blockLanes + q] = points[from + c];
    }
    predictor.run(deviations);
    for (let q = 0; q < count; q++) {
      const row = rows[start + q];
      into.mean[row] = predictor.mean[q];
      into.nearest[row] = predictor.nearest[q];
      if (deviations) into.variance[row] = predictor.variance[q];
    }
    onBlock?.(start, count);
    yield start + count;
  }
}

/** Room for predictions of n points. */
export function emptyPredictions(n: number): Predictions {
  const unknown = () => new Float64Array(n).fill(Number.NaN);
  return { mean: unknown(), variance: unknown(), nearest: unknown() };
}
