import type { TreeAnswer } from '../../../contracts/decisionTree.ts';

/** What a head is to learn, with what is known of the n galaxies of a catalogue. */
export type Question = ClassQuestion | VoteQuestion | NumberQuestion;

/** Which of several classes a galaxy belongs to, with one known class for each labelled galaxy. */
export interface ClassQuestion {
  kind: 'classes';
  /** Also the usual name of its runs: "class", "ring > 0.5". */
  name: string;
  classes: readonly string[];
  /** (n) index into `classes`; −1 where there is no answer */
  labels: Int16Array;
}

/** How volunteers' votes are distributed over the answers of one Galaxy Zoo question. */
export interface VoteQuestion {
  kind: 'votes';
  /** "bar-gz2" */
  name: string;
  /** As a person reads it. */
  text: string;
  answers: readonly TreeAnswer[];
  /** (n, answers) row-major counts; NaN in a galaxy's first place where nobody was asked */
  votes: Float32Array;
}

interface NumberQuestion {
  kind: 'number';
  /** Name of the column. */
  name: string;
  unit?: string;
  /** (n) NaN where it is not known */
  values: ArrayLike<number>;
}

/**
 * Stratum of each galaxy for a split: its class, the answer with most votes, or 0 for a number.
 *
 * @returns (n) −1 where there is no answer
 */
export function strataOf(question: Question): Int16Array {
  if (question.kind === 'classes') return question.labels;
  if (question.kind === 'number') {
    return Int16Array.from(question.values, value => (Number.isNaN(value) ? -1 : 0));
  }
  const { votes, answers } = question;
  const columns = answers.length;
  return Int16Array.from({ length: votes.length / columns }, (_, row) => {
    const own = votes.subarray(row * columns, (row + 1) * columns);
    return Number.isNaN(own[0]) ? -1 : own.indexOf(Math.max(...own));
  });
}

/** Catalogue rows that have an answer. @returns (m) ascending */
export function answeredRows(question: Question): Uint32Array {
  const rows: number[] = [];
  for (const [row, stratum] of strataOf(question).entries()) if (stratum >= 0) rows.push(row);
  return Uint32Array.from(rows);
}
