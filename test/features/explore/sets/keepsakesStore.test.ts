import { expect, it } from 'vitest';
import { createMemoryKeepsakes } from '../../../../src/data/sets/keepsakeShelf.ts';
import { isWholeKeepsake } from '../../../../src/data/sets/keptSet.ts';
import { createKeepsakesStore } from '../../../../src/features/explore/sets/keepsakesStore.ts';
import { createSession } from '../../../../src/session/session.ts';
import { settle, smallCatalogue } from '../../smallCatalogue.ts';

async function open(shelf = createMemoryKeepsakes(), ids?: string[]) {
  const session = createSession(() => 0);
  const catalogue = smallCatalogue(6, ids && { ids });
  session.columns.getState().reset(catalogue.columns);
  session.catalogue.getState().replace(catalogue);
  let time = 0;
  const store = createKeepsakesStore({
    session,
    shelf,
    clock: () => ++time,
    newKey: () => `key ${time}`,
  });
  await settle();
  const select = (...rows: number[]) =>
    session.selection.getState().chooseMany(Uint32Array.from(rows), 'lasso', 'new');
  return { session, store, shelf, select };
}

it('keeps a selection by its ids under its words, and finds it at the next visit in another order', async () => {
  const { store, shelf, select } = await open();
  expect(store.getState().keepSelection()).toBeNull(); // nothing is selected
  select(1, 4);
  store.getState().keepSelection();
  select(2);
  store.getState().keepSelection();
  expect(store.getState().sets.map(({ name, ids }) => [name, ids])).toEqual([
    ['lasso 2', ['g2']],
    ['lasso', ['g1', 'g4']],
  ]);
  const later = await open(shelf, ['g5', 'g4', 'g3', 'g2', 'g1', 'g0']);
  const { sets, rowsOf } = later.store.getState();
  expect(rowsOf(sets[1])).toEqual(Uint32Array.of(1, 4)); // g4 and g1, where they are now
  const other = await open(shelf, ['a', 'b', 'c', 'd', 'e', 'f']);
  expect(other.store.getState().sets).toEqual([]);
});

it('renames, deletes, and takes a deletion back', async () => {
  const { session, store, shelf, select } = await open();
  select(3);
  const { key } = store.getState().keepSelection()!;
  store.getState().rename(key, ' rings ');
  store.getState().remove(key);
  expect(store.getState().sets).toEqual([]);
  await settle();
  const [notice] = session.notices.getState().notices;
  expect(notice.sentence).toBe('The set “rings” was deleted.');
  notice.undo?.();
  await settle();
  expect(store.getState().sets.map(({ name }) => name)).toEqual(['rings']);
  const { catalogue } = store.getState().sets[0];
  expect((await shelf.list(catalogue)).items).toHaveLength(1);
});

it('keeps filters too, and leaves damaged records aside', async () => {
  const { session, store } = await open();
  const filters = [{ kind: 'range', column: 'smooth', from: 0.5, to: Infinity }] as const;
  session.filters.getState().filter(filters, null);
  store.getState().keepFilters('smooth ≥ 0.5');
  expect(store.getState().filters[0].filters).toEqual(filters);
  const [kept] = store.getState().filters;
  expect(isWholeKeepsake(kept)).toBe(true);
  expect(isWholeKeepsake({ ...kept, filters: [{ kind: 'range', column: 'smooth' }] })).toBe(false);
  expect(isWholeKeepsake({ ...kept, kind: 'set' })).toBe(false);
  expect(isWholeKeepsake(null)).toBe(false);
});

it('tells of damaged ones, and shows the others', async () => {
  const { shelf, store, select } = await open();
  select(1);
  store.getState().keepSelection();
  await settle();
  const list = async (key: string) => ({ ...(await shelf.list(key)), setAside: 2 });
  const later = await open({ ...shelf, list });
  expect(later.store.getState().sets).toHaveLength(1);
  const told = later.session.notices.getState().notices.map(({ sentence }) => sentence);
  expect(told).toEqual([expect.stringContaining('2 kept sets of this browser are damaged')]);
});
