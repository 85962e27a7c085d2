import { thinSvdSteps } from './thinSvd.ts';

/**
 * Principal components of a stream of vectors, updated batch by batch (Ross, Lim, Lin & Yang 2008, "Incremental
 * learning for robust visual tracking", algorithm SKL with mean update; the same steps as scikit-learn's
 * IncrementalPCA). What a batch adds beyond the `count` kept components is lost, so larger batches are more faithful;
 * on galaxies' representations 256 a batch are ample.
 */
export class IncrementalPca {
  /** Length of a vector. */
  readonly dimension: number;
  /** Components kept. */
  readonly count: number;
  /** Vectors seen so far. */
  rowsSeen = 0;
  /** (dimension) mean of everything seen */
  mean: Float64Array;
  /** (count, dimension) row-major unit axes, by falling variance; rows of zeros where there is no more variance */
  axes: Float64Array;
  /** (count) singular values of the centred data */
  singularValues: Float64Array;
  /** (dimension) sum over everything seen of the squared distance to the mean */
  private squaredDeviations: Float64Array;

  /** @throws RangeError unless 1 ≤ count ≤ dimension */
  constructor(dimension: number, count: number) {
    if (!(count >= 1 && count <= dimension)) {
      throw new RangeError(`need 1 ≤ count ≤ dimension; got count = ${count}, dimension = ${dimension}`);
    }
    this.dimension = dimension;
    this.count = count;
    this.mean = new Float64Array(dimension);
    this.axes = new Float64Array(count * dimension);
    this.singularValues = new Float64Array(count);
    this.squaredDeviations = new Float64Array(dimension);
  }

  /** (count) variance along each axis, with n − 1; zeros before the second vector */
  get explainedVariance(): Float64Array {
    return this.singularValues.map(s => (this.rowsSeen > 1 ? (s * s) / (this.rowsSeen - 1) : 0));
  }

  /** (count) share of all variance along each axis, 0–1; zeros while there is no variance */
  get explainedVarianceRatio(): Float64Array {
    const total = this.squaredDeviations.reduce((sum, value) => sum + value, 0);
    return this.singularValues.map(s => (total > 0 ? (s * s) / total : 0));
  }

  /**
   * Takes in one batch. The state changes only when the last step is done: an abandoned generator leaves no trace.
   *
   * @param batch (m, dimension) row-major; the first batch needs m ≥ count, as in scikit-learn
   * @yields after pieces of work of some milliseconds
   * @throws RangeError on a wrong length, a first batch too small, or a number that is not finite
   */
  *partialFitSteps(batch: Float32Array | Float64Array): Generator<void, void> {
    const { dimension, count } = this;
    const m = batch.length / dimension;
    if (!Number.isInteger(m) || m === 0) {
      throw new RangeError(`need rows of ${dimension} numbers; got ${batch.length} numbers`);
    }
    if (this.rowsSeen === 0 && m < count) {
      throw new RangeError(`need a first batch of at least count rows; got ${m} rows, count = ${count}`);
    }
    const moments = momentsOf(batch, m, dimension);
    const kept = this.rowsSeen === 0 ? 0 : count;
    const rows = kept === 0 ? m : kept + m + 1;
    const stack = new Float64Array(rows * dimension);
    for (let c = 0; c < kept; c++) {
      for (let j = 0; j < dimension; j++) {
        stack[c * dimension + j] = this.singularValues[c] * this.axes[c * dimension + j];
      }
    }
    for (let i = 0, at = kept * dimension; i < batch.length; i++, at++) {
      stack[at] = batch[i] - moments.mean[i % dimension];
    }
    const total = this.rowsSeen + m;
    if (kept > 0) {
      // Ross et al. 2008, eq. 2: the step between the two means counts as one more vector.
      const weight = Math.sqrt((this.rowsSeen * m) / total);
      const last = (rows - 1) * dimension;
      for (let j = 0; j < dimension; j++) stack[last + j] = weight * (this.mean[j] - moments.mean[j]);
    }
    yield;
    const svd = yield* thinSvdSteps(stack, rows, dimension, count);
    for (let j = 0; j < dimension; j++) {
      const step = moments.mean[j] - this.mean[j];
      this.squaredDeviations[j] += moments.squared[j] + (step * step * this.rowsSeen * m) / total;
      this.mean[j] += (step * m) / total;
    }
    this.singularValues = svd.singularValues;
    this.axes = svd.axes;
    this.rowsSeen = total;
  }

  /** `partialFitSteps` run to its end. */
  partialFit(batch: Float32Array | Float64Array): void {
    const steps = this.partialFitSteps(batch);
    while (!steps.next().done);
  }
}

/** Mean and sum of squared deviations of every column, in two passes. */
function momentsOf(
  batch: Float32Array | Float64Array,
  m: number,
  dimension: number,
): { mean: Float64Array; squared: Float64Array } {
  const mean = new Float64Array(dimension);
  for (let i = 0, at = 0; i < m; i++) for (let j = 0; j < dimension; j++) mean[j] += batch[at++];
  for (let j = 0; j < dimension; j++) mean[j] /= m;
  const bad = mean.findIndex(value => !Number.isFinite(value));
  if (bad >= 0) throw new RangeError(`need finite numbers; got ${mean[bad]} as the mean of column ${bad}`);
  const squared = new Float64Array(dimension);
  for (let i = 0, at = 0; i < m; i++) {
    for (let j = 0; j < dimension; j++) squared[j] += (batch[at++] - mean[j]) ** 2;
  }
  return { mean, squared };
}
