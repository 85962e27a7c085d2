import { expect, it } from 'vitest';
import type { Column } from '../../../src/contracts/column.ts';
import type { FinetuneRun } from '../../../src/data/runs/finetuneRuns.ts';
import { comparisonLines } from '../../../src/features/finetune/compare/comparisonLines.ts';
import {
  noLabels,
  renamed,
  undone,
  withClass,
  withLabels,
  withoutLastClass,
} from '../../../src/features/finetune/labels/handLabelling.ts';
import { adviceOf } from '../../../src/features/finetune/labels/labelAdvice.ts';
import { labellingQueue } from '../../../src/features/finetune/labels/labellingOrder.ts';
import { firstSource, readQuestion } from '../../../src/features/finetune/labels/labelSources.ts';
import { joinLabels } from '../../../src/features/finetune/labels/labelsTable.ts';
import { answeredRows, type Question } from '../../../src/features/finetune/labels/question.ts';
import { findVoteColumns, questionOfVotes } from '../../../src/features/finetune/labels/voteQuestions.ts';
import {
  columnsOf,
  inRows,
  rowsByIdOrder,
  valuesOf,
} from '../../../src/features/finetune/results/answerValues.ts';
import { figuresOf, judge } from '../../../src/features/finetune/results/judgement.ts';
import { planRun } from '../../../src/features/finetune/training/runPlan.ts';
import { allRows, smallColumns } from '../smallCatalogue.ts';

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

it('labels by hand can be taken back one step at a time, and classes renamed, added and removed', () => {
  const one = withLabels(noLabels('c'), ['g0', 'g1'], 0);
  const two = withLabels(one, ['g1'], 1);
  expect([...two.labels]).toEqual([
    ['g0', 0],
    ['g1', 1],
  ]);
  const back = undone(two)!;
  expect(back.id).toBe('g1');
  expect([...back.labelling.labels]).toEqual([...one.labels]);
  expect(undone(undone(back.labelling)!.labelling)).toBeNull();
  const three = withLabels(withClass(renamed(two, 0, ' ring ')), ['g2'], 2);
  expect(three.classes).toEqual(['ring', 'class 2', 'class 3']);
  expect(renamed(three, 1, 'ring')).toBe(three); // taken
  const fewer = withoutLastClass(three);
  expect([fewer.classes.length, fewer.labels.has('g2')]).toEqual([2, false]);
  expect(withoutLastClass(fewer)).toBe(fewer);
});

it('asks about the most doubtful first where a classifier is at hand, else in an order without a pattern', () => {
  const ids = ['a', 'b', 'c', 'd'];
  const labels = new Map([['b', 0]]);
  const probabilities = Float32Array.of(0.9, 0.1, 0.5, 0.5, 0.6, 0.4, Number.NaN, Number.NaN);
  expect([...labellingQueue('margin', ids, { labels }, probabilities)]).toEqual([2, 0, 3]);
  const random = labellingQueue('random', ids, { labels }, probabilities);
  expect([...random].sort()).toEqual([0, 2, 3]);
});

it('joins a table on its column of ids, says how many matched and keeps names apart', async () => {
  const table = new File(['name,size,class\ng1,3,ring\ng9,4,ring\n'], 'mine.csv');
  const joined = await joinLabels(table, ['g0', 'g1'], new Set(['class']));
  expect(joined.columns.map(({ name }) => name)).toEqual(['size', 'class (mine.csv)']);
  expect(joined.sentence).toBe('1 of 2 galaxies matched a row of mine.csv on its column name.');
  expect(joined.pairs).toEqual([{ cell: 'g1', id: 'g1', label: 'class = ring' }]);
  expect(joined.problems).toEqual([
    '1 of 2 rows of mine.csv is without a galaxy and left out: g9 (joined on name).',
    '1 of 2 galaxies have no row in mine.csv and keep empty columns: g0.',
  ]);
  await expect(joinLabels(table, ['x'], new Set())).rejects.toThrow(
    'No column of mine.csv (name, size, class) holds ids of this catalogue, such as x.',
  );
});

const n = 40;
const ids = Array.from({ length: n }, (_, i) => `g${(7 * i) % n}`);
const question: Question = {
  kind: 'classes',
  name: 'q',
  classes: ['no', 'yes'],
  labels: Int16Array.from({ length: n }, (_, i) => (i < 10 ? 1 : 0)),
};

it('plans a training: parts without overlap, each class in each, weights that even classes out', () => {
  const plan = planRun(question, allRows(n), ids, { balance: 'weights', seed: 3 });
  const { train, validation, test } = plan.split;
  expect([...train, ...validation, ...test].sort((a, b) => a - b)).toEqual([...allRows(n)]);
  expect([train.length, validation.length, test.length]).toEqual([28, 4, 8]);
  if (plan.task.kind !== 'classes') throw new Error('need classes');
  const { labels, classWeights } = plan.task;
  const sums = [0, 1].map(c => classWeights![c] * [...train].filter(i => labels[i] === c).length);
  expect(sums[0]).toBeCloseTo(sums[1], 5);
  expect(() => planRun(question, allRows(4), ids, { balance: 'none', seed: 3 })).toThrow('too few');
});

