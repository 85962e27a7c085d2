import { addFour, fourStarts, rowsAtOnce, scoreFour } from './fourRows.ts';
import { minimise } from './lbfgs.ts';

/** A fitted classifier: w · x + b per class; two classes share one row, positive for the second class. */
export interface LogisticModel {
  classes: number;
  columns: number;
  /** (outputs, columns) row-major; outputs = classes, or 1 for two classes */
  weights: Float64Array;
  /** (outputs) */
  bias: Float64Array;
}

/**
 * Multinomial logistic regression: minimises C · Σ loss + ½ |w|², the bias without penalty, as scikit-learn's
 * LogisticRegression does.
 *
 * @param rows (n, columns) row-major; standardise them first
 * @param labels (n) classes 0 … classes − 1
 * @param options strength: C > 0, the larger the weaker the penalty; start: a model to begin from, such as one of another
 *   strength, by default all zeros
 * @throws RangeError where shapes do not fit or fewer than two classes are asked for
 */
export function fitLogisticRegression(
  rows: Float32Array,
  labels: ArrayLike<number>,
  columns: number,
  classes: number,
  { strength, start }: { strength: number; start?: LogisticModel },
): LogisticModel {
  const n = labels.length;
  if (rows.length !== n * columns || classes < 2 || !(strength > 0)) {
    throw new RangeError(
      `need n × columns values, 2 classes or more and C > 0; got ${rows.length} values, n = ${n}, columns = ${columns}, classes = ${classes}, C = ${strength}`,
    );
  }
  const outputs = classes === 2 ? 1 : classes;
  const width = columns + 1; // weights, then the bias
  const scores = new Float64Array(outputs);
  const scored = new Float64Array(outputs * rowsAtOnce);
  const errors = new Float64Array(outputs * rowsAtOnce);
  const { x } = minimise(
    (w, gradient) => {
      gradient.fill(0);
      let loss = 0;
      for (let i = 0; i < n; i += rowsAtOnce) {
        const starts = fourStarts(i, n, columns);
        scoreFour(w, rows, starts, columns, scored);
        errors.fill(0);
        for (let r = 0; r < Math.min(rowsAtOnce, n - i); r++) {
          for (let k = 0; k < outputs; k++) scores[k] = scored[k * rowsAtOnce + r];
          loss += lossAndError(scores, labels[i + r]);
          for (let k = 0; k < outputs; k++) errors[k * rowsAtOnce + r] = scores[k] / n;
        }
        addFour(gradient, rows, starts, columns, errors);
      }
      let squared = 0;
      for (let k = 0; k < outputs; k++) {
        for (let j = k * width; j < k * width + columns; j++) {
          squared += w[j] * w[j];
          gradient[j] += w[j] / (strength * n);
        }
      }
      return loss / n + squared / (2 * strength * n);
    },
    start ? packed(start) : new Float64Array(outputs * width),
  );
  const weights = new Float64Array(outputs * columns);
  const bias = new Float64Array(outputs);
  for (let k = 0; k < outputs; k++) {
    weights.set(x.subarray(k * width, k * width + columns), k * columns);
    bias[k] = x[k * width + columns];
  }
  return { classes, columns, weights, bias };
}

/** Each output's weights, then its bias. */
function packed({ columns, weights, bias }: LogisticModel): Float64Array {
  const x = new Float64Array(bias.length * (columns + 1));
  for (const [k, b] of bias.entries()) {
    x.set(weights.subarray(k * columns, (k + 1) * columns), k * (columns + 1));
    x[k * (columns + 1) + columns] = b;
  }
  return x;
}

/**
 * Scores of rows: log odds of the second class, or unnormalised log probabilities.
 *
 * @param rows (n, columns) row-major
 * @returns (n, outputs) row-major
 */
export function logisticScores({ columns, weights, bias }: LogisticModel, rows: Float32Array): Float64Array {
  const outputs = bias.length;
  const n = rows.length / columns;
  const scores = new Float64Array(n * outputs);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < outputs; k++) {
      let sum = bias[k];
      for (let j = 0; j < columns; j++) sum += weights[k * columns + j] * rows[i * columns + j];
      scores[i * outputs + k] = sum;
    }
  }
  return scores;
}

/**
 * Mean negative log likelihood of labels under a model, in nats.
 *
 * @param rows (n, columns) row-major
 * @param labels (n)
 */
export function logisticLoss(model: LogisticModel, rows: Float32Array, labels: ArrayLike<number>): number {
  const outputs = model.bias.length;
  const scores = logisticScores(model, rows);
  let loss = 0;
  for (let i = 0; i < labels.length; i++)
    loss += lossAndError(scores.slice(i * outputs, (i + 1) * outputs), labels[i]);
  return loss / labels.length;
}

/** −ln p(label) of scores, which are replaced by the loss's derivatives. */
function lossAndError(scores: Float64Array, label: number): number {
  if (scores.length === 1) {
    const margin = label === 1 ? scores[0] : -scores[0];
    const loss = margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin;
    scores[0] = 1 / (1 + Math.exp(-scores[0])) - label;
    return loss;
  }
  const most = Math.max(...scores);
  let total = 0;
  for (const value of scores) total += Math.exp(value - most);
  const loss = most + Math.log(total) - scores[label];
  for (let k = 0; k < scores.length; k++) {
    scores[k] = Math.exp(scores[k] - most) / total - (k === label ? 1 : 0);
  }
  return loss;
}
