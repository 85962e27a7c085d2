import { auroc } from '../statistics/auroc.ts';
import { rankCorrelation } from '../statistics/rankCorrelation.ts';
import type { Spread } from '../statistics/spread.ts';

/** One source's answers about galaxies, by how they are judged. Plain values, so that a process can hand them over. */
export type ProbeAnswers =
  /** Scores of galaxies that have a trait (label 1) or have it not: area under ROC */
  | { judgedBy: 'area'; values: ArrayLike<number>; labels: ArrayLike<number> }
  /** Spearman's correlation of values with labels */
  | { judgedBy: 'rank'; values: ArrayLike<number>; labels: ArrayLike<number> }
  /** Mean over the classes of the mean of their members' values */
  | { judgedBy: 'class'; values: ArrayLike<number>; labels: ArrayLike<number>; classes: number }
  /** Of several fits, 1 for each galaxy answered rightly: their mean */
  | { judgedBy: 'fits'; fits: ArrayLike<number>[] };

/** One source's answers on one task, so that two sources can be compared galaxy by galaxy. */
export interface Task {
  figure: number | Spread;
  answers: ProbeAnswers;
}

/** Tasks by the names of their figures. */
export type Tasks = Record<string, Task>;

/** A task whose figure is the one over all its galaxies. */
export function task(answers: ProbeAnswers): Task {
  return {
    figure: judged(
      answers,
      Uint32Array.from({ length: galaxiesOf(answers) }, (_, i) => i),
    ),
    answers,
  };
}

/** How many galaxies were asked about. */
export function galaxiesOf(answers: ProbeAnswers): number {
  return answers.judgedBy === 'fits' ? answers.fits[0].length : answers.values.length;
}

/** The figure over galaxies drawn; NaN where a class is missing among them. @param drawn (n) places in the answers */
export function judged(answers: ProbeAnswers, drawn: Uint32Array): number {
  if (answers.judgedBy === 'fits') {
    const { fits } = answers;
    let hits = 0;
    for (const right of fits) for (const i of drawn) hits += right[i];
    return hits / (drawn.length * fits.length);
  }
  const { judgedBy, values, labels } = answers;
  const [own, told] = [Float64Array.from(drawn, i => values[i]), Array.from(drawn, i => labels[i])];
  if (judgedBy === 'rank') return rankCorrelation(own, told);
  if (judgedBy === 'class') return balancedMean(own, told, answers.classes);
  return new Set(told).size < 2 ? Number.NaN : auroc(own, told);
}

/** Mean over the classes of the mean of their members' values; NaN where a class has no member. */
function balancedMean(values: Float64Array, labels: number[], classes: number): number {
  const sums = new Float64Array(classes);
  const members = new Float64Array(classes);
  for (const [i, label] of labels.entries()) {
    sums[label] += values[i];
    members[label]++;
  }
  return sums.reduce((total, sum, c) => total + sum / members[c], 0) / classes;
}
