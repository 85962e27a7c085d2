import { beforeEach, expect, it } from 'vitest';
import type { Column } from '../../../src/contracts/column.ts';
import { StorageFullError } from '../../../src/data/bytes/databaseWriter.ts';
import { createMemoryPeople, type PeopleShelf } from '../../../src/data/people/peopleShelf.ts';
import { createPeopleStore } from '../../../src/session/people/peopleStore.ts';
import { createSession } from '../../../src/session/session.ts';
import { settle, smallCatalogue } from '../../features/smallCatalogue.ts';

let session: ReturnType<typeof createSession>;
let shelf: PeopleShelf;
let elapse: () => void;
let keys = 0;

function openStore(kind: 'ratings' | 'labels' = 'ratings') {
  const waiting: (() => void)[] = [];
  elapse = () => {
    for (const run of waiting.splice(0)) run();
  };
  return createPeopleStore({
    kind,
    session,
    shelf,
    clock: () => 1_000,
    newKey: () => `k${1_000 - ++keys}`, // their order says nothing of that of the people
    later: run => waiting.push(run),
  });
}

const person = (name: string, verdicts: Record<string, number | string>, file = `${name}.csv`) => ({
  name,
  file,
  verdicts: new Map(Object.entries(verdicts)),
});
const columnNames = () => session.columns.getState().columns.map(({ name }) => name);
const valuesOf = (name: string) => {
  const column = session.columns.getState().columns.find(each => each.name === name) as Extract<
    Column,
    { kind: 'number' }
  >;
  return [...column.values];
};
const notices = () => session.notices.getState().notices;
const names = (store: ReturnType<typeof openStore>) => store.getState().others.map(({ name }) => name);

beforeEach(() => {
  session = createSession(() => 0);
  shelf = createMemoryPeople();
  session.catalogue.getState().replace(smallCatalogue(4));
});

it('puts people beside oneself as columns, and keeps them through a reload', async () => {
  const store = openStore();
  await store.getState().open('rings');
  store.getState().judge(new Map([['g0', 4]]));
  expect(columnNames()).toEqual([]); // alone there is nothing to compare
  store.getState().add([person('Ann', { g0: 5, g1: 2 }), person('Bob', { g1: 1 })]);
  expect(columnNames()).toEqual([
    'rating: you',
    'rating: Ann',
    'rating: Bob',
    'consensus rating',
    'rating agreement',
  ]);
  expect(valuesOf('consensus rating')).toEqual([4.5, 1.5, Number.NaN, Number.NaN]);
  store.getState().choose({ method: 'mean', fewestPeople: 1 });
  session.columns.getState().paint('consensus rating');
  await settle();

  session = createSession(() => 0);
  session.catalogue.getState().replace(smallCatalogue(4));
  const again = openStore();
  again.getState().judge(new Map([['g0', 4]]));
  await again.getState().open('rings');
  expect(names(again)).toEqual(['Ann', 'Bob']);
  expect(again.getState().choices).toEqual({ method: 'mean', fewestPeople: 1 });
  expect(valuesOf('consensus rating')).toEqual([4.5, 1.5, Number.NaN, Number.NaN]);
  expect(again.getState().table?.people.map(({ name }) => name)).toEqual(['you', 'Ann', 'Bob']);

  session.columns.getState().reset([]); // the same catalogue is opened again
  session.catalogue.getState().replace(smallCatalogue(4));
  expect(columnNames()).toContain('consensus rating');
  await again.getState().open('mergers');
  expect(names(again)).toEqual([]);
  expect(columnNames()).toEqual([]);
  await again.getState().open('rings');
  expect(names(again)).toEqual(['Ann', 'Bob']);
  await again.getState().open(null);
  expect(columnNames()).toEqual([]);
});

it('follows one’s own verdicts and another catalogue', async () => {
  const store = openStore();
  await store.getState().open('rings');
  store.getState().add([person('Ann', { g0: 5 })]);
  store.getState().judge(new Map([['g0', 1]]));
  expect(valuesOf('consensus rating')[0]).toBe(3);
  store.getState().judge(new Map([['g0', 2]]));
  expect(valuesOf('consensus rating')[0]).toBe(3.5);
  session.columns.getState().reset([]);
  session.catalogue.getState().replace(smallCatalogue(2, { ids: ['other', 'g0'] }));
  expect(valuesOf('consensus rating')).toEqual([Number.NaN, 3.5]); // by id, not by row
});

