import { fitLogisticRegression, logisticScores } from '../linear/logisticRegression.ts';
import { rankArea } from '../statistics/rankArea.ts';
import { neighbourVotes } from './neighbourVotes.ts';

/** What a representation knows of a label, each an area under ROC, 0.5 … 1, the mean over each class against the others. */
export interface ProbeFigures {
  /** By the votes of the nearest labelled galaxies. */
  knn: number;
  /** By a linear layer. */
  linear: number;
}

/** Galaxies to fit on and others to judge by, with their labels. */
interface ProbeRows {
  columns: number;
  classes: number;
  /** (n, columns) row-major */
  fit: Float32Array;
  /** (n) 0 … classes − 1 */
  fitLabels: ArrayLike<number>;
  /** (m, columns) row-major */
  judged: Float32Array;
  judgedLabels: ArrayLike<number>;
}

const usualStrength = 0.01; // of the penalty 1 / C; some hundred labels on some hundred standardised numbers need a strong one

/**
 * Asks a frozen representation about a label: how well neighbours and a linear layer tell galaxies they were not fitted on.
 *
 * @throws RangeError where a class is missing among those to fit on
 */
export function probe(
  { columns, classes, fit, fitLabels, judged, judgedLabels }: ProbeRows,
  strength = usualStrength,
): ProbeFigures {
  const votes = neighbourVotes(fit, fitLabels, judged, { columns, classes });
  const standard = standardised(fit, columns);
  const model = fitLogisticRegression(standard(fit), fitLabels, columns, classes, { strength });
  const scores = logisticScores(model, standard(judged));
  const perClass =
    classes === 2
      ? Float64Array.from({ length: 2 * scores.length }, (_, i) => (i % 2 ? scores[i >> 1] : -scores[i >> 1]))
      : scores;
  return {
    knn: rankArea(votes, judgedLabels, classes).value,
    linear: rankArea(perClass, judgedLabels, classes).value,
  };
}

/** (x − mean) / deviation of the rows given; a number that is always the same becomes 0. */
function standardised(rows: Float32Array, columns: number): (asked: Float32Array) => Float32Array {
  const n = rows.length / columns;
  const [mean, square] = [new Float64Array(columns), new Float64Array(columns)];
  for (const [i, value] of rows.entries()) mean[i % columns] += value / n;
  for (const [i, value] of rows.entries()) square[i % columns] += (value - mean[i % columns]) ** 2 / n;
  const scale = square.map((each, k) => (each > 1e-10 * mean[k] ** 2 ? 1 / Math.sqrt(each) : 0));
  return asked => asked.map((value, i) => (value - mean[i % columns]) * scale[i % columns]);
}
