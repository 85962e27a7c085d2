import { deleteDB } from 'idb';
import { afterAll, expect, it } from 'vitest';
import { createKeptDatabase } from '../../../src/data/kept/keptDatabase.ts';
import { type KeptManifest, keptFormat } from '../../../src/data/kept/keptManifest.ts';

const database = 'test-kept-database';
const key = 'small 1-00';
const ref = (piece: string) => ({ piece, kind: 'u8' as const, length: 1 });
const manifest = (piece: string): KeptManifest => ({
  format: keptFormat,
  ...{ key, name: 'small', rowCount: 1, seenMs: 1, bytes: 1 },
  pictures: { kind: 'none' },
  contents: {
    ids: { bytes: ref(piece), starts: { ...ref(piece), kind: 'u32' }, slots: { ...ref(piece), kind: 'u32' } },
    columns: [],
    simulated: false,
  },
  published: [],
});

afterAll(() => deleteDB(database));

it('puts a manifest in the place of another only where all its pieces are there', async () => {
  const shelf = createKeptDatabase(database);
  const bytes = new Blob([Uint8Array.of(1)]);
  await shelf.putPieces(key, [{ name: 'a', bytes }]);
  await shelf.putManifest(manifest('a'), { needsAll: true });
  await shelf.putPieces(key, [{ name: 'b', bytes }]);
  await shelf.putManifest(manifest('b'), { needsAll: true });
  await expect(shelf.putManifest(manifest('a'), { needsAll: true })).rejects.toThrow('1 are gone');
  expect(await shelf.manifest(key)).toEqual(manifest('b'));
  expect(await shelf.piece(key, 'b')).toBeDefined();
  await shelf.entitle(key, 'My galaxies');
  expect(await shelf.manifest(key)).toEqual({ ...manifest('b'), title: 'My galaxies' });
  await shelf.entitle('another', 'Nothing');
  expect((await shelf.list()).items).toHaveLength(1);
});
