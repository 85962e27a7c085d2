import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/maths/statistics/random.ts';
import { createSelectionStore } from '../../src/session/selection.ts';
import { modeOfKeys, type SetMode } from '../../src/session/sets/galaxySet.ts';

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

describe('the set of galaxies', () => {
  const n = 40;
  const modes: SetMode[] = ['new', 'add', 'subtract', 'intersect'];
  const expected = (before: Set<number>, chosen: Set<number>, mode: SetMode) => {
    if (mode === 'new') return chosen;
    if (mode === 'add') return new Set([...before, ...chosen]);
    return new Set([...before].filter(row => chosen.has(row) === (mode === 'intersect')));
  };
  const ascending = (rows: Iterable<number>) => Uint32Array.from([...rows].sort((a, b) => a - b));

  it('joins, leaves and meets as sets do, inverts, and returns through every step', () => {
    const random = createRandom(3);
    const store = createSelectionStore();
    let present = new Set<number>();
    const seen: Uint32Array[] = [];
    for (let step = 0; step < 80; step++) {
      const chosen = new Set(Array.from({ length: n }, (_, row) => row).filter(() => random.uniform() < 0.4));
      const mode = modes[Math.floor(4 * random.uniform())];
      seen.push(store.getState().rows);
      if (step % 7 === 6) {
        store.getState().invert(Uint32Array.from({ length: n }, (_, row) => row));
        present = new Set(Array.from({ length: n }, (_, row) => row).filter(row => !present.has(row)));
      } else {
        store.getState().chooseMany(ascending(chosen), `step ${step}`, mode);
        present = expected(present, chosen, mode);
      }
      expect(store.getState().rows).toEqual(ascending(present));
      expect(store.getState().words === '').toBe(present.size === 0);
    }
    const last = store.getState().rows;
    for (const rows of seen.reverse()) {
      const { rows: before } = store.getState();
      if (rows.length === 0 && before.length === 0) continue; // nothing had changed there
      store.getState().undo();
      expect(store.getState().rows).toEqual(rows);
    }
    expect(store.getState().canUndo).toBe(false);
    while (store.getState().canRedo) store.getState().redo();
    expect(store.getState().rows).toEqual(last);
  });

  it('says how it came about, and follows the mode unless told otherwise', () => {
    const store = createSelectionStore();
    const { chooseMany, changeMode, chooseNone, undo } = store.getState();
    chooseMany(Uint32Array.of(1, 2, 3), 'lasso');
    changeMode('subtract');
    chooseMany(Uint32Array.of(2), 'spiral');
    expect(store.getState()).toMatchObject({ rows: Uint32Array.of(1, 3), words: 'lasso − spiral' });
    chooseMany(Uint32Array.of(7), 'picked', 'add');
    chooseMany(Uint32Array.of(9), 'picked', 'add');
    expect(store.getState().words).toBe('lasso − spiral + picked');
    chooseNone();
    expect(store.getState()).toMatchObject({ rows: new Uint32Array(0), words: '' });
    undo();
    expect(store.getState().rows).toEqual(Uint32Array.of(1, 3, 7, 9));
  });

  it('has no words once all that may be selected was, and is inverted', () => {
    const store = createSelectionStore();
    store.getState().chooseMany(Uint32Array.of(0, 1, 2), 'lasso');
    store.getState().invert(Uint32Array.of(0, 1, 2));
    expect(store.getState()).toMatchObject({ rows: new Uint32Array(0), words: '' });
    store.getState().invert(Uint32Array.of(0, 1, 2));
    expect(store.getState().words).toBe('all');
  });

  it('asks by Shift, Alt and both', () => {
    const keys = (shiftKey: boolean, altKey: boolean) => modeOfKeys({ shiftKey, altKey }, 'new');
    expect([keys(false, false), keys(true, false), keys(false, true), keys(true, true)]).toEqual(modes);
  });
});