it('a number is standardised by what trains, and comes back in its own unit', () => {
  const values = Float64Array.from({ length: n }, (_, i) => 100 + 5 * i);
  const plan = planRun({ kind: 'number', name: 'r', values }, allRows(n), ids, {
    balance: 'none',
    seed: 1,
  });
  if (plan.task.kind !== 'number') throw new Error('need numbers');
  const { targets } = plan.task;
  const trained = [...plan.split.train].map(i => targets[i]);
  expect(trained.reduce((sum, each) => sum + each, 0)).toBeCloseTo(0, 3);
  expect(valuesOf(plan, targets)[7]).toBeCloseTo(135, 3);
  const judged = judge(
    plan,
    Float32Array.from(plan.split.test, i => targets[i]),
    unknown,
  );
  expect(judged.kind === 'amounts' && judged.errors[0].rmse.value).toBeCloseTo(0, 3);
});

it('a number that is nought is known as nought, not as what 32 bits leave of it', () => {
  const values = Float64Array.from({ length: n }, (_, i) => (i % 3) / 10);
  const plan = planRun({ kind: 'number', name: 'r', values }, allRows(n), ids, {
    balance: 'none',
    seed: 2,
  });
  const judged = judge(plan, new Float32Array(plan.split.test.length), unknown);
  if (judged.kind !== 'amounts') throw new Error('need amounts');
  const known = Array.from(plan.split.test, i => values[i]);
  expect(known).toContain(0);
  for (const [i, value] of known.entries()) {
    expect(judged.truth[i]).toBeCloseTo(value, 6);
    if (value === 0) expect(judged.truth[i]).toBe(0);
  }
});

it('plans and judges where a class has one example, and says so before', () => {
  const lone: Question = {
    kind: 'classes',
    name: 'c',
    classes: ['a', 'b', 'c'],
    labels: Int16Array.from({ length: n }, (_, row) => (row === 5 ? 2 : row % 2)),
  };
  expect(adviceOf(lone)).toMatchObject({ cannotTrain: false });
  expect(adviceOf(lone).sentences.join(' ')).toContain('Only 1 labelled c');
  const plan = planRun(lone, allRows(n), ids, { balance: 'weights', seed: 1 });
  const { train, validation, test } = plan.split;
  expect(train.length + validation.length + test.length).toBe(n);
  const outputs = Float32Array.from([...test].flatMap(i => [i % 2 === 0 ? 9 : -9, i % 2 === 1 ? 9 : -9, -9]));
  const judged = judge(plan, outputs, unknown);
  if (judged.kind !== 'classes') throw new Error('need classes');
  expect(judged.report.balancedAccuracy.value).toBeGreaterThan(0.6); // only the lone one can be wrong
  expect(judged.area.value).toBeGreaterThan(0.6);
  const { task } = plan;
  if (task.kind !== 'classes') throw new Error('need classes');
  expect([...(task.classWeights ?? [])].every(Number.isFinite)).toBe(true);
});

it('judges the test split alone, and a perfect classifier perfectly', () => {
  const plan = planRun(question, allRows(n), ids, { balance: 'none', seed: 3 });
  const right = Float32Array.from(
    [...plan.split.test].flatMap(i => (question.labels[i] === 1 ? [-9, 9] : [9, -9])),
  );
  const judged = judge(plan, right, id => ids.indexOf(id));
  if (judged.kind !== 'classes') throw new Error('need classes');
  expect([...judged.rows]).toEqual([...plan.split.test]);
  expect(judged.report.accuracy.value).toBe(1);
  expect(figuresOf(judged)[0]).toMatchObject({ label: 'Balanced accuracy', value: 1 });
});

it('answers kept by sorted ids find their rows again, whatever order the catalogue comes in', () => {
  const all = Float32Array.of(10, 11, 20, 21, 30, 31); // of a, b, c
  expect([...inRows(all, ['c', 'a', 'b'], 2)]).toEqual([30, 31, 10, 11, 20, 21]);
  expect([...rowsByIdOrder(['c', 'a', 'b'])]).toEqual([1, 2, 0]);
});

it('columns of a classifier are its likeliest class, each probability and its doubt; unread images are empty', () => {
  const run = {
    name: 'rings',
    task: { kind: 'classes', classes: 2, labels: new Uint8Array(0) },
    head: { kind: 'classes', classes: ['no', 'yes'] },
  } as unknown as FinetuneRun;
  const values = valuesOf(run, Float32Array.of(0, 0, 0, Math.log(3), Number.NaN, Number.NaN));
  const [predicted, no, yes, doubt] = columnsOf(run, values);
  expect(predicted).toMatchObject({ name: 'rings · predicted', codes: Uint8Array.of(0, 1, 255) });
  expect([no.name, yes.name]).toEqual(['rings · no', 'rings · yes']);
  expect(yes.kind === 'number' && yes.values[1]).toBeCloseTo(0.75, 6);
  expect(doubt.kind === 'number' && [...doubt.values].map(each => Math.round(100 * each))).toEqual([
    100,
    50,
    Number.NaN,
  ]);
});

it('gathers trainings by start and labels with mean and standard deviation', () => {
  const trainings = [0.5, 0.7].map((accuracy, draw) => ({ start: 'galaxy', labels: 20, draw, accuracy }));
  const starts = ['galaxy', 'imagenet'].map(name => ({ name, title: name }));
  const [line, ...others] = comparisonLines(
    [...trainings, { start: 'galaxy', labels: 10, draw: 0, accuracy: 0.4 }],
    starts,
  );
  expect(others).toEqual([]);
  expect(line.points.map(({ labels, draws }) => [labels, draws])).toEqual([
    [10, 1],
    [20, 2],
  ]);
  expect(line.points[1].mean).toBeCloseTo(0.6, 9);
  expect(line.points[1].spread).toBeCloseTo(Math.SQRT2 * 0.1, 9);
});
