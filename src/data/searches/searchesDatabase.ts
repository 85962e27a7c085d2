import type { DBSchema } from 'idb';
import { databaseOpener } from '../bytes/databaseOpener.ts';
import { createDatabaseWriter } from '../bytes/databaseWriter.ts';
import { createOtherTabs } from '../bytes/otherTabs.ts';
import { createPersistenceRequest } from '../bytes/persistentStorage.ts';
import { listed } from '../bytes/setAside.ts';
import type { InterestSearch } from './interestSearch.ts';
import { mergedSearch, type SearchChange } from './mergedSearch.ts';
import { ratingsKept, type SearchShelf } from './searchShelf.ts';
import { isWholeSearch } from './wholeSearch.ts';

interface Tables extends DBSchema {
  searches: {
    key: string;
    value: InterestSearch;
    indexes: {
      /** [catalogue, changedMs] */ ofCatalogue: [string, number];
      changedMs: number;
    };
  };
  /** Changes not merged into their search yet. By [search, changedMs, tab, count of that tab]: in the order of actions. */
  changes: { key: [string, number, string, number]; value: SearchChange };
}

const databaseName = 'morphospace-searches';
const databaseVersion = 2; // rises with the layout of the tables
/** With so many ratings a search is worth keeping: the browser is asked not to clear it. */
const worthKeeping = 10;
/** Merging waits for so long without another change: it waits for the disk, and the next rating would wait for it. */
const mergeAfterMs = 500;

/**
 * Searches in IndexedDB, one record each. A change is first written by itself, which needs nothing to be read before and
 * therefore completes even if the page is closed, and outlives the browser a moment later; then it is merged into its search
 * in a second transaction, which comes to the disk with all before it, so that what another tab changed meanwhile stays. A
 * change that was not merged then is merged whenever the search is read.
 */
export function createSearchesDatabase(name: string = databaseName): SearchShelf {
  const tab = crypto.randomUUID();
  let changeCount = 0;
  const askToKeep = createPersistenceRequest();
  const otherTabs = createOtherTabs(name);
  const open = databaseOpener<Tables>(name, databaseVersion, 'these searches', (database, before) => {
    if (before < 1) {
      const searches = database.createObjectStore('searches', { keyPath: 'key' });
      searches.createIndex('ofCatalogue', ['catalogue', 'changedMs']);
      searches.createIndex('changedMs', 'changedMs');
    }
    database.createObjectStore('changes');
  });
  const writer = createDatabaseWriter(open, ratingsKept, 'changes');

  const merging = new Map<string, ReturnType<typeof setTimeout>>();

  const changesOf = (key: string) => IDBKeyRange.bound([key], [key, []]); // an array comes after every number

  async function merge(key: string): Promise<void> {
    await writer.readAndWrite(['searches', 'changes'], async transaction => {
      const searches = transaction.objectStore('searches');
      const changes = transaction.objectStore('changes');
      const [stored, waiting] = await Promise.all([searches.get(key), changes.getAll(changesOf(key))]);
      const merged = withChanges(stored, waiting);
      if (!merged || waiting.length === 0) return; // another tab has merged or removed it meanwhile
      await Promise.all([searches.put(merged), changes.delete(changesOf(key))]);
    });
  }

  /** A failure is left: the change is kept already, and merged whenever it is read. */
  function mergeSoon(key: string): void {
    clearTimeout(merging.get(key));
    const mergeNow = () => {
      merging.delete(key);
      merge(key).catch(() => undefined);
    };
    merging.set(key, setTimeout(mergeNow, mergeAfterMs));
  }

  /** Every record, the last changed first, as if all changes had been merged. */
  async function readAll(): Promise<unknown[]> {
    const reading = (await open()).transaction(['searches', 'changes']);
    const [records, changes] = await Promise.all([
      reading.objectStore('searches').getAll(),
      reading.objectStore('changes').getAll(),
    ]);
    const searches = new Map(records.map(record => [record.key, record]));
    for (const change of changes) {
      const merged = withChanges(searches.get(change.search.key), [change]);
      if (merged) searches.set(merged.key, merged);
    }
    return [...searches.values()].sort((a, b) => b.changedMs - a.changedMs);
  }

  return {
    async list(catalogue) {
      const { items, setAside } = listed(await readAll(), isWholeSearch);
      return { items: items.filter(search => search.catalogue === catalogue), setAside };
    },
    listAll: async () => listed(await readAll(), isWholeSearch).items,
    async put(change) {
      const { key, changedMs, ratings } = change.search;
      const at: Tables['changes']['key'] = [key, changedMs, tab, ++changeCount];
      await writer.writeQuickly(['changes'], transaction =>
        transaction.objectStore('changes').put(change, at),
      );
      otherTabs.tell();
      if (ratings.length >= worthKeeping) askToKeep();
      mergeSoon(key);
    },
    async remove(key) {
      clearTimeout(merging.get(key));
      await writer.write(['searches', 'changes'], transaction =>
        Promise.all([
          transaction.objectStore('searches').delete(key),
          transaction.objectStore('changes').delete(changesOf(key)),
        ]),
      );
      otherTabs.tell();
    },
    watch: otherTabs.watch,
  };
}

/** A stored record with changes applied in order; a damaged record is replaced by the changing tab's version. */
function withChanges(
  stored: InterestSearch | undefined,
  changes: readonly SearchChange[],
): InterestSearch | undefined {
  return changes.reduce(mergedSearch, isWholeSearch(stored) ? stored : undefined) ?? stored;
}
