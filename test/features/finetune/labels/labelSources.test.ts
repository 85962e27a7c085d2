import { expect, it } from 'vitest';
import type { Column } from '../../../../src/contracts/column.ts';
import { firstSource, readQuestion } from '../../../../src/features/finetune/labels/labelSources.ts';
import { answeredRows, type Question } from '../../../../src/features/finetune/labels/question.ts';
import { findVoteColumns, questionOfVotes } from '../../../../src/features/finetune/labels/voteQuestions.ts';
import { smallColumns } from '../../smallCatalogue.ts';

const number = (name: string, values: number[]): Column => ({
  name,
  kind: 'number',
  source: 'test',
  values: Float64Array.from(values),
});
const none = { classes: ['a', 'b'], labels: new Map<string, number>() };
const unknown = () => undefined;

it('asks the question of a column, a rule or a hand, and says what is wrong with a rule and where', () => {
  const columns = smallColumns(6);
  const ofColumn = readQuestion({ ...firstSource, column: 'class' }, columns, 6, none, unknown)
    .question as Question;
  expect(ofColumn).toMatchObject({ kind: 'classes', classes: ['spiral', 'elliptical'] });
  expect([...answeredRows(ofColumn)]).toEqual([0, 1, 2, 3, 4]); // the last is empty
  const rule = { ...firstSource, kind: 'rule' as const, rule: 'smooth >= 0.5 and class = "spiral"' };
  const ofRule = readQuestion(rule, columns, 6, none, unknown).question;
  // smooth is row / 6, spirals are the even rows, row 5 is empty in both
  expect(ofRule?.kind === 'classes' && [...ofRule.labels]).toEqual([0, 0, 0, 0, 1, -1]);
  const wrong = readQuestion({ ...rule, rule: 'smoth > 0.5' }, columns, 6, none, unknown);
  expect(wrong.question).toBeNull();
  expect(wrong.problem).toContain('smooth'); // the nearest name there is
  expect(wrong.position).toBe(0);
  const hand = {
    classes: ['a', 'b'],
    labels: new Map([
      ['g1', 1],
      ['gone', 0],
    ]),
  };
  const byHand = readQuestion({ ...firstSource, kind: 'hand' }, columns, 3, hand, id =>
    id === 'g1' ? 1 : undefined,
  );
  expect(byHand.question?.kind === 'classes' && [...byHand.question.labels]).toEqual([-1, 1, -1]);
  expect(readQuestion(firstSource, columns, 6, none, unknown)).toEqual({ question: null, problem: null });
});

it('finds questions of votes, as counts and as fractions, and turns fractions into counts', () => {
  const columns = [
    number('bar_yes', [3, 0, 1]),
    number('bar_no', [1, 0, 4]),
    number('ring_yes_fraction', [0.25, 1, Number.NaN]),
    number('ring_no_fraction', [0.75, 0, Number.NaN]),
    number('ring_total-votes', [8, 3, 5]),
    number('petro_r50', [1.5, 2, 3]), // alone under its name: no question
  ];
  const [bar, ring, ...others] = findVoteColumns(columns);
  expect([bar.name, ring.name, others.length]).toEqual(['bar', 'ring', 0]);
  const counts = questionOfVotes(bar);
  expect([...counts.votes.subarray(0, 2), ...counts.votes.subarray(4)]).toEqual([3, 1, 1, 4]);
  expect([...answeredRows(counts)]).toEqual([0, 2]); // nobody was asked about the second
  expect([...questionOfVotes(ring).votes.subarray(0, 4)]).toEqual([2, 6, 3, 0]);
});

it('asks for the classes of a paper: a galaxy is of the first whose rule it fits', () => {
  const votes: Record<string, number[]> = {
    smooth: [0.8, 0.7, 0.1, 0.2, 0.1, 0.5],
    featured: [0.1, 0.2, 0.8, 0.7, 0.8, 0.5],
  };
  const zero = [0, 0, 0, 0, 0, 0];
  const column = (question: string, answer: string, values: number[]) =>
    number(`${question}-gz2_${answer}_fraction`, values);
  const columns = [
    column('smooth-or-featured', 'smooth', votes.smooth),
    column('smooth-or-featured', 'featured-or-disk', votes.featured),
    column('disk-edge-on', 'yes', [0, 0, 0.9, 0.1, 0.1, 0.1]),
    column('disk-edge-on', 'no', [1, 1, 0.1, 0.9, 0.9, 0.9]),
    column('bar', 'yes', [0, 0, 0, 0.8, 0.2, 0]),
    column('bar', 'no', [0, 0, 0, 0.2, 0.8, 0]),
    column('has-spiral-arms', 'yes', [0, 0, 0, 0.9, 0.9, 0]),
    column('has-spiral-arms', 'no', [1, 1, 1, 0.1, 0.1, 0]),
    column('something-odd', 'yes', [0.1, 0.9, 0, 0, 0, 0]),
    column('how-rounded', 'round', [0.9, 0.9, 0, 0, 0, 0.4]),
    column('how-rounded', 'in-between', [0.1, 0.1, 0, 0, 0, 0.4]),
    column('how-rounded', 'cigar', zero),
    column('odd-feature', 'irregular', zero),
    column('odd-feature', 'merger', [0, 0.8, 0, 0, 0, 0]),
  ];
  const source = { ...firstSource, kind: 'preset' as const, preset: 'Eight classes of Lin et al. 2021' };
  const { question } = readQuestion(source, columns, 6, none, unknown);
  if (question?.kind !== 'classes') throw new Error('need classes');
  // The second is round and a merger: the rarer class has it; the last fits none.
  expect(Array.from(question.labels, label => question.classes[label] ?? 'none')).toEqual([
    'round',
    'merger',
    'edge-on',
    'barred spiral',
    'unbarred spiral',
    'none',
  ]);
  expect(readQuestion(source, columns.slice(1), 6, none, unknown)).toEqual({ question: null, problem: null });
});