it('lets a newer file of the same person take the place of the older one, and takes that back', async () => {
  const store = openStore();
  await store.getState().open('rings');
  store.getState().add([person('Ann', { g0: 5 })]);
  const undo = store.getState().add([person('ann', { g0: 1, g1: 1 }, 'newer.csv'), person('you', { g2: 3 })]);
  expect(store.getState().others.map(({ name, file, verdicts }) => [name, file, verdicts.size])).toEqual([
    ['Ann', 'newer.csv', 2],
    ['you 2', 'you.csv', 1],
  ]);
  undo();
  expect(store.getState().others.map(({ name, file }) => [name, file])).toEqual([['Ann', 'Ann.csv']]);
  await settle();
  expect((await shelf.list('rings')).items.map(({ name, file }) => [name, file])).toEqual([
    ['Ann', 'Ann.csv'],
  ]);
});

it('gives nobody the name of another', async () => {
  const store = openStore();
  await store.getState().open('rings');
  store.getState().add([person('Ann', { g0: 5 }), person('Bob', { g0: 4 })]);
  const [ann, bob] = store.getState().others;
  store.getState().rename(bob.key, ' ann ');
  expect(names(store)).toEqual(['Ann', 'ann 2']);
  store.getState().rename(bob.key, '');
  store.getState().rename(ann.key, 'Anna');
  store.getState().rename('you', 'Anna');
  expect(session.preferences.getState().personName).toBe('Anna 2');
  store.getState().rename('you', 'Eve');
  store.getState().judge(new Map([['g0', 1]]));
  expect(columnNames().slice(0, 3)).toEqual(['rating: Eve', 'rating: Anna', 'rating: ann 2']);
  await settle();
  expect((await shelf.list('rings')).items.map(({ name }) => name)).toEqual(['Anna', 'ann 2']);
});

it('takes a person out for ten seconds before they are gone', async () => {
  const store = openStore();
  await store.getState().open('rings');
  store.getState().add([person('Ann', { g0: 5 }), person('Bob', { g0: 4 })]);
  await settle();
  const [ann] = store.getState().others;
  store.getState().remove(ann.key);
  expect(names(store)).toEqual(['Bob']);
  expect(columnNames()).not.toContain('rating: Ann');
  notices()[0].undo?.();
  expect(names(store)).toEqual(['Ann', 'Bob']);
  elapse();
  await settle();
  expect((await shelf.list('rings')).items).toHaveLength(2);
  store.getState().remove(ann.key);
  elapse();
  await settle();
  expect((await shelf.list('rings')).items.map(({ name }) => name)).toEqual(['Bob']);
  notices().at(-1)?.undo?.(); // too late
  expect(names(store)).toEqual(['Bob']);
});

it('says that people could not be kept and has them for this visit, whatever another tab changes', async () => {
  let told = () => {};
  const memory = createMemoryPeople();
  let isFull = true;
  shelf = {
    ...memory,
    put: async people => {
      if (isFull) throw new StorageFullError('The disk is full.');
      await memory.put(people);
    },
    watch(watcher) {
      told = watcher;
      return () => undefined;
    },
  };
  const store = openStore();
  await store.getState().open('rings');
  store.getState().add([person('Ann', { g0: 5 })]);
  await settle();
  expect(notices().map(({ sentence }) => sentence)).toEqual(['The disk is full.']);
  isFull = false;
  await memory.put([
    { key: 'x', question: 'rings', kind: 'ratings', addedMs: -1, ...person('Bob', { g1: 1 }) },
  ]);
  told();
  await settle();
  expect(names(store)).toEqual(['Bob', 'Ann']);
  expect(columnNames()).toContain('rating: Ann');
});

it('labels are classes, and their consensus a category that can be learnt from', async () => {
  const store = openStore('labels');
  await store.getState().open('hand');
  store.getState().judge(
    new Map([
      ['g0', 'ring'],
      ['g1', 'arc'],
    ]),
  );
  store.getState().add([person('Ann', { g0: 'ring', g1: 'ring' })]);
  const consensus = session.columns.getState().columns.find(({ name }) => name === 'consensus label');
  expect(consensus).toMatchObject({
    kind: 'category',
    categories: ['ring', 'arc'],
    codes: Uint8Array.of(0, 255, 255, 255),
  });
  expect(store.getState().consensus).toMatchObject({ count: 1, ties: 1 });
});
