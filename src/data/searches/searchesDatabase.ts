import type { DBSchema, IDBPObjectStore } from 'idb';
import { databaseOpener } from '../bytes/databaseOpener.ts';
import type { InterestSearch } from './interestSearch.ts';
import type { SearchShelf } from './searchShelf.ts';

interface Tables extends DBSchema {
  searches: {
    key: string;
    value: InterestSearch;
    indexes: {
      /** [catalogue, changedMs] */ ofCatalogue: [string, number];
      changedMs: number;
    };
  };
}

type WritableSearches = IDBPObjectStore<Tables, ['searches'], 'searches', 'readwrite'>;

const databaseName = 'morphospace-searches';
const databaseVersion = 1; // rises with the layout of the tables
/** From so many ratings on a search would be missed, and the browser is asked not to clear it away. */
const worthKeeping = 10;

/** Searches in IndexedDB, one record each, so that a rating costs one small write. */
export function createSearchesDatabase(name: string = databaseName): SearchShelf {
  let asked = false;

  const open = databaseOpener<Tables>(name, databaseVersion, 'these searches', database => {
    const searches = database.createObjectStore('searches', { keyPath: 'key' });
    searches.createIndex('ofCatalogue', ['catalogue', 'changedMs']);
    searches.createIndex('changedMs', 'changedMs');
  });

  /** Without it a browser short of space may clear the lot; one that refuses loses nothing by being asked. */
  function askToKeep(): void {
    if (asked) return;
    asked = true;
    navigator.storage?.persist?.().catch(() => {
      asked = false;
    });
  }

  /** Resolves once the change is on the disk: "strict" waits for it, else a crash of the machine could lose it. */
  async function write(change: (searches: WritableSearches) => Promise<unknown>): Promise<void> {
    const transaction = (await open()).transaction('searches', 'readwrite', { durability: 'strict' });
    const changed = change(transaction.store);
    transaction.commit(); // at once: it ends also where the page is closed before the answer
    await Promise.all([changed, transaction.done]); // a full disk is told at its end
  }

  return {
    async list(catalogue) {
      const range = IDBKeyRange.bound([catalogue], [catalogue, Number.POSITIVE_INFINITY]);
      return (await (await open()).getAllFromIndex('searches', 'ofCatalogue', range)).reverse();
    },
    async listAll() {
      return (await (await open()).getAllFromIndex('searches', 'changedMs')).reverse();
    },
    async put(search) {
      await write(async searches => searches.put(search));
      if (search.ratings.length >= worthKeeping) askToKeep();
    },
    async remove(key) {
      await write(async searches => searches.delete(key));
    },
  };
}
