import { expect, it } from 'vitest';
import { movedBy } from '../../../src/features/table/movedBy.ts';

it.each([
  [0, 1, ['b', 'a', 'c']],
  [2, -1, ['a', 'c', 'b']],
  [0, -1, ['a', 'b', 'c']],
  [1, 5, ['a', 'c', 'b']],
])('item %i moved by %i', (from, places, moved) => {
  const list = ['a', 'b', 'c'];
  expect(movedBy(list, from, places)).toEqual(moved);
  expect(list).toEqual(['a', 'b', 'c']);
});
