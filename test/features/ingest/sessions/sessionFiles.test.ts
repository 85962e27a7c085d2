import { describe, expect, it } from 'vitest';
import { catalogueKey } from '../../../../src/data/catalogues/catalogueKey.ts';
import { createMemoryPeople } from '../../../../src/data/people/peopleShelf.ts';
import { readSession, writeSession } from '../../../../src/data/sessions/sessionFile.ts';
import { createKeeper } from '../../../../src/features/ingest/recent/keeper.ts';
import { sessionFileOf, takeSession } from '../../../../src/features/ingest/sessions/sessionFiles.ts';
import type { RecordShelves } from '../../../../src/features/ingest/sessions/sessionRecords.ts';
import { createSession } from '../../../../src/session/session.ts';
import { memoryKeptShelf } from '../../../data/kept/memoryKeptShelf.ts';
import { smallCatalogue } from '../../smallCatalogue.ts';

const nothing = async () => ({ items: [], setAside: 0 });
const shelves = {
  sets: { list: nothing },
  searches: { list: nothing },
  runs: { list: nothing, handLabels: async () => undefined },
  people: createMemoryPeople(),
  trained: {
    distillations: { list: nothing },
    clusters: { list: nothing, editKeys: async () => [] },
    selfRuns: { list: nothing },
  },
} as unknown as RecordShelves;
const file = new File(['four'], 'small.parquet');

async function opened(fails?: () => unknown) {
  const session = createSession(() => 0);
  const shelf = memoryKeptShelf(fails);
  let names = 0;
  const keeper = createKeeper({
    ...{ session, shelf, clock: () => 1, newName: () => `p${names++}`, room: () => null },
    ...{ pictureOf: async () => undefined, onKept: () => {} },
  });
  const catalogue = smallCatalogue(4);
  session.catalogue.getState().replace(catalogue);
  session.columns.getState().reset(catalogue.columns);
  await keeper.begin({ kind: 'file', file }, catalogue);
  return { session, shelves, keeping: { shelf, keeper }, room: () => null, catalogue };
}

describe('a session file', () => {
  it('is not made of a catalogue that is not kept, or not as it is now', async () => {
    const deleted = await opened();
    const key = catalogueKey(deleted.catalogue.name, deleted.catalogue.ids);
    deleted.keeping.keeper.forget(key);
    await deleted.keeping.shelf.remove(key);
    await expect(sessionFileOf(deleted, 5)).rejects.toThrow('small is not kept in this browser');
    let failure: unknown;
    const full = await opened(() => failure);
    expect(await sessionFileOf(full, 5)).toMatchObject({ name: 'small.morphospace.zip' });
    failure = new Error('full');
    const values = Float32Array.of(1, 2, 3, 4);
    full.session.columns.getState().publish({ name: 'made', kind: 'number', source: 'explore', values });
    await expect(sessionFileOf(full, 5)).rejects.toThrow('full');
  });

  it('holds what other people said of its galaxies, and gives it back elsewhere', async () => {
    const here = await opened();
    const key = catalogueKey(here.catalogue.name, here.catalogue.ids);
    const verdicts = new Map([['g1', 'ring']]);
    const person = {
      key: 'p',
      question: key,
      kind: 'labels' as const,
      name: 'Ada',
      file: 'a.csv',
      verdicts,
      addedMs: 1,
    };
    const people = createMemoryPeople();
    await people.put([person, { ...person, key: 'q', question: 'another' }]);
    const saved = await sessionFileOf({ ...here, shelves: { ...shelves, people } }, 5);
    const elsewhere = createMemoryPeople();
    const { session, keeping } = await opened();
    await takeSession(
      { session, keeping, shelves: { ...shelves, people: elsewhere } },
      new File([saved!.file], 's.zip'),
      9,
    );
    expect((await elsewhere.list(key)).items).toEqual([person]);
    expect((await elsewhere.list('another')).items).toEqual([]);
    expect((await readSession(saved!.file, 's.zip')).missing).toEqual([]);
  });

  it('takes the place of no other catalogue than the one it names', async () => {
    const { session, keeping, catalogue } = await opened();
    const key = catalogueKey(catalogue.name, catalogue.ids);
    const kept = (await keeping.shelf.manifest(key))!;
    const contents = { catalogue: { key: 'other 4-00', name: 'other' }, kept, view: null, records: {} };
    const zip = await writeSession(contents, piece => keeping.shelf.piece(key, piece), 1);
    await takeSession({ session, keeping, shelves }, new File([zip], 'odd.zip'), 9);
    expect((await keeping.shelf.manifest(key))?.seenMs).toBe(1);
    expect((await keeping.shelf.manifest('other 4-00'))?.seenMs).toBe(9);
  });
});
