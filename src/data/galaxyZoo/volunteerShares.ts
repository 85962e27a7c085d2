import type { Column, NumberColumn } from '../../contracts/column.ts';
import type { TreeQuestion } from '../../contracts/decisionTree.ts';
import { bareQuestion, campaignOf } from '../../maths/catalogue/questionName.ts';

/** What volunteers themselves said of one galaxy, as its catalogue has it. */
export interface VolunteerReading {
  /** (answers) share among those asked, 0–1; NaN where the catalogue does not tell or nobody was asked. */
  shares: Float64Array;
  /** (questions) share of all volunteers who were asked; NaN where the catalogue does not tell. */
  asked: Float64Array;
  /** (questions) how many were asked; NaN where the catalogue does not tell. */
  votes: Float64Array;
}

/**
 * Finds the volunteers' votes among a catalogue's columns: Galaxy Zoo's `<column>_fraction`, its counts `<column>` with or
 * without `<question>_total-votes`, the names of GZ DESI that lack the campaign, and the Kaggle challenge's `Class1.1` …
 *
 * @returns reads one galaxy; null where the catalogue has votes for no answer of these questions
 */
export function volunteerShares(
  questions: readonly TreeQuestion[],
  columns: readonly Column[],
): ((row: number) => VolunteerReading) | null {
  const named = new Map(
    columns.filter(column => column.kind === 'number').map(column => [column.name, column]),
  );
  const sources = questions.map(question => sourceOf(question, named));
  if (sources.every(source => source === null)) return null;
  const answers = questions.reduce((sum, question) => sum + question.answers.length, 0);
  return row => {
    const shares = new Float64Array(answers).fill(Number.NaN);
    const asked = new Float64Array(questions.length).fill(Number.NaN);
    const votes = new Float64Array(questions.length).fill(Number.NaN);
    for (const [q, source] of sources.entries()) {
      if (!source) continue;
      const said = source(row);
      shares.set(said.shares, questions[q].start);
      asked[q] = said.asked;
      votes[q] = said.votes;
    }
    // Where votes are counted, those who answered the first question are all the volunteers.
    const all = questions.reduce(
      (most, { askedIf }, q) => (askedIf ? most : Math.max(most, votes[q] || 0)),
      0,
    );
    for (let q = 0; q < questions.length; q++) {
      if (Number.isNaN(asked[q]) && all > 0) asked[q] = votes[q] / all;
    }
    return { shares, asked, votes };
  };
}

type QuestionSource = (row: number) => { shares: number[]; asked: number; votes: number };

function sourceOf(question: TreeQuestion, named: Map<string, NumberColumn>): QuestionSource | null {
  return fromFractions(question, named) ?? fromCounts(question, named) ?? fromKaggle(question, named);
}

/** The columns of a question's answers that end so, with or without the campaign; undefined where there is none. */
function columnsOf(
  { name, answers }: TreeQuestion,
  named: Map<string, NumberColumn>,
  ending: string,
): (NumberColumn | undefined)[] | undefined {
  for (const head of [name, bareQuestion(name)]) {
    const found = answers.map(answer => named.get(`${head}_${answer.name}${ending}`));
    if (found.some(column => column !== undefined)) return found;
  }
  return undefined;
}

function totalOf({ name }: TreeQuestion, named: Map<string, NumberColumn>): NumberColumn | undefined {
  for (const head of [name, bareQuestion(name)]) {
    const total = named.get(`${head}_total-votes`) ?? named.get(`${head}_total`);
    if (total) return total;
  }
  return undefined;
}

function fromFractions(question: TreeQuestion, named: Map<string, NumberColumn>): QuestionSource | null {
  const columns = columnsOf(question, named, '_fraction');
  if (!columns) return null;
  const total = totalOf(question, named);
  return row => ({
    shares: columns.map(column => column?.values[row] ?? Number.NaN),
    asked: Number.NaN,
    votes: total?.values[row] ?? Number.NaN,
  });
}

function fromCounts(question: TreeQuestion, named: Map<string, NumberColumn>): QuestionSource | null {
  const columns = columnsOf(question, named, '');
  if (!columns) return null;
  const total = totalOf(question, named);
  if (!total && columns.includes(undefined)) return null; // where only some answers are counted, no share is known
  return row => {
    const counts = columns.map(column => column?.values[row] ?? Number.NaN);
    const votes = total?.values[row] ?? counts.reduce((sum, count) => sum + count, 0);
    return {
      shares: counts.map(count => (votes > 0 ? count / votes : Number.NaN)),
      asked: Number.NaN,
      votes,
    };
  };
}

/** Galaxy Zoo 2's questions in the order of the Kaggle challenge's classes, with their answers in order. */
const kaggle: readonly (readonly [question: string, answers: readonly string[]])[] = [
  ['smooth-or-featured', ['smooth', 'featured-or-disk', 'artifact']],
  ['disk-edge-on', ['yes', 'no']],
  ['bar', ['yes', 'no']],
  ['has-spiral-arms', ['yes', 'no']],
  ['bulge-size', ['no', 'just-noticeable', 'obvious', 'dominant']],
  ['something-odd', ['yes', 'no']],
  ['how-rounded', ['round', 'in-between', 'cigar']],
  ['odd-feature', ['ring', 'lens-or-arc', 'disturbed', 'irregular', 'other', 'merger', 'dust-lane']],
  ['bulge-shape', ['round', 'boxy', 'no-bulge']],
  ['spiral-winding', ['tight', 'medium', 'loose']],
  ['spiral-arm-count', ['1', '2', '3', '4', 'more-than-4', 'cant-tell']],
];

/** The challenge's fractions are cumulative: a question's sum to the share of volunteers who were asked it. */
function fromKaggle(
  { name, answers }: TreeQuestion,
  named: Map<string, NumberColumn>,
): QuestionSource | null {
  if (campaignOf(name) !== 'gz2') return null;
  const place = kaggle.findIndex(([question]) => question === bareQuestion(name));
  if (place < 0) return null;
  const order = kaggle[place][1];
  const all = order.map((_, i) => named.get(`Class${place + 1}.${i + 1}`));
  if (all.includes(undefined)) return null;
  return row => {
    const asked = all.reduce((sum, column) => sum + (column as NumberColumn).values[row], 0); // NaN where one is null
    const shares = answers.map(answer => {
      const column = all[order.indexOf(answer.name)];
      return column && asked > 0 ? column.values[row] / asked : Number.NaN;
    });
    return { shares, asked: Math.min(1, asked), votes: Number.NaN }; // the table's rounding passes 1 now and then
  };
}
