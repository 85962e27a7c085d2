import { openDB } from 'idb';
import { afterEach, expect, it } from 'vitest';
import type { InterestSearch } from '../../../src/data/searches/interestSearch.ts';
import { createSearchesDatabase } from '../../../src/data/searches/searchesDatabase.ts';

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

afterEach(deleteDatabase);

it('keeps searches as they were through a reload, the last changed first', async () => {
  const shelf = createSearchesDatabase(databaseName);
  for (const search of [rings, mergers, elsewhere]) await shelf.put(search);
  const next = createSearchesDatabase(databaseName); // as after a reload
  expect(await next.list(rings.catalogue)).toEqual([mergers, rings]);
  expect(await next.list('a 3-0')).toEqual([]);
  expect(await next.listAll()).toEqual([elsewhere, mergers, rings]);

  const later = { ...rings, ratings: [...rings.ratings, { galaxyId: 'J9', score: 5 }], changedMs: 4_000 };
  await next.put(later);
  await next.remove(mergers.key);
  await next.remove('of no search');
  expect(await shelf.list(rings.catalogue)).toEqual([later]);
});

it('holds nobody up who deletes the database, and begins a new one at the next call', async () => {
  const shelf = createSearchesDatabase(databaseName);
  await shelf.put(rings);
  await deleteDatabase();
  expect(await shelf.listAll()).toEqual([]);
  await shelf.put(mergers);
  expect(await shelf.listAll()).toEqual([mergers]);
});

it('fails where a later layout lies on the disk, and goes on once it is gone', async () => {
  const later = await openDB(databaseName, 2); // as a newer version of the app in another tab would have made it
  const shelf = createSearchesDatabase(databaseName);
  await expect(shelf.put(rings)).rejects.toThrow('version');
  later.close();
  await deleteDatabase();
  await shelf.put(rings);
  expect(await shelf.listAll()).toEqual([rings]);
});

function deleteDatabase(): Promise<unknown> {
  return new Promise(resolve => {
    indexedDB.deleteDatabase(databaseName).onsuccess = resolve;
  });
}
