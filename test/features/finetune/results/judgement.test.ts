import { expect, it } from 'vitest';
import { adviceOf } from '../../../../src/features/finetune/labels/labelAdvice.ts';
import type { Question } from '../../../../src/features/finetune/labels/question.ts';
import { answerValuesOf } from '../../../../src/features/finetune/results/answerValues.ts';
import { figuresOf, judge } from '../../../../src/features/finetune/results/judgement.ts';
import { planRun } from '../../../../src/features/finetune/training/runPlan.ts';
import { allRows } from '../../smallCatalogue.ts';

const unknown = () => undefined;
const n = 40;
const ids = Array.from({ length: n }, (_, i) => `g${(7 * i) % n}`);
const question: Question = {
  kind: 'classes',
  name: 'q',
  classes: ['no', 'yes'],
  labels: Int16Array.from({ length: n }, (_, i) => (i < 10 ? 1 : 0)),
};

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
  expect(answerValuesOf(plan, targets)[7]).toBeCloseTo(135, 3);
  const judged = judge(
    plan,
    Float32Array.from(plan.split.test, i => targets[i]),
    unknown,
  );
  expect(judged.kind === 'amounts' && judged.errors[0].rmse.value).toBeCloseTo(0, 3);
});

it('a number that is 0 is judged as 0, not as what 32 bits leave of it', () => {
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
