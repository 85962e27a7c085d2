/**
 * Where the galaxies that a network was trained on lie among its representations, as probabilistic principal components
 * see them (Tipping & Bishop 1999, equation 21 with another variance along each axis): a Gaussian whose spread is told
 * along the leading axes, and is the same in all other directions.
 */
export interface TrainingSpread {
  /** (d) */
  mean: Float32Array;
  /** (k, d) row-major: unit axes at right angles */
  axes: Float32Array;
  /** (k + 1) standard deviation along each axis, then along any other direction; all above 0 */
  deviations: Float32Array;
}

/**
 * Mahalanobis distances of representations from those of the training galaxies, divided by √d, so that a training
 * galaxy's is about 1.
 *
 * @param vectors (n, d) row-major
 * @returns (n)
 * @throws RangeError where shapes do not fit
 */
export function trainingDistances(
  { mean, axes, deviations }: TrainingSpread,
  vectors: Float32Array,
): Float32Array {
  const d = mean.length;
  const k = deviations.length - 1;
  const n = vectors.length / d;
  if (axes.length !== k * d || k < 0 || k >= d || !Number.isInteger(n)) {
    throw new RangeError(
      `need whole representations of ${d} numbers, fewer axes of as many, and a deviation more than axes; got ${vectors.length} numbers, ${axes.length} of axes, ${deviations.length} deviations`,
    );
  }
  const from = new Float64Array(d);
  return Float32Array.from({ length: n }, (_, row) => {
    let rest = 0; // of the squared length, what no axis has taken
    for (let j = 0; j < d; j++) {
      from[j] = vectors[row * d + j] - mean[j];
      rest += from[j] * from[j];
    }
    let squared = 0;
    for (let i = 0; i < k; i++) {
      let along = 0;
      for (let j = 0, at = i * d; j < d; j++, at++) along += axes[at] * from[j];
      rest -= along * along;
      squared += (along / deviations[i]) ** 2;
    }
    squared += Math.max(0, rest) / deviations[k] ** 2;
    return Math.sqrt(squared / d);
  });
}

/**
 * True where more lie outside than chance brings: at least twice as many as expected, and three standard deviations of a
 * binomial count more.
 *
 * @param outside of `count`
 * @param expected share, 0–1
 */
export function isMoreThanExpected(outside: number, count: number, expected: number): boolean {
  const mean = count * expected;
  return outside >= 2 * mean && outside > mean + 3 * Math.sqrt(mean * (1 - expected));
}
