import { expect, it } from 'vitest';
import type { Question } from '../../../../src/features/finetune/labels/question.ts';
import { planRun } from '../../../../src/features/finetune/training/runPlan.ts';
import { allRows } from '../../smallCatalogue.ts';

const n = 40;
const ids = Array.from({ length: n }, (_, i) => `g${(7 * i) % n}`);
const question: Question = {
  kind: 'classes',
  name: 'q',
  classes: ['no', 'yes'],
  labels: Int16Array.from({ length: n }, (_, i) => (i < 10 ? 1 : 0)),
};

it('plans a training: parts without overlap, each class in each, weights that balance the classes', () => {
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
