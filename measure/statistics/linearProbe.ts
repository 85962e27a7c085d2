import {
  fitLogisticRegression,
  type LogisticModel,
  logisticLoss,
  logisticScores,
} from '../../src/maths/linear/logisticRegression.ts';
import { standardiser } from './standardiser.ts';

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
 * @param choose the validation split; null: {@link choosingFolds} of `fit`
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
    : choosingFolds({ rows, labels: fit.labels }, columns);
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
const foldsOfMany = 3; // of a thousand galaxies three folds tell penalties apart as well as five of a hundred
const chosenOn = 1000; // galaxies at most: a penalty is known before the weights are

/**
 * Parts of labelled galaxies to choose a penalty by: every fifth, or third of many, held apart in turn. Of more than a
 * thousand a thousand are taken, the rare labels whole, since a penalty is chosen by what is rare.
 */
export function choosingFolds(all: Labelled, columns: number): { fit: Labelled; choose: Labelled }[] {
  const which = rareFirst(all.labels, chosenOn);
  const count = all.labels.length > chosenOn ? foldsOfMany : foldCount;
  return Array.from({ length: count }, (_, fold) => ({
    fit: labelledRows(
      all,
      columns,
      which.filter((_row, i) => i % count !== fold),
    ),
    choose: labelledRows(
      all,
      columns,
      which.filter((_row, i) => i % count === fold),
    ),
  }));
}

/** At most so many rows, rising: of each label as many as of any other, where it has them, evenly spaced. */
function rareFirst(labels: ArrayLike<number>, most: number): number[] {
  const rowsOf = new Map<number, number[]>();
  for (let row = 0; row < labels.length; row++) {
    if (!rowsOf.has(labels[row])) rowsOf.set(labels[row], []);
    rowsOf.get(labels[row])!.push(row);
  }
  const kept: number[] = [];
  const rising = [...rowsOf.values()].sort((a, b) => a.length - b.length);
  for (const [i, rows] of rising.entries()) {
    const share = Math.min(rows.length, Math.floor((most - kept.length) / (rising.length - i)));
    for (let k = 0; k < share; k++) kept.push(rows[Math.floor((k * rows.length) / share)]);
  }
  return kept.sort((a, b) => a - b);
}

/** Some rows of labelled rows. */
export function labelledRows(all: Labelled, columns: number, which: readonly number[]): Labelled {
  const rows = new Float32Array(which.length * columns);
  for (const [k, i] of which.entries())
    rows.set(all.rows.subarray(i * columns, (i + 1) * columns), k * columns);
  return { rows, labels: which.map(i => all.labels[i]) };
}
