import { expect, it } from 'vitest';
import {
  noLabels,
  redone,
  renamed,
  undone,
  withClass,
  withLabels,
  withoutLastClass,
} from '../../../../src/features/finetune/labels/handLabelling.ts';
import { labellingQueue } from '../../../../src/features/finetune/labels/labellingOrder.ts';

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
  const restored = undone(fewer)!.labelling; // no label may be left without its class
  expect([restored.labels.get('g2'), restored.classes.length]).toEqual([2, 3]);
});

it('asks about the most doubtful first where a classifier is at hand, else in an order without a pattern', () => {
  const ids = ['a', 'b', 'c', 'd'];
  const labels = new Map([['b', 0]]);
  const probabilities = Float32Array.of(0.9, 0.1, 0.5, 0.5, 0.6, 0.4, Number.NaN, Number.NaN);
  expect([...labellingQueue('margin', ids, { labels }, probabilities)]).toEqual([2, 0, 3]);
  const random = labellingQueue('random', ids, { labels }, probabilities);
  expect([...random].sort()).toEqual([0, 2, 3]);
});

it('does again what was undone, step by step, until something else is labelled', () => {
  const steps = [noLabels('c')];
  for (const [id, label] of [
    ['a', 0],
    ['b', 1],
    ['a', 1],
  ] as const)
    steps.push(withLabels(steps[steps.length - 1], [id], label));
  let now = steps[3];
  for (let i = 0; i < 3; i++) now = undone(now)!.labelling;
  expect(now.labels.size).toBe(0);
  for (const after of steps.slice(1)) {
    now = redone(now)!.labelling;
    expect([...now.labels]).toEqual([...after.labels]);
  }
  expect(redone(now)).toBeNull();
  expect(redone(withLabels(undone(now)!.labelling, ['z'], 0))).toBeNull();
});
