import type { DBSchema } from 'idb';
import { afterEach, expect, it } from 'vitest';
import { databaseOpener } from '../../../src/data/bytes/databaseOpener.ts';
import { createDatabaseWriter } from '../../../src/data/bytes/databaseWriter.ts';

interface Things extends DBSchema {
  things: { key: number; value: string };
}

const databaseName = 'opener-of-a-test';
const opener = (version = 1, waitMs?: number) =>
  databaseOpener<Things>(
    databaseName,
    version,
    'these things',
    database => void database.createObjectStore('things'),
    waitMs,
  );

afterEach(
  () =>
    new Promise(resolve => {
      indexedDB.deleteDatabase(databaseName).onsuccess = resolve;
    }),
);

it('says after a while that the database does not answer, and uses it once it does', async () => {
  let holding = true;
  const blocked = indexedDB.open(databaseName, 1);
  blocked.onupgradeneeded = () => {
    const store = blocked.result.createObjectStore('things');
    const holdOn = () => {
      if (holding) store.get('nothing').onsuccess = holdOn; // a change of the tables that does not end
    };
    holdOn();
  };
  const open = opener(1, 100);
  const before = performance.now();
  await expect(open()).rejects.toThrow(
    /storage does not answer, so these things can be neither read nor saved: close other tabs .* try again/,
  );
  expect(performance.now() - before).toBeLessThan(2_000);
  await expect(open()).rejects.toThrow('does not answer');
  holding = false;
  await new Promise(resolve => {
    blocked.onsuccess = resolve;
  });
  blocked.result.close();
  const database = await open();
  expect([...database.objectStoreNames]).toEqual(['things']);
  database.close();
});

it('does not blame the database where the page was too busy to hear its answer', async () => {
  const waitMs = 300;
  const opening = opener(1, waitMs)();
  await new Promise(resolve => setTimeout(resolve)); // the request is on its way
  const busyUntilMs = performance.now() + 3 * waitMs;
  while (performance.now() < busyUntilMs);
  (await opening).close();
});

it('says which other tab is in the way, and opens once that is closed', async () => {
  const older = await new Promise<IDBDatabase>(resolve => {
    const opening = indexedDB.open(databaseName, 1);
    opening.onsuccess = () => resolve(opening.result);
  });
  const open = opener(2, 2_000);
  await expect(open()).rejects.toThrow('another tab holds an older version of these things: close it');
  await expect(open()).rejects.toThrow('another tab holds');
  older.close();
  await new Promise(resolve => setTimeout(resolve, 50));
  (await open()).close();
});

it('writes all of a change or nothing, and says in one sentence that the disk is full', async () => {
  const open = opener();
  const kept = { what: 'Your things', remedy: 'save them again' };
  const writer = createDatabaseWriter(open, kept, 'things');
  const full = writer.readAndWrite(['things'], async transaction => {
    await transaction.objectStore('things').put('first', 1);
    throw new DOMException('no room', 'QuotaExceededError');
  });
  await expect(full).rejects.toThrow(
    'Your things could not be saved: the disk or this browser’s share of it is full; free some space and save them again.',
  );
  const database = await open();
  expect(await database.count('things')).toBe(0);
  await writer.write(['things'], transaction => transaction.objectStore('things').put('second', 2));
  expect(await database.getAll('things')).toEqual(['second']);
  database.close();
});
