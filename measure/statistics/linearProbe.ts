import {
  fitLogisticRegression,
  type LogisticModel,
  logisticLoss,
  logisticScores,
} from '../../src/maths/linear/logisticRegression.ts';

/** Values of C that are tried, from a strong penalty to the library's default. */
const strengths = [1e-4, 1e-3, 1e-2, 1e-1];

/** Labelled rows of a representation. */
export interface Labelled {
  /** (n, columns) row-major */
  rows: Float32Array;
  /** (n) */
  labels: ArrayLike<number>;
}

/** Takes rows, gives (n, outputs) scores: one log odds a row for two classes, else one score a class. */
type LinearProbe = (rows: Float32Array) => Float64Array;

/**
 * Logistic regression on standardised columns, its C the one with the least loss on galaxies held apart for choosing.
 *
 * @param choose the validation split; null: a fifth of `fit`, every fifth row held apart in turn
 */
export function fitLinearProbe(
  fit: Labelled,
  choose: Labelled | null,
  columns: number,
  classes: number,
): LinearProbe {
  const standardise = standardiser(fit.rows, columns);
  const rows = standardise(fit.rows);
  const folds = choose
    ? [
        {
          fit: { rows, labels: fit.labels },
          choose: { rows: standardise(choose.rows), labels: choose.labels },
        },
      ]
    : inTurn({ rows, labels: fit.labels }, columns);
  const losses = strengths.map(() => 0);
  let model: LogisticModel | undefined;
  for (const fold of folds) {
    model = undefined; // the last fold's has seen what this one is judged by
    for (const [i, strength] of strengths.entries()) {
      // Each fit starts from the last: a weaker penalty moves the weights further the same way.
      model = fitLogisticRegression(fold.fit.rows, fold.fit.labels, columns, classes, {
        strength,
        start: model,
      });
      losses[i] += logisticLoss(model, fold.choose.rows, fold.choose.labels);
    }
  }
  const best = strengths[losses.indexOf(Math.min(...losses))];
  model = fitLogisticRegression(rows, fit.labels, columns, classes, { strength: best, start: model });
  const fitted = model;
  return asked => logisticScores(fitted, standardise(asked));
}

const foldCount = 5;

function inTurn(all: Labelled, columns: number): { fit: Labelled; choose: Labelled }[] {
  const every = Array.from({ length: all.labels.length }, (_, i) => i);
  return Array.from({ length: foldCount }, (_, fold) => ({
    fit: labelledRows(
      all,
      columns,
      every.filter(i => i % foldCount !== fold),
    ),
    choose: labelledRows(
      all,
      columns,
      every.filter(i => i % foldCount === fold),
    ),
  }));
}

/** Some rows of labelled rows. */
export function labelledRows(all: Labelled, columns: number, which: readonly number[]): Labelled {
  const rows = new Float32Array(which.length * columns);
  for (const [k, i] of which.entries())
    rows.set(all.rows.subarray(i * columns, (i + 1) * columns), k * columns);
  return { rows, labels: which.map(i => all.labels[i]) };
}

/**
 * (x − mean) / standard deviation of the rows given, column by column; a constant column becomes 0.
 *
 * @param rows (n, columns) row-major, which mean and deviation are taken from
 * @returns takes (m, columns) and gives as many
 */
function standardiser(rows: Float32Array, columns: number): (asked: Float32Array) => Float32Array {
  const n = rows.length / columns;
  const mean = new Float64Array(columns);
  const square = new Float64Array(columns);
  for (let at = 0; at < rows.length; at++) {
    mean[at % columns] += rows[at] / n;
    square[at % columns] += rows[at] ** 2 / n;
  }
  const scale = mean.map((m, j) => {
    const variance = square[j] - m * m;
    return variance > 1e-10 * square[j] ? 1 / Math.sqrt(variance) : 0;
  });
  return asked => asked.map((value, at) => (value - mean[at % columns]) * scale[at % columns]);
}
