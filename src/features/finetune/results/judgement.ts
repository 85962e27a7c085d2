import type { CardFigure } from '../../../contracts/tensor.ts';
import type { FinetuneRun } from '../../../data/runs/finetuneRuns.ts';
import {
  type ClassifierReport,
  classifierReport,
  type Judged,
} from '../../../maths/statistics/classifierReport.ts';
import { bootstrapInterval } from '../../../maths/statistics/intervals.ts';
import { rankArea } from '../../../maths/statistics/rankArea.ts';
import { answerValuesOf, namesOf, widthOf } from './answerValues.ts';

/** How well a run answers for the galaxies of its test split, which it was never shown. */
type Judgement = ClassJudgement | AmountJudgement;

/** How well a classifier answers: what was true, what it said, and scores with their intervals. */
export interface ClassJudgement {
  kind: 'classes';
  names: readonly string[];
  /** (n) catalogue rows; −1 where the catalogue no longer has the galaxy */
  rows: Int32Array;
  /** (n) true classes */
  labels: Uint8Array;
  /** (n, classes) row-major */
  probabilities: Float32Array;
  report: ClassifierReport;
  /** Area under the ROC curve, the mean of each class against the others; NaN where the test split has one class alone. */
  area: Judged;
}

/** How close the answers of a head for vote shares or for numbers are to the known values. */
export interface AmountJudgement {
  kind: 'amounts';
  names: readonly string[];
  /** (n) catalogue rows; −1 where the catalogue no longer has the galaxy */
  rows: Int32Array;
  /** (n, names) row-major: shares of votes, or numbers in their unit */
  predicted: Float32Array;
  /** (n, names) row-major, the known values of the same */
  truth: Float32Array;
  /** For each name: root mean square error, and that of always predicting the mean of the training galaxies. */
  errors: { rmse: Judged; constant: number }[];
}

/**
 * Compares a run's answers for its test split with what is known of these galaxies.
 *
 * @param outputs (test, width) row-major of the head for the test split, in its order
 * @param rowOf catalogue row of an id, or undefined
 */
export function judge(
  run: Pick<FinetuneRun, 'task' | 'head' | 'numbers' | 'split' | 'galaxyIds'>,
  outputs: Float32Array,
  rowOf: (id: string) => number | undefined,
): Judgement {
  const { task, split, galaxyIds } = run;
  const values = answerValuesOf(run, outputs);
  const rows = Int32Array.from(split.test, i => rowOf(galaxyIds[i]) ?? -1);
  const names = namesOf(run);
  if (task.kind === 'classes') {
    const labels = Uint8Array.from(split.test, i => task.labels[i]);
    const report = classifierReport(values, labels, task.classes, split.seed);
    const area = rankArea(values, labels, task.classes);
    return { kind: 'classes', names, rows, labels, probabilities: values, report, area };
  }
  const width = widthOf(run);
  const truth = truthOf(run, split.test);
  const taught = truthOf(run, split.train);
  const errors = names.map((_, column) => {
    const squares = Float64Array.from(split.test, (_row, i) => {
      const at = i * width + column;
      return (values[at] - truth[at]) ** 2;
    });
    const rmse = (drawn: Uint32Array) =>
      Math.sqrt(drawn.reduce((sum, i) => sum + squares[i], 0) / drawn.length);
    const all = Uint32Array.from(squares, (_square, i) => i);
    const mean = everyNth(taught, width, column).reduce((sum, each) => sum + each, 0) / split.train.length;
    const off = everyNth(truth, width, column).reduce((sum, each) => sum + (each - mean) ** 2, 0);
    return {
      rmse: { value: rmse(all), ...bootstrapInterval(squares.length, rmse, split.seed) },
      constant: Math.sqrt(off / split.test.length),
    };
  });
  return { kind: 'amounts', names, rows, predicted: values, truth, errors };
}

/** What is known of some rows, (rows, width) row-major: shares of votes, or numbers in their unit. */
function truthOf(
  { task, numbers = [] }: Pick<FinetuneRun, 'task' | 'numbers'>,
  rows: Uint32Array,
): Float32Array {
  if (task.kind === 'classes') throw new TypeError('need amounts; got classes');
  const { columns } = task;
  const truth = new Float32Array(rows.length * columns);
  for (const [i, row] of rows.entries()) {
    const own =
      task.kind === 'votes'
        ? task.votes.subarray(row * columns, (row + 1) * columns)
        : task.targets.subarray(row * columns, (row + 1) * columns);
    const asked = own.reduce((sum, each) => sum + each, 0);
    for (let c = 0; c < columns; c++) {
      truth[i * columns + c] = task.kind === 'votes' ? own[c] / asked : unscaled(own[c], numbers[c]);
    }
  }
  return truth;
}

const targetStep = 1e-6; // share of the deviation: the precision of 32-bit targets; without rounding, 0 would come back as 3e-8

function unscaled(target: number, { mean, deviation }: { mean: number; deviation: number }): number {
  const step = targetStep * deviation;
  return Math.round((mean + deviation * target) / step) * step + 0; // + 0 turns −0 into 0
}

function everyNth(values: Float32Array, width: number, first: number): Float64Array {
  return Float64Array.from({ length: values.length / width }, (_, i) => values[i * width + first]);
}

/** Labels of a classifier's figures, on cards and in the table of runs. */
export const figureLabels = {
  balanced: 'Balanced accuracy',
  accuracy: 'Accuracy',
  area: 'Area under ROC',
  calibration: 'Calibration error',
} as const;

/** The figures for a run's card and the table of runs, rounded to three digits. */
export function figuresOf(judgement: Judgement): CardFigure[] {
  const n = judgement.rows.length;
  const figure = (label: string, judged: Judged, more = '') => ({
    label,
    value: rounded(judged.value),
    low: rounded(judged.low),
    high: rounded(judged.high),
    note: `95 % between ${rounded(judged.low)} and ${rounded(judged.high)}, ${n} unseen galaxies${more}`,
  });
  if (judgement.kind === 'classes') {
    const { area, report } = judgement;
    const error = rounded(report.calibration.error);
    return [
      figure(figureLabels.balanced, report.balancedAccuracy),
      figure(figureLabels.accuracy, report.accuracy),
      ...(Number.isNaN(area.value) ? [] : [figure(figureLabels.area, area)]),
      { label: figureLabels.calibration, value: error, note: `${n} unseen galaxies` },
    ];
  }
  return judgement.names.map((name, i) => {
    const { rmse, constant } = judgement.errors[i];
    return figure(`Error of ${name}`, rmse, `; ${rounded(constant)} if the mean were always predicted`);
  });
}

const rounded = (value: number) => Number(value.toPrecision(3));
