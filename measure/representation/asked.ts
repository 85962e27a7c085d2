import { fitLinearProbe, type Labelled } from '../statistics/linearProbe.ts';
import { fitRidgeProbe } from '../statistics/ridgeProbe.ts';
import type { ProbeAnswers } from './task.ts';

/** A question's galaxies as one source sees them. */
export interface QuestionGalaxies {
  /** How answers are judged: `area` of a trait, `rank` of a number, `class` of classes 0 … classes − 1. */
  judgedBy: 'area' | 'rank' | 'class';
  classes: number;
  columns: number;
  /** Of the train split: labels there were before those of the folder `more` */
  fit: Labelled;
  /** Of the train split: labels of the folder `more` */
  added: Labelled;
  test: Labelled;
}

/** No galaxies. */
export const noGalaxies: Labelled = { rows: new Float32Array(0), labels: [] };

/** What a linear probe that is fitted on some galaxies answers about a question's test galaxies. */
export function probed(
  { judgedBy, classes, columns, test }: QuestionGalaxies,
  train: Labelled,
): ProbeAnswers {
  const { labels } = test;
  if (judgedBy === 'rank') return { judgedBy, values: fitRidgeProbe(train, columns)(test.rows), labels };
  const scores = fitLinearProbe(train, null, columns, classes)(test.rows);
  if (judgedBy === 'area') return { judgedBy, values: scores, labels };
  const right = Array.from({ length: labels.length }, (_, i) => {
    const row = scores.subarray(i * classes, (i + 1) * classes);
    return Number(row.indexOf(Math.max(...row)) === labels[i]);
  });
  return { judgedBy, classes, values: right, labels };
}
