/** Brings columns to comparable size: (x − mean) · scale. */
export interface Standardisation {
  /** (columns) */
  mean: Float32Array;
  /** (columns) 1 / (widened standard deviation) */
  scale: Float32Array;
}

const leastShare = 0.5; // of the typical deviation: a column that hardly varies is mostly noise and is not scaled up fully

/**
 * Each column's mean and the reciprocal of its standard deviation, the latter widened where it is small compared with the
 * other columns': √(σ² + (σ̄ / 2)²) with σ̄² the mean of all variances. The scale is 1 where nothing varies.
 *
 * @param rows (n, columns) row-major, n ≥ 1
 */
export function standardisationOf(rows: Float32Array, columns: number): Standardisation {
  const n = rows.length / columns;
  if (!Number.isInteger(n) || n < 1) {
    throw new RangeError(`need whole rows of ${columns} columns, one or more; got ${rows.length} numbers`);
  }
  const mean = new Float64Array(columns);
  for (let at = 0; at < rows.length; at++) mean[at % columns] += rows[at] / n;
  const variance = new Float64Array(columns);
  for (let at = 0; at < rows.length; at++) variance[at % columns] += (rows[at] - mean[at % columns]) ** 2 / n;
  const typical = variance.reduce((sum, each) => sum + each / columns, 0);
  return {
    mean: Float32Array.from(mean),
    scale: Float32Array.from(variance, own =>
      typical > 0 ? 1 / Math.sqrt(own + leastShare ** 2 * typical) : 1,
    ),
  };
}

/**
 * Folds a standardisation into a linear layer, so that it acts on plain rows: W' = W · diag(scale), b' = b − W' · mean.
 *
 * @param weight (outputs, columns) row-major
 * @param bias (outputs)
 */
export function foldStandardisation(
  weight: Float32Array,
  bias: Float32Array,
  { mean, scale }: Standardisation,
): { weight: Float32Array; bias: Float32Array } {
  const columns = mean.length;
  const folded = weight.map((value, at) => value * scale[at % columns]);
  return {
    weight: folded,
    bias: bias.map((value, output) => {
      let sum = value;
      for (let j = 0, at = output * columns; j < columns; j++, at++) sum -= folded[at] * mean[j];
      return sum;
    }),
  };
}
