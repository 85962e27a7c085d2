import { expect, it } from 'vitest';
import { defaultMetric } from '../../src/maths/neighbours/metrics.ts';
import { createPreferencesStore } from '../../src/session/preferences.ts';

function memory(start: Record<string, string> = {}) {
  const kept = new Map(Object.entries(start));
  return {
    getItem: (k: string) => kept.get(k) ?? null,
    setItem: (k: string, v: string) => void kept.set(k, v),
    kept,
  };
}

it('remembers across visits', () => {
  const storage = memory();
  createPreferencesStore(storage).getState().change({ theme: 'light', neighbours: 48 });
  const next = createPreferencesStore(storage).getState();
  expect([next.theme, next.neighbours, next.metric]).toEqual(['light', 48, 'euclidean']);
});

it('ignores a memory that is no longer understood', () => {
  expect(createPreferencesStore(memory({ 'morphospace.preferences': '{broken' })).getState().theme).toBe(
    'dark',
  );
  const wrong = memory({ 'morphospace.preferences': '{"neighbours":"many","other":1}' });
  expect(createPreferencesStore(wrong).getState().neighbours).toBe(24);
  const unknown = memory({ 'morphospace.preferences': '{"metric":"toString"}' });
  expect(createPreferencesStore(unknown).getState().metric).toBe(defaultMetric);
  const odd = memory({ 'morphospace.preferences': '{"weights":{"name":"nano"},"backend":"wasm"}' });
  expect(createPreferencesStore(odd).getState()).toMatchObject({ weights: null, backend: 'wasm' });
});

it('works where storage is forbidden', () => {
  const forbidden = {
    getItem: () => null,
    setItem: () => {
      throw new Error('denied');
    },
  };
  const store = createPreferencesStore(forbidden);
  store.getState().change({ theme: 'light' });
  expect(store.getState().theme).toBe('light');
});

it('shows the theme the system asks for, and keeps only one that the person chose', () => {
  const storage = memory();
  const first = createPreferencesStore(storage);
  first.getState().suggestTheme('light');
  first.getState().change({ neighbours: 48 });
  expect(first.getState().theme).toBe('light');
  const second = createPreferencesStore(storage);
  expect(second.getState().theme).toBe('dark'); // nothing was chosen
  second.getState().change({ theme: 'light' });
  second.getState().suggestTheme('dark');
  expect(second.getState().theme).toBe('light');
  const third = createPreferencesStore(storage);
  third.getState().suggestTheme('dark');
  expect(third.getState()).toMatchObject({ theme: 'light', neighbours: 48 });
});
