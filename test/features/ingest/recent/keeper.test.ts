import { describe, expect, it } from 'vitest';
import { StorageFullError } from '../../../../src/data/bytes/databaseWriter.ts';
import { catalogueKey } from '../../../../src/data/catalogues/catalogueKey.ts';
import { openKept } from '../../../../src/data/kept/keptCatalogue.ts';
import { piecesOf } from '../../../../src/data/kept/keptShelf.ts';
import { createKeeper } from '../../../../src/features/ingest/recent/keeper.ts';
import { sixteenBitRowsOf } from '../../../../src/maths/neighbours/sixteenBitRows.ts';
import { createSession } from '../../../../src/session/session.ts';
import { memoryKeptShelf } from '../../../data/kept/memoryKeptShelf.ts';
import { settle, smallCatalogue } from '../../smallCatalogue.ts';

const n = 5;
const file = new File(['pictures'], 'small.parquet');

function setUp(fails?: () => unknown, shelf = memoryKeptShelf(fails), tab = 'p') {
  const session = createSession(() => 0);
  const kept: unknown[] = [];
  let names = 0;
  const keeper = createKeeper({
    session,
    shelf,
    clock: () => 5,
    newName: () => `${tab}${names++}`,
    room: () => 'data',
    pictureOf: async () => 'data:image/jpeg;base64,',
    onKept: last => kept.push(last),
  });
  const catalogue = smallCatalogue(n);
  session.catalogue.getState().replace(catalogue);
  session.columns.getState().reset(catalogue.columns);
  return { session, shelf, keeper, kept, catalogue, key: catalogueKey(catalogue.name, catalogue.ids) };
}

const representation = (complete: boolean) => ({
  weights: 'galaxy',
  components: sixteenBitRowsOf(new Float32Array(n * 2).fill(1), 2),
  rows: Uint32Array.from({ length: n }, (_, i) => i),
  complete,
});

