import { expect, it } from 'vitest';
import type { OpenedCatalogue } from '../../../../src/contracts/ingest.ts';
import { StorageFullError } from '../../../../src/data/bytes/databaseWriter.ts';
import { catalogueKey } from '../../../../src/data/catalogues/catalogueKey.ts';
import { openKept } from '../../../../src/data/kept/keptCatalogue.ts';
import { createKeeper } from '../../../../src/features/ingest/recent/keeper.ts';
import { createSession } from '../../../../src/session/session.ts';
import { memoryKeptShelf } from '../../../data/kept/memoryKeptShelf.ts';
import { smallCatalogue } from '../../smallCatalogue.ts';

const n = 4;
const small = smallCatalogue(n);
const key = catalogueKey(small.name, small.ids);
const file = new File(['pictures'], 'small.parquet');
const noSource = () => Promise.reject(new Error('not asked'));

/** A page with the catalogue open; `fails` says how the browser's storage answers a write. */
function visit(shelf: ReturnType<typeof memoryKeptShelf>, tab = 'p') {
  const session = createSession(() => 0);
  let names = 0;
  const keeper = createKeeper({
    ...{ session, shelf, clock: () => 1, newName: () => `${tab}${names++}`, room: () => null },
    pictureOf: async () => undefined,
    onKept: last => void shelf.putLast(last).catch(() => {}),
  });
  session.catalogue.getState().replace(small);
  session.columns.getState().reset(small.columns);
  async function make(name: string, value: number): Promise<void> {
    const values = new Float32Array(n).fill(value);
    session.columns.getState().publish({ name, kind: 'number', source: 'explore', values });
    keeper.flush();
    await keeper.whenIdle();
  }
  return {
    keeper,
    make,
    told: () => session.notices.getState().notices.map(({ sentence }) => sentence),
    /** Columns that rooms made, as the person has them on the page. */
    onPage: () => columnsOf(session.columns.getState().columns),
  };
}

function columnsOf(columns: OpenedCatalogue['columns']): Record<string, number> {
  const made = columns.flatMap(each =>
    each.kind === 'number' && each.source === 'explore' ? [[each.name, each.values[0]] as const] : [],
  );
  return Object.fromEntries(made);
}

/** What a later visit finds. */
async function later(shelf: ReturnType<typeof memoryKeptShelf>): Promise<Record<string, number>> {
  const { contents } = await openKept({ kind: 'kept', key, name: 'small' }, shelf, noSource);
  expect(contents.problems).toEqual([]);
  expect([...contents.ids]).toEqual([...small.ids]);
  return columnsOf(contents.restored!.published);
}

it('says once that the store is refused; the page has everything, and it is kept when the store is there', async () => {
  let refused = true;
  const shelf = memoryKeptShelf(
    () => refused && new DOMException('The operation is insecure.', 'SecurityError'),
  );
  const { keeper, make, told, onPage } = visit(shelf);
  await keeper.begin({ kind: 'file', file }, small);
  await make('a', 1);
  await make('b', 2);
  expect(told()).toEqual([
    'small could not be kept in this browser (The operation is insecure): it lasts as long as this page.',
  ]);
  expect(onPage()).toEqual({ a: 1, b: 2 });
  refused = false;
  await make('c', 3);
  expect(await later(shelf)).toEqual({ a: 1, b: 2, c: 3 });
});

it('says once that the store is full; a later visit finds the former state whole and the page has the new one', async () => {
  let full = false;
  const sentence = 'This catalogue could not be saved: the disk is full; free some space.';
  const shelf = memoryKeptShelf(() => full && new StorageFullError(sentence));
  const { keeper, make, told, onPage } = visit(shelf);
  await keeper.begin({ kind: 'file', file }, small);
  await make('a', 1);
  full = true;
  await make('a', 5);
  await make('b', 6);
  expect(told()).toEqual([sentence]);
  expect(await later(shelf)).toEqual({ a: 1 });
  expect(onPage()).toEqual({ a: 5, b: 6 });
  full = false;
  await make('c', 7);
  expect(await later(shelf)).toEqual({ a: 5, b: 6, c: 7 });
});

it('says once that the store was evicted, and keeps again what is on the page', async () => {
  const shelf = memoryKeptShelf();
  const { keeper, make, told, onPage } = visit(shelf);
  await keeper.begin({ kind: 'file', file }, small);
  await make('a', 1);
  const before = onPage();
  await shelf.remove(key); // the browser deletes the whole database, its note of what was open last too
  await shelf.putLast(undefined as never);
  await make('b', 2);
  await make('c', 3);
  expect(told()).toEqual([
    'This browser let go of what was kept of small, as it may when space is short. What is open is kept again; open its file again to keep its pictures, too.',
  ]);
  expect(onPage()).toMatchObject(before);
  expect(await later(shelf)).toEqual({ a: 1, b: 2, c: 3 });
  expect((await shelf.manifest(key))?.pictures).toMatchObject({ kind: 'away', name: 'small.parquet' });
});

it('says in a visit after an eviction what is gone and what to do', async () => {
  const shelf = memoryKeptShelf();
  await visit(shelf).keeper.begin({ kind: 'file', file }, small);
  await shelf.remove(key);
  await expect(openKept({ kind: 'kept', key, name: 'small' }, shelf, noSource)).rejects.toThrow(
    'small is no longer kept in this browser: open its file again.',
  );
  const again = visit(shelf, 'q');
  await again.keeper.begin({ kind: 'file', file }, small);
  await again.make('a', 1);
  expect(again.told()).toEqual([]);
  expect(await later(shelf)).toEqual({ a: 1 });
});
