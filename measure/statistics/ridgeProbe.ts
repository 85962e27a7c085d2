import { minimise } from '../../src/maths/linear/lbfgs.ts';
import { choosingFolds, type Labelled } from './linearProbe.ts';
import { standardiser } from './standardiser.ts';

/** Penalties that are tried, per galaxy: the largest leaves hardly more than the mean. */
const penalties = [10, 3, 1, 0.3, 0.1, 0.03, 0.01];

/** Takes rows, gives (n) numbers. */
type RidgeProbe = (rows: Float32Array) => Float64Array;

/** A weight for each column, then the constant. */
type LinearModel = Float64Array;

/**
 * Ridge regression on standardised columns, its penalty the one whose squared error is least on folds of the galaxies.
 *
 * @param fit labels are the numbers to be told
 */
export function fitRidgeProbe(fit: Labelled, columns: number): RidgeProbe {
  const standardise = standardiser(fit.rows, columns);
  const all: Labelled = { rows: standardise(fit.rows), labels: fit.labels };
  const errors = penalties.map(() => 0);
  for (const fold of choosingFolds(all, columns)) {
    let model: LinearModel | undefined;
    for (const [i, penalty] of penalties.entries()) {
      model = fitRidge(fold.fit, columns, penalty, model);
      const said = apply(model, fold.choose.rows, columns);
      for (const [k, value] of said.entries()) errors[i] += (value - fold.choose.labels[k]) ** 2;
    }
  }
  const best = penalties[errors.indexOf(Math.min(...errors))];
  const model = fitRidge(all, columns, best);
  return rows => apply(model, standardise(rows), columns);
}

/** Minimises mean squared error / 2 + penalty / 2 · |w|², the constant without penalty. */
function fitRidge(
  { rows, labels }: Labelled,
  columns: number,
  penalty: number,
  start: LinearModel = new Float64Array(columns + 1),
): LinearModel {
  const n = labels.length;
  const objective = (w: Float64Array, gradient: Float64Array): number => {
    gradient.fill(0);
    let loss = 0;
    for (let i = 0, from = 0; i < n; i++, from += columns) {
      let error = w[columns] - labels[i];
      for (let j = 0; j < columns; j++) error += w[j] * rows[from + j];
      loss += error * error;
      const share = error / n;
      for (let j = 0; j < columns; j++) gradient[j] += share * rows[from + j];
      gradient[columns] += share;
    }
    let squared = 0;
    for (let j = 0; j < columns; j++) {
      squared += w[j] * w[j];
      gradient[j] += penalty * w[j];
    }
    return loss / (2 * n) + (penalty / 2) * squared;
  };
  return minimise(objective, start).x;
}

function apply(model: LinearModel, rows: Float32Array, columns: number): Float64Array {
  return Float64Array.from({ length: rows.length / columns }, (_, i) => {
    let sum = model[columns];
    for (let j = 0; j < columns; j++) sum += model[j] * rows[i * columns + j];
    return sum;
  });
}
