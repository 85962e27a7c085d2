import { afterEach, expect, it } from 'vitest';
import { createWeightsDatabase } from '../../../../src/data/weights/shelf/weightsDatabase.ts';

const databaseName = 'weights-of-a-test';
const file = { name: 'a', fileName: 'a.bin', url: 'https://host/a.bin', totalBytes: 24, etag: '"1"' };

afterEach(
  () =>
    new Promise(resolve => {
      indexedDB.deleteDatabase(databaseName).onsuccess = resolve;
    }),
);

async function bytesOf(blob: Blob | null): Promise<number[]> {
  return [...new Uint8Array(await (blob as Blob).arrayBuffer())];
}

it('keeps a file in the order it came, through a reload, and only gives it whole', async () => {
  const shelf = createWeightsDatabase(databaseName);
  await shelf.begin(file);
  await shelf.begin({ ...file, name: 'ab' }); // a neighbour in the order of keys
  await shelf.append('ab', Uint8Array.of(99));
  for (let part = 0; part < 12; part++) {
    const held = await shelf.append('a', Uint8Array.of(0, 2 * part, 2 * part + 1).subarray(1));
    expect(held).toBe(2 * part + 2);
  }
  const next = createWeightsDatabase(databaseName); // as after a reload
  expect(await next.list()).toEqual([
    { ...file, heldBytes: 24, complete: false },
    { ...file, name: 'ab', heldBytes: 1, complete: false },
  ]);
  expect(await next.blob('a')).toBeNull();
  await next.finish('a');
  expect(await bytesOf(await next.blob('a'))).toEqual(Array.from({ length: 24 }, (_, i) => i));
  expect((await next.room())?.freeBytes).toBeGreaterThan(0);

  await next.begin(file); // anew: nothing of the former is left
  await next.append('a', Uint8Array.of(7));
  await next.finish('a');
  expect(await bytesOf(await next.blob('a'))).toEqual([7]);
  await next.remove('a');
  expect((await next.list()).map(each => each.name)).toEqual(['ab']);
  expect(await next.blob('a')).toBeNull();
  await expect(next.append('a', Uint8Array.of(1))).rejects.toThrow('need a file begun as "a"');
  await next.remove('ab');
});
