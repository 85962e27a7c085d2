/**
 * Logistic regression with an L2 penalty on standardised columns, by Nesterov's accelerated gradient on the
 * whole set.
 *
 * @param rows (n, d) row-major
 * @param penalty λ of λ/2 |w|² beside the mean loss
 * @returns log odds of any rows of the same columns
 */
export function fitLogisticProbe(
  rows: Float32Array,
  positive: Uint8Array,
  columns: number,
  penalty: number,
): (asked: Float32Array) => Float64Array {
  const count = positive.length;
  const { mean, scale } = standardisation(rows, columns, count);
  const standard = standardise(rows, columns, mean, scale);
  const steps = 300;
  // ¼ of the largest eigenvalue bounds the curvature; 0.35 d is above any seen
  const step = 4 / (columns * 0.35 + 4 * penalty);
  let weights = new Float64Array(columns + 1);
  let ahead = new Float64Array(columns + 1);
  for (let t = 0; t < steps; t++) {
    const gradient = new Float64Array(columns + 1);
    for (let i = 0; i < count; i++) {
      const error = (1 / (1 + Math.exp(-dot(standard, i, ahead, columns))) - positive[i]) / count;
      for (let j = 0; j < columns; j++) gradient[j] += error * standard[i * columns + j];
      gradient[columns] += error;
    }
    const next = ahead.map((w, j) => w - step * (gradient[j] + (j < columns ? penalty * w : 0)));
    const momentum = t / (t + 3);
    ahead = next.map((w, j) => w + momentum * (w - weights[j]));
    weights = next;
  }
  return asked => {
    const shown = standardise(asked, columns, mean, scale);
    return Float64Array.from({ length: asked.length / columns }, (_, i) => dot(shown, i, weights, columns));
  };
}

function dot(rows: Float32Array, i: number, weights: Float64Array, columns: number): number {
  let sum = weights[columns];
  for (let j = 0, at = i * columns; j < columns; j++, at++) sum += rows[at] * weights[j];
  return sum;
}

function standardisation(rows: Float32Array, columns: number, count: number) {
  const mean = new Float64Array(columns);
  const square = new Float64Array(columns);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < columns; j++) {
      mean[j] += rows[i * columns + j] / count;
      square[j] += rows[i * columns + j] ** 2 / count;
    }
  }
  const scale = mean.map((m, j) => 1 / Math.sqrt(Math.max(square[j] - m * m, 1e-8)));
  return { mean, scale };
}

function standardise(
  rows: Float32Array,
  columns: number,
  mean: Float64Array,
  scale: Float64Array,
): Float32Array {
  return rows.map((value, at) => {
    const j = at % columns;
    // A column nearly constant in training must not rule
    return Math.max(-8, Math.min(8, (value - mean[j]) * scale[j]));
  });
}
