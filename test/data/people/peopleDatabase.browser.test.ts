import { openDB } from 'idb';
import { afterEach, expect, it, vi } from 'vitest';
import { createPeopleDatabase } from '../../../src/data/people/peopleDatabase.ts';
import type { Person } from '../../../src/data/people/person.ts';

const databaseName = 'people-of-a-test';
const ann: Person = {
  key: 'k1',
  question: 'rings',
  kind: 'ratings',
  name: 'Ann',
  file: 'ann.csv',
  verdicts: new Map([
    ['J1', 4.5],
    ['J2', 0],
  ]),
  addedMs: 1_000,
};
const bob: Person = { ...ann, key: 'k0', name: 'Bob', addedMs: 2_000 };
const cai: Person = {
  ...ann,
  key: 'k2',
  question: 'hand sky',
  kind: 'labels',
  verdicts: new Map([['J1', 'ring']]),
};

afterEach(async () => {
  await new Promise<void>((resolve, reject) => {
    const deleting = indexedDB.deleteDatabase(databaseName);
    deleting.onsuccess = () => resolve();
    deleting.onerror = () => reject(deleting.error);
  });
});

it('keeps people and choices through a reload, by question, the first added first', async () => {
  const shelf = createPeopleDatabase(databaseName);
  await shelf.put([bob, ann, cai]);
  await shelf.putChoices({ question: 'rings', method: 'mean', fewestPeople: 3 });
  await shelf.rename('k0', 'Bobby');
  await shelf.rename('of nobody', 'Eve');
  const next = createPeopleDatabase(databaseName); // as after a reload
  expect(await next.list('rings')).toEqual({ items: [ann, { ...bob, name: 'Bobby' }], setAside: 0 });
  expect(await next.list('hand sky')).toEqual({ items: [cai], setAside: 0 });
  expect(await next.choices('rings')).toEqual({ question: 'rings', method: 'mean', fewestPeople: 3 });
  expect(await next.choices('hand sky')).toBeUndefined();
  await next.remove('k1');
  expect((await shelf.list('rings')).items.map(({ name }) => name)).toEqual(['Bobby']);
});

it('has the people that two tabs added, and each is told', async () => {
  const [one, other] = [createPeopleDatabase(databaseName), createPeopleDatabase(databaseName)];
  const told = vi.fn();
  other.watch(told);
  await Promise.all([one.put([ann]), other.put([bob])]);
  await vi.waitFor(() => expect(told).toHaveBeenCalled());
  expect((await one.list('rings')).items.map(({ name }) => name)).toEqual(['Ann', 'Bob']);
});

it('sets damaged records aside and keeps them; damaged choices count as none', async () => {
  const shelf = createPeopleDatabase(databaseName);
  await shelf.put([ann]);
  const database = await openDB(databaseName);
  const broken: Record<string, unknown>[] = [
    { verdicts: null },
    { verdicts: new Map([['J1', 7]]) },
    { verdicts: new Map([['J1', 'ring']]) }, // of one who rates
    { kind: 'labels' }, // whose verdicts are numbers
    { name: 7 },
    { addedMs: undefined },
    { kind: 'votes' },
  ];
  for (const [i, fields] of broken.entries())
    await database.put('people', { ...ann, key: `b${i}`, ...fields });
  await database.put('choices', { question: 'rings', method: 'best', fewestPeople: 2 });
  expect(await shelf.list('rings')).toEqual({ items: [ann], setAside: broken.length });
  expect(await shelf.choices('rings')).toBeUndefined();
  expect(await database.count('people')).toBe(1 + broken.length);
  database.close();
});
