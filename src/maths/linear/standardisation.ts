/** Brings columns to a common footing: (x − mean) · scale. */
export interface Standardisation {
  /** (columns) */
  mean: Float32Array;
  /** (columns) one over the deviation */
  scale: Float32Array;
}

const leastShare = 0.5; // of the columns' typical deviation: one that hardly varies is mostly noise, and is not blown up to the others' size

/**
 * Each column's mean and one over its deviation, widened where it is below its fellows': √(σ² + (σ̄ / 2)²) with σ̄² the mean
 * of all variances. A table that does not vary is left as wide as it is.
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
 * The linear layer of plain rows that gives what one of standardised rows gives: W' = W · diag(scale), b' = b − W' · mean.
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
