import { expect, it } from 'vitest';
import { stepInGrid } from '../../../src/ui/lists/stepInGrid.ts';
import { stepInList } from '../../../src/ui/lists/stepInList.ts';

it.each([
  ['ArrowDown', 1],
  ['j', 1],
  ['ArrowUp', 0],
  ['PageDown', 4],
  ['End', 9],
  ['Home', 0],
  ['x', null],
])('%s leads from 0 to %s', (key, place) => expect(stepInList(key, 0, 10, 4)).toBe(place));

it.each([
  ['ArrowRight', 0, 1],
  ['j', 0, 1],
  ['k', 3, 2],
  ['ArrowDown', 1, 5],
  ['ArrowDown', 8, 8], // no line below: stay
  ['ArrowUp', 5, 1],
  ['ArrowLeft', 0, 0],
  ['End', 0, 9],
  ['Home', 7, 0],
  ['a', 3, null],
])('%s leads from %d to %s in a grid of 4 columns and 10 places', (key, from, to) => {
  expect(stepInGrid(key, from, 10, 4)).toBe(to);
});
