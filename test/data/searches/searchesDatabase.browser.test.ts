import { openDB } from 'idb';
import { afterEach, expect, it, vi } from 'vitest';
import type { InterestSearch } from '../../../src/data/searches/interestSearch.ts';
import type { SearchChange } from '../../../src/data/searches/mergedSearch.ts';
import { createSearchesDatabase } from '../../../src/data/searches/searchesDatabase.ts';
import type { LabelsState } from '../../../src/session/labels.ts';
import { createLabelsStore } from '../../../src/session/labelsStore.ts';

const databaseName = 'searches-of-a-test';
const rings: InterestSearch = {
  key: 'k1',
  catalogue: 'a 3-00',
  name: 'rings',
  seed: 7,
  start: 'examples',
  ratings: [
    { galaxyId: 'J2', score: 4.5 },
    { galaxyId: 'J1', score: 0 },
  ],
  skipped: ['J3'],
  changedMs: 1_000,
};
const mergers = { ...rings, key: 'k0', name: 'mergers', changedMs: 2_000 };
const elsewhere = { ...rings, key: 'k2', catalogue: 'a 3-001', changedMs: 3_000 };

const whole = (search: InterestSearch): SearchChange => ({
  search,
  galaxies: [...search.ratings.map(({ galaxyId }) => galaxyId), ...search.skipped],
  renamed: true,
});

afterEach(deleteDatabase);

it('keeps searches as they were through a reload, the last changed first', async () => {
  const shelf = createSearchesDatabase(databaseName);
  for (const search of [rings, mergers, elsewhere]) await shelf.put(whole(search));
  const next = createSearchesDatabase(databaseName); // as after a reload
  expect(await next.list(rings.catalogue)).toEqual({ items: [mergers, rings], setAside: 0 });
  expect((await next.list('a 3-0')).items).toEqual([]);
  expect(await next.listAll()).toEqual([elsewhere, mergers, rings]);

  const later = { ...rings, ratings: [...rings.ratings, { galaxyId: 'J9', score: 5 }], changedMs: 4_000 };
  await next.put({ search: later, galaxies: ['J9'], renamed: false });
  await next.remove(mergers.key);
  await next.remove('of no search');
  expect((await shelf.list(rings.catalogue)).items).toEqual([later]);
});

it('holds nobody up who deletes the database, and begins a new one at the next call', async () => {
  const shelf = createSearchesDatabase(databaseName);
  await shelf.put(whole(rings));
  await deleteDatabase();
  expect(await shelf.listAll()).toEqual([]);
  await shelf.put(whole(mergers));
  expect(await shelf.listAll()).toEqual([mergers]);
});

it('fails where a later layout lies on the disk, and goes on once it is gone', async () => {
  const later = await openDB(databaseName, 3); // as a newer version of the app in another tab would have made it
  const shelf = createSearchesDatabase(databaseName);
  await expect(shelf.put(whole(rings))).rejects.toThrow('version');
  later.close();
  await deleteDatabase();
  await shelf.put(whole(rings));
  expect(await shelf.listAll()).toEqual([rings]);
});

it('unites the ratings of two tabs, and tells each of what the other wrote', async () => {
  const shelves = [createSearchesDatabase(databaseName), createSearchesDatabase(databaseName)];
  const tabs = shelves.map(
    (shelf, tab) => createLabelsStore(shelf, Date.now, () => `of tab ${tab}`).getState,
  );
  for (const tab of tabs) await tab().open('a');
  tabs[0]().begin('rings', 'random', 1);
  const standing = (tab: () => LabelsState) =>
    Object.fromEntries((tab().current?.ratings ?? []).map(({ galaxyId, score }) => [galaxyId, score]));
  await vi.waitFor(() => expect(tabs[1]().current?.name).toBe('rings'));
  for (let i = 0; i < 9; i++) tabs[i % 2]().rate(`J${i}`, i % 6); // all before either has heard of the other
  const all = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`J${i}`, i % 6]));
  for (const tab of tabs) await vi.waitFor(() => expect(standing(tab)).toEqual(all));
  tabs[0]().undo();
  const { J8: _undone, ...rest } = all;
  for (const tab of tabs) await vi.waitFor(() => expect(standing(tab)).toEqual(rest));
  const next = createLabelsStore(createSearchesDatabase(databaseName), Date.now, () => 'next').getState;
  await next().open('a');
  expect(standing(next)).toEqual(rest);
});

it('has a change whose merging the end of the page cut off', async () => {
  const shelf = createSearchesDatabase(databaseName);
  await shelf.put(whole(rings));
  await shelf.remove('of no search'); // after the merging
  const database = await openDB(databaseName);
  const search = { ...rings, ratings: [{ galaxyId: 'J9', score: 5 }], changedMs: 5_000 };
  await database.put('changes', { search, galaxies: ['J9'], renamed: false }, ['k1', 5_000, 'gone', 1]);
  database.close();
  const merged = { ...rings, ratings: [...rings.ratings, { galaxyId: 'J9', score: 5 }], changedMs: 5_000 };
  expect((await createSearchesDatabase(databaseName).list(rings.catalogue)).items).toEqual([merged]);
});

it('sets damaged records aside and keeps them', async () => {
  const shelf = createSearchesDatabase(databaseName);
  await shelf.put(whole(rings));
  const database = await openDB(databaseName);
  await database.put('searches', { ...rings, key: 'b1', ratings: null });
  await database.put('searches', { ...rings, key: 'b2', name: 7 });
  await database.put('searches', { ...rings, key: 'b3', changedMs: undefined });
  await database.put('searches', { ...rings, key: 'b4', skipped: [3] });
  await database.put('searches', { ...rings, key: 'b5', ratings: [{ galaxyId: 'J1', score: 6 }] });
  expect(await shelf.list(rings.catalogue)).toEqual({ items: [rings], setAside: 5 });
  expect(await shelf.listAll()).toEqual([rings]);
  await vi.waitFor(async () => expect(await database.count('searches')).toBe(6)); // merged a moment later
  database.close();
});

function deleteDatabase(): Promise<unknown> {
  return new Promise(resolve => {
    indexedDB.deleteDatabase(databaseName).onsuccess = resolve;
  });
}
