import type { DBSchema } from 'idb';
import { databaseOpener } from '../bytes/databaseOpener.ts';
import { createDatabaseWriter } from '../bytes/databaseWriter.ts';
import { createOtherTabs } from '../bytes/otherTabs.ts';
import { createPersistenceRequest } from '../bytes/persistentStorage.ts';
import { listed } from '../bytes/setAside.ts';
import { type KeepsakeShelf, ofCatalogue, setsKept } from './keepsakeShelf.ts';
import { isWholeKeepsake, type Keepsake } from './keptSet.ts';

interface Tables extends DBSchema {
  keepsakes: { key: string; value: Keepsake };
}

const databaseName = 'morphospace-sets';
const databaseVersion = 1; // rises with the layout of the tables

/** Sets and filters in IndexedDB, one record each. */
export function createKeepsakeDatabase(name: string = databaseName): KeepsakeShelf {
  const askToKeep = createPersistenceRequest();
  const otherTabs = createOtherTabs(name);
  const open = databaseOpener<Tables>(name, databaseVersion, 'these sets', database => {
    database.createObjectStore('keepsakes', { keyPath: 'key' });
  });
  const writer = createDatabaseWriter(open, setsKept, 'keepsakes');
  return {
    async list(catalogue) {
      const { items, setAside } = listed(await (await open()).getAll('keepsakes'), isWholeKeepsake);
      return { items: ofCatalogue(items, catalogue), setAside };
    },
    async put(keepsake) {
      await writer.write(['keepsakes'], transaction => transaction.objectStore('keepsakes').put(keepsake));
      otherTabs.tell();
      askToKeep();
    },
    async remove(key) {
      await writer.write(['keepsakes'], transaction => transaction.objectStore('keepsakes').delete(key));
      otherTabs.tell();
    },
    watch: otherTabs.watch,
  };
}
