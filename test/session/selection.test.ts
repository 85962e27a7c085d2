import { expect, it } from 'vitest';
import { createSelectionStore } from '../../src/session/selection.ts';

it('walks back and forward like a browser, and a new choice drops what lay ahead', () => {
  const store = createSelectionStore();
  const { choose, back, forward } = store.getState();
  const row = () => store.getState().row;
  for (const each of [3, 5, 8]) choose(each);
  back();
  back();
  expect(row()).toBe(3);
  back();
  expect(row()).toBe(3);
  forward();
  expect(row()).toBe(5);
  choose(9);
  forward();
  expect(row()).toBe(9);
  expect(store.getState().history).toEqual([3, 5, 9]);
});

it('returns to the galaxy that was let go', () => {
  const store = createSelectionStore();
  const { choose, back } = store.getState();
  choose(3);
  choose(5);
  choose(null);
  back();
  expect(store.getState().row).toBe(5);
});
