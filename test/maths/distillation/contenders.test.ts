import { expect, it } from 'vitest';
import { labelsByClass, membersOf } from '../../../src/maths/distillation/contenders.ts';

it('images stand class by class, and are found by their class in whatever order they stand', () => {
  expect(Array.from(labelsByClass(3, 2))).toEqual([0, 0, 1, 1, 2, 2]);
  expect(membersOf([0, 1, 0, 1], 2)).toEqual([
    [0, 2],
    [1, 3],
  ]);
  expect(membersOf(labelsByClass(2, 2), 2)).toEqual([
    [0, 1],
    [2, 3],
  ]);
});
