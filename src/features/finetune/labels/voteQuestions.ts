import type { Column, NumberColumn } from '../../../contracts/column.ts';
import type { VoteQuestion } from './question.ts';

/** The columns that hold volunteers' votes on one question. */
interface VoteColumns {
  /** "bar-gz2" */
  name: string;
  answers: { name: string; column: NumberColumn }[];
  /** Whether the columns hold shares of votes, not counts. */
  fractions: boolean;
  /** How many volunteers were asked; absent where no column holds that. */
  total?: NumberColumn;
}

const votesWithoutTotal = 40; // about as many as in Galaxy Zoo 2, used where only shares are known
const pattern = /^(.+?)_([^_]+?)(_fraction)?$/; // Galaxy Zoo's `<question>_<answer>` and `<question>_<answer>_fraction`
const totals = /^total(-votes)?$/;

/** Finds questions among a catalogue's columns: at least two answers under the name of one question. */
export function findVoteColumns(columns: readonly Column[]): VoteColumns[] {
  const found = new Map<string, VoteColumns>();
  for (const column of columns) {
    if (column.kind !== 'number') continue;
    const [, name, answer, ending] = pattern.exec(column.name) ?? [];
    if (name === undefined) continue;
    const fractions = ending !== undefined;
    const key = `${name}${fractions ? '_fraction' : ''}`;
    if (totals.test(answer)) continue;
    const question = found.get(key) ?? { name, answers: [], fractions };
    question.answers.push({ name: answer, column });
    found.set(key, question);
  }
  const numbers = columns.filter(column => column.kind === 'number');
  return [...found.values()]
    .filter(
      ({ answers, fractions }) => answers.length > 1 && answers.every(each => holds(each.column, fractions)),
    )
    .map(question => {
      const total = numbers.find(
        ({ name }) =>
          name.startsWith(`${question.name}_`) && totals.test(name.slice(question.name.length + 1)),
      );
      return total ? { ...question, total } : question;
    });
}

/** Votes are whole and not negative, shares lie between 0 and 1. */
function holds({ values }: NumberColumn, fractions: boolean): boolean {
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (value < 0 || (fractions ? value > 1 : !Number.isInteger(value))) return false;
  }
  return true;
}

/** Counts of votes on a question. Shares are multiplied by how many were asked, or by Galaxy Zoo 2's usual number. */
export function questionOfVotes({ name, answers, fractions, total }: VoteColumns): VoteQuestion {
  const n = answers[0].column.values.length;
  const votes = new Float32Array(n * answers.length);
  for (let row = 0; row < n; row++) {
    const own = answers.map(({ column }) => column.values[row]);
    const asked = fractions ? (total ? total.values[row] : votesWithoutTotal) : 1;
    const counts = own.map(value => (fractions ? Math.round(value * asked) : value));
    const known = counts.every(Number.isFinite) && counts.some(count => count > 0);
    votes.set(known ? counts : counts.fill(Number.NaN), row * answers.length);
  }
  const tree = answers.map(answer => ({ name: answer.name, column: `${name}_${answer.name}` }));
  return { kind: 'votes', name, text: name, answers: tree, votes };
}
