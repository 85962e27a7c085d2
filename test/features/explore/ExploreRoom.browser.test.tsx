import { act } from 'react';
import { expect, it } from 'vitest';
import { createMemoryKeepsakes } from '../../../src/data/sets/keepsakeShelf.ts';
import { ExploreRoom } from '../../../src/features/explore/ExploreRoom.tsx';
import { openExplore } from '../../../src/features/explore/openExplore.ts';
import { createSession } from '../../../src/session/session.ts';
import { drawn, mountRoom, seriousFlaws, withWords } from '../mountRoom.tsx';
import { allRows, ramp, settle, smallCatalogue } from '../smallCatalogue.ts';

const n = 60;

async function open(scheme: 'dark' | 'light' = 'dark') {
  const session = createSession(() => 0);
  const catalogue = smallCatalogue(n);
  session.columns.getState().reset(catalogue.columns);
  session.catalogue.getState().replace(catalogue);
  session.representation
    .getState()
    .replace({ weights: 'w', components: ramp(n, 3), rows: allRows(n), complete: true });
  const stores = openExplore(session, createMemoryKeepsakes());
  await settle();
  const mounted = await mountRoom(session, <ExploreRoom stores={stores} />, scheme);
  await drawn();
  return { session, stores, ...mounted };
}

const press = (element: Element, key: string) =>
  act(async () => {
    element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  });

it.each(['dark', 'light'] as const)(
  'brushes, selects and shows what sets the selection apart, in %s',
  async scheme => {
    const { session, place, end } = await open(scheme);
    expect(await seriousFlaws(place)).toEqual([]);
    const least = withWords(place, '[role=slider]', 'smooth, least');
    for (let step = 0; step < 24; step++) await press(least, 'ArrowRight'); // half of 48 bins
    const { count } = session.filters.getState();
    expect(count).toBeGreaterThan(20);
    expect(count).toBeLessThan(40);
    await act(async () => withWords(place, 'button', 'Select these').click());
    expect(session.selection.getState().rows).toHaveLength(count ?? 0);
    await act(() => new Promise(resolve => setTimeout(resolve, 300)));
    expect(withWords(place, 'h2', 'Most unlike')).toBeTruthy();
    expect(withWords(place, 'li', 'smooth').textContent).toMatch(/vs.*\+\d/);
    expect(place.querySelectorAll('[role=option]').length).toBeGreaterThan(8);
    expect(await seriousFlaws(place)).toEqual([]);
    await press(least, 'Delete');
    expect(session.filters.getState().passing).toBeNull();
    await end();
  },
);

it('takes a galaxy out of the sheet, inverts, undoes and keeps', async () => {
  const { session, stores, place, end } = await open();
  await act(async () => session.selection.getState().chooseMany(Uint32Array.of(3, 4, 5), 'lasso'));
  await drawn();
  const sheet = withWords(place, '[role=listbox]', 'Galaxies selected');
  await press(sheet, 'Delete'); // the first by nearness to the mean of 3, 4 and 5
  expect(session.selection.getState().rows).toEqual(Uint32Array.of(3, 5));
  await act(async () => withWords(place, 'button', 'Undo').click());
  expect(session.selection.getState().rows).toEqual(Uint32Array.of(3, 4, 5));
  await act(async () => withWords(place, 'button', 'Keep the selection').click());
  expect(stores.keepsakes.getState().sets.map(({ name }) => name)).toEqual(['lasso']);
  await act(async () => withWords(place, 'button', 'Invert').click());
  expect(session.selection.getState().rows).toHaveLength(n - 3);
  await act(async () => withWords(place, 'li button', 'lasso').click());
  expect(session.selection.getState().rows).toEqual(Uint32Array.of(3, 4, 5));
  await end();
});
