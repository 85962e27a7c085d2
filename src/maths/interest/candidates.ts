import { dot } from '../linear/cholesky.ts';
import { covarianceAt } from './covariance.ts';
import {
  blockLanes,
  emptyPredictions,
  type LearntModel,
  type PredictedPoints,
  predictSteps,
} from './predictBlock.ts';

/** Some points with all that is needed to see how an answer at one changes what is known of the others. */
export interface Candidates {
  model: LearntModel;
  /** (count) which points */
  rows: Uint32Array;
  /** (n, columns) all points */
  points: Float32Array;
  /** (count) */
  mean: Float64Array;
  /** (count) of the function, without noise */
  variance: Float64Array;
  /** (count, size) row-major: L⁻¹ k of each */
  solved: Float64Array;
}

/**
 * Prepares points for a choice among them.
 *
 * @param rows (m) which points; a few hundred, for they need (m, size) numbers
 * @yields after every block of predictions
 */
export function* candidatesSteps(
  { model, predictor, points }: PredictedPoints,
  rows: Uint32Array,
): Generator<void, Candidates> {
  const { size, columns } = model;
  const own = new Float32Array(rows.length * columns);
  rows.forEach((row, i) => {
    own.set(points.subarray(row * columns, (row + 1) * columns), i * columns);
  });
  const solved = new Float64Array(rows.length * size);
  const into = emptyPredictions(rows.length);
  const onBlock = (start: number, count: number) => {
    for (let i = 0; i < size; i++) {
      for (let q = 0; q < count; q++) solved[(start + q) * size + i] = predictor.solved[i * blockLanes + q];
    }
  };
  const all = Uint32Array.from(rows.keys());
  const steps = predictSteps({ model, predictor, points: own }, all, into, { deviations: true, onBlock });
  for (const _ of steps) yield;
  return { model, rows, points, mean: into.mean, variance: into.variance, solved };
}

/** Covariance of the function at two candidates, given all observations (Rasmussen & Williams 2006, eq. 2.24). */
export function posteriorCovariance(candidates: Candidates, i: number, j: number): number {
  const { model, rows, points, solved } = candidates;
  const { columns, size } = model;
  let squared = 0;
  for (let c = 0; c < columns; c++) {
    squared += (points[rows[i] * columns + c] - points[rows[j] * columns + c]) ** 2;
  }
  return covarianceAt(model.covariance, squared) - dot(solved, i * size, solved, j * size, size);
}