describe('createKeeper', () => {
  it('keeps what is opened, with a copy of its file and a picture', async () => {
    const { keeper, shelf, kept, key, catalogue } = setUp();
    await keeper.begin({ kind: 'file', file }, catalogue);
    const manifest = await shelf.manifest(key);
    expect(manifest).toMatchObject({
      name: 'small',
      rowCount: n,
      seenMs: 5,
      picture: 'data:image/jpeg;base64,',
    });
    expect(manifest?.pictures).toMatchObject({
      kind: 'copies',
      of: 'file',
      files: [{ path: 'small.parquet' }],
    });
    expect(kept).toEqual([{ key, name: 'small' }]);
  });

  it('adds a representation once it is whole, and writes nothing twice', async () => {
    const { keeper, shelf, key, catalogue, session } = setUp();
    await keeper.begin({ kind: 'file', file }, catalogue);
    await shelf.putChunk(key, 'sha', { rows: Uint32Array.of(0), vectors: Float32Array.of(1) });
    session.representation.getState().replace(representation(false));
    keeper.flush();
    await keeper.whenIdle();
    expect((await shelf.manifest(key))?.representation).toBeUndefined();
    session.representation.getState().replace(representation(true));
    keeper.flush();
    await keeper.whenIdle();
    const manifest = await shelf.manifest(key);
    expect(manifest?.representation).toMatchObject({ weights: 'galaxy', count: n, columns: 2 });
    for await (const _ of shelf.chunks(key, 'sha')) expect.fail('what was kept whole is not kept in parts');
    const before = [...shelf.pieces.keys()];
    keeper.flush();
    await keeper.whenIdle();
    expect([...shelf.pieces.keys()]).toEqual(before);
  });

  it('notes where the map comes from, unless galaxies were placed on it since', async () => {
    const { keeper, shelf, key, catalogue, session } = setUp();
    await keeper.begin({ kind: 'file', file }, catalogue);
    session.representation.getState().replace(representation(true));
    const positions = new Float32Array(2 * n);
    const facts = { layout: { kind: 'columns', x: 'a', y: 'b', by: 'values' }, weights: null } as const;
    session.maps.getState().show({ ...facts, positions, neighbourRecall: null });
    session.positions.getState().replace(positions, false);
    keeper.flush();
    await keeper.whenIdle();
    expect((await shelf.manifest(key))?.map).toEqual({ ...facts, neighbourRecall: null });
    session.positions.getState().replace(positions.slice(), false);
    keeper.flush();
    await keeper.whenIdle();
    expect((await shelf.manifest(key))?.map).toBeUndefined();
  });

  it('tells once of a full disk, leaves what was there, and writes the rest when there is room', async () => {
    let full = false;
    const { keeper, shelf, key, catalogue, session } = setUp(
      () => full && new StorageFullError('The disk is full.'),
    );
    await keeper.begin({ kind: 'file', file }, catalogue);
    const former = await shelf.manifest(key);
    full = true;
    session.representation.getState().replace(representation(true));
    for (let i = 0; i < 2; i++) {
      keeper.flush();
      await keeper.whenIdle();
    }
    expect(session.notices.getState().notices.map(({ sentence }) => sentence)).toEqual(['The disk is full.']);
    expect(await shelf.manifest(key)).toEqual(former);
    full = false;
    keeper.flush();
    await keeper.whenIdle();
    const { coarse } = (await shelf.manifest(key))!.representation!;
    expect(await shelf.piece(key, coarse.piece)).toBeDefined();
  });

  it('writes whole what another tab has written over, and nothing of what one has deleted', async () => {
    const { keeper, shelf, key, catalogue, session, kept } = setUp();
    await keeper.begin({ kind: 'file', file }, catalogue);
    const other = setUp(undefined, shelf, 'q');
    await other.keeper.begin({ kind: 'file', file }, other.catalogue);
    session.representation.getState().replace(representation(true));
    keeper.flush();
    await keeper.whenIdle();
    const manifest = (await shelf.manifest(key))!;
    expect(manifest.representation).toBeDefined();
    for (const piece of piecesOf(manifest)) expect(await shelf.piece(key, piece)).toBeDefined();
    await shelf.putLast({ key, name: 'small' });
    await shelf.remove(key);
    session.representation.getState().replace(null);
    keeper.flush();
    await keeper.whenIdle();
    expect(await shelf.manifest(key)).toBeUndefined();
    expect(shelf.pieces.size).toBe(0);
    expect(kept.at(-1)).toBeNull();
  });

  it('keeps what two tabs made of the same catalogue, and deletes what one deleted', async () => {
    const { keeper, shelf, key, catalogue, session } = setUp();
    const column = (name: string) => ({
      ...{ name, kind: 'number' as const, source: name },
      values: Float32Array.from({ length: n }, (_, i) => i),
    });
    session.columns.getState().publish(column('both'));
    await keeper.begin({ kind: 'file', file }, catalogue);
    const other = setUp(undefined, shelf, 'q');
    other.session.columns.getState().publish(column('both'));
    await other.keeper.begin({ kind: 'file', file }, other.catalogue);
    session.columns.getState().publish(column('here'));
    session.columns.getState().publishAll('both', []);
    keeper.flush();
    await keeper.whenIdle();
    other.session.columns.getState().publish(column('there'));
    other.keeper.flush();
    await other.keeper.whenIdle();
    const manifest = (await shelf.manifest(key))!;
    expect(manifest.published.map(({ name }) => name).sort()).toEqual(['both', 'here', 'there']);
    for (const piece of piecesOf(manifest)) expect(await shelf.piece(key, piece)).toBeDefined();
    const found = other.session.columns.getState().columns.find(({ name }) => name === 'here');
    expect(found).toMatchObject(column('here'));
    expect(other.session.notices.getState().notices.map(({ sentence }) => sentence)).toEqual([
      'small is open in another tab, too: a column made there is here now (here).',
    ]);
    other.session.columns.getState().publishAll('both', []);
    other.keeper.flush();
    await other.keeper.whenIdle();
    keeper.flush();
    await keeper.whenIdle();
    const last = (await shelf.manifest(key))!.published.map(({ name }) => name);
    expect(last.sort()).toEqual(['here', 'there']);
  });

  it('gives way to galaxies that another tab added, and says so once', async () => {
    const { keeper, shelf, key, catalogue, session } = setUp();
    await keeper.begin({ kind: 'file', file }, catalogue);
    const other = setUp(undefined, shelf, 'q');
    await other.keeper.begin({ kind: 'file', file }, other.catalogue);
    const added = [{ name: 'new', rowCount: 1, columns: [] }];
    const longer = smallCatalogue(n + 1, { key, added });
    const opened = smallCatalogue(1, { name: 'new', ids: ['a'] });
    const source = { kind: 'file' as const, file: new File(['one'], 'new.parquet') };
    await other.keeper.rowsChange(longer, { source, opened, rows: Uint32Array.of(0) });
    const theirs = await shelf.manifest(key);
    expect(theirs).toMatchObject({
      rowCount: n + 1,
      additions: [{ name: 'new', pictures: { kind: 'copies' } }],
    });
    for (const value of [1, 2]) {
      const values = new Float32Array(n).fill(value);
      session.columns.getState().publish({ name: 'mine', kind: 'number', source: 'explore', values });
      keeper.flush();
      await keeper.whenIdle();
    }
    expect(await shelf.manifest(key)).toEqual(theirs);
    expect(session.notices.getState().notices.map(({ sentence }) => sentence)).toEqual([
      expect.stringMatching(/^small has other galaxies by now/),
    ]);
  });

  it('keeps galaxies that are added and removed faster than they are written, and those added last before another opens', async () => {
    const { keeper, shelf, key, catalogue, session } = setUp();
    await keeper.begin({ kind: 'file', file }, catalogue);
    const all = [2, 1, 3].map((rowCount, i) => ({ name: `tile ${i}`, rowCount, columns: [] }));
    const withFirst = (count: number) => {
      const added = all.slice(0, count);
      return smallCatalogue(
        added.reduce((sum, { rowCount }) => sum + rowCount, n),
        { key, added },
      );
    };
    const add = (i: number) =>
      void keeper.rowsChange(withFirst(i + 1), {
        source: { kind: 'file', file: new File([`${i}`], `${i}.parquet`) },
        opened: smallCatalogue(all[i].rowCount, { name: all[i].name }),
        rows: Uint32Array.from({ length: all[i].rowCount }, (_, row) => row),
      });
    const written: unknown[] = [];
    const { putManifest } = shelf;
    shelf.putManifest = (manifest, options) => {
      written.push([manifest.rowCount, manifest.additions?.map(({ name }) => name)]);
      return putManifest(manifest, options);
    };
    add(0);
    session.catalogue.getState().replace(withFirst(1));
    keeper.flush(); // what a change of columns does
    add(1);
    session.catalogue.getState().replace(withFirst(2));
    await keeper.whenIdle();
    expect((await shelf.manifest(key))?.additions).toMatchObject(all.slice(0, 2));
    add(2);
    keeper.leave();
    await keeper.begin({ kind: 'file', file }, smallCatalogue(2, { name: 'other' }));
    await keeper.whenIdle();
    const last = (await shelf.manifest(key))!;
    expect(last).toMatchObject({ rowCount: n + 6, additions: all });
    expect(
      last.additions!.map(({ pictures }) => pictures.kind === 'copies' && pictures.files[0].path),
    ).toEqual(['0.parquet', '1.parquet', '2.parquet']);
    for (const each of written)
      expect([
        [n + 3, ['tile 0', 'tile 1']],
        [n + 6, ['tile 0', 'tile 1', 'tile 2']],
        [2, undefined],
      ]).toContainEqual(each);
  });

  it('leaves on the shelf what could not be read once, and lets go of what is gone', async () => {
    const { keeper, shelf, key, catalogue, session } = setUp();
    const values = Float32Array.from({ length: n }, (_, i) => i);
    session.columns.getState().publish({ name: 'made', kind: 'number', source: 'explore', values });
    session.representation.getState().replace(representation(true));
    await keeper.begin({ kind: 'file', file }, catalogue);
    const before = (await shelf.manifest(key))!;
    const later = setUp(undefined, shelf, 'q'); // a visit in which only the last column of the file could be read
    const read = { ...later.catalogue, columns: later.catalogue.columns.slice(2) };
    const lost = before.contents.columns[1];
    if (lost.kind !== 'category') throw new Error('need a category');
    shelf.pieces.delete(`${key}/${lost.codes.piece}`);
    later.session.columns.getState().reset(read.columns);
    await later.keeper.begin({ kind: 'kept', key, name: 'small' }, read);
    later.session.columns.getState().publish({ name: 'new', kind: 'number', source: 'explore', values });
    later.keeper.flush();
    await later.keeper.whenIdle();
    const after = (await shelf.manifest(key))!;
    expect(after.contents.columns.map(({ name }) => name).sort()).toEqual(['note', 'smooth']);
    expect(after.published.map(({ name }) => name).sort()).toEqual(['made', 'new']);
    expect(after.representation).toEqual(before.representation);
    for (const piece of piecesOf(after)) expect(await shelf.piece(key, piece)).toBeDefined();
  });

  it('leaves one state whole wherever the browser ends in a write', async () => {
    const states: string[] = [];
    for (let steps = 0; ; steps++) {
      let left = Number.POSITIVE_INFINITY;
      const never = new Promise<never>(() => {});
      const whole = memoryKeptShelf();
      const ends =
        <Given extends unknown[]>(write: (...given: Given) => Promise<void>) =>
        async (...given: Given) =>
          left-- > 0 ? write(...given) : never;
      const shelf = { ...whole, putPieces: ends(whole.putPieces), putManifest: ends(whole.putManifest) };
      const { keeper, key, catalogue, session } = setUp(undefined, shelf);
      const made = (value: number) => {
        for (const name of ['a', 'b'])
          session.columns
            .getState()
            .publish({ name, kind: 'number', source: 'explore', values: new Float32Array(n).fill(value) });
      };
      made(1);
      await keeper.begin({ kind: 'file', file }, catalogue);
      left = steps;
      made(2);
      keeper.flush();
      await settle();
      const { contents } = await openKept({ kind: 'kept', key, name: 'small' }, whole, () =>
        Promise.reject(),
      );
      const values = contents.restored!.published.map(each =>
        each.kind === 'number' ? each.values.join() : '',
      );
      expect(contents.problems).toEqual([]);
      expect(new Set(values).size).toBe(1);
      states.push(values[0][0]);
      if (left > 0) break; // the write came to its end
    }
    expect(states).toEqual(['1', '1', '2', '2']);
  });

  it('writes what was made just before another catalogue opened', async () => {
    const { keeper, shelf, key, catalogue, session } = setUp();
    await keeper.begin({ kind: 'file', file }, catalogue);
    session.representation.getState().replace(representation(true));
    keeper.changed();
    keeper.leave();
    session.representation.getState().replace(null);
    await keeper.begin({ kind: 'file', file }, smallCatalogue(n, { name: 'another' }));
    expect((await shelf.manifest(key))?.representation).toMatchObject({ count: n });
  });

  it('does not bring back what was left or deleted while it was being written', async () => {
    const { keeper, shelf, kept, key, catalogue, session } = setUp();
    const opening = keeper.begin({ kind: 'file', file }, catalogue);
    keeper.leave();
    await keeper.begin({ kind: 'baked', manifestUrl: 'sky.json' }, catalogue);
    await opening;
    expect(await shelf.manifest(key)).toBeDefined();
    expect(kept).toEqual([null]); // the sky opens first, not what was written last
    await keeper.begin({ kind: 'file', file }, catalogue);
    session.representation.getState().replace(representation(true));
    keeper.flush();
    await Promise.resolve(); // the write has begun
    await Promise.resolve();
    keeper.forget(key);
    await shelf.remove(key);
    await keeper.whenIdle();
    expect(await shelf.manifest(key)).toBeUndefined();
    expect(shelf.pieces.size).toBe(0);
  });

  it('drops parts of an embedding of other pictures, and keeps those of the same', async () => {
    const { keeper, shelf, key, catalogue } = setUp();
    const count = async () => {
      let found = 0;
      for await (const _ of shelf.chunks(key, 'sha')) found++;
      return found;
    };
    await keeper.begin({ kind: 'file', file }, catalogue);
    await shelf.putChunk(key, 'sha', { rows: Uint32Array.of(0), vectors: Float32Array.of(1) });
    await keeper.begin({ kind: 'file', file }, catalogue);
    expect(await count()).toBe(1);
    void keeper.begin({ kind: 'file', file: new File(['others'], 'small.parquet') }, catalogue);
    await keeper.whenCleared(catalogue);
    expect(await count()).toBe(0);
  });

  it('tells why the last change is not kept, until it is', async () => {
    let full = false;
    const { keeper, catalogue, session } = setUp(() => full && new StorageFullError('The disk is full.'));
    await keeper.begin({ kind: 'file', file }, catalogue);
    expect(keeper.failureOf(catalogue)).toBeUndefined();
    full = true;
    session.representation.getState().replace(representation(true));
    keeper.flush();
    await keeper.whenIdle();
    expect(keeper.failureOf(catalogue)).toBeInstanceOf(StorageFullError);
    full = false;
    keeper.flush();
    await keeper.whenIdle();
    expect(keeper.failureOf(catalogue)).toBeUndefined();
  });

  it('forgets the sky, and what was deleted', async () => {
    const { keeper, shelf, kept, key, catalogue, session } = setUp();
    await keeper.begin({ kind: 'file', file }, catalogue);
    keeper.forget(key);
    await shelf.remove(key);
    session.representation.getState().replace(representation(true));
    keeper.flush();
    await keeper.whenIdle();
    expect(await shelf.manifest(key)).toBeUndefined();
    await keeper.begin({ kind: 'baked', manifestUrl: 'sky.json' }, catalogue);
    expect(kept.at(-1)).toBeNull();
  });
});
