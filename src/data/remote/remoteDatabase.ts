import type { DBSchema } from 'idb';
import { databaseOpener } from '../bytes/databaseOpener.ts';
import { createDatabaseWriter } from '../bytes/databaseWriter.ts';
import { createForgivingShelf, type KeptCutout, type RemoteFile, type RemoteShelf } from './remoteShelf.ts';

interface Tables extends DBSchema {
  files: { key: string; value: RemoteFile };
  /** Bytes of a file, key [url, index]. */
  blocks: { key: [string, number]; value: ArrayBuffer };
  cutouts: { key: string; value: KeptCutout };
}

const databaseName = 'morphospace-fetched';
const databaseVersion = 1; // rises with the layout of the tables

/** What was fetched from other hosts, in IndexedDB. @throws StorageFullError with a sentence where the disk is full */
function createRemoteDatabase(name: string = databaseName): RemoteShelf {
  const open = databaseOpener<Tables>(name, databaseVersion, 'what was fetched', database => {
    database.createObjectStore('files', { keyPath: 'url' });
    database.createObjectStore('blocks');
    database.createObjectStore('cutouts', { keyPath: 'url' });
  });
  const writer = createDatabaseWriter(
    open,
    {
      what: 'What was fetched',
      remedy: 'fetch it again, or go on without it being kept',
    },
    'files',
  );
  const blocksOf = (url: string) => IDBKeyRange.bound([url, 0], [url, Number.MAX_SAFE_INTEGER]);
  return {
    file: async url => (await open()).get('files', url),
    async begin(file) {
      await writer.writeQuickly(['files', 'blocks'], change =>
        Promise.all([
          change.objectStore('files').put(file),
          change.objectStore('blocks').delete(blocksOf(file.url)),
        ]),
      );
    },
    block: async (url, index) => (await open()).get('blocks', [url, index]),
    async keep(url, first, blocks) {
      await writer.writeQuickly(['blocks'], change =>
        Promise.all(blocks.map((block, i) => change.objectStore('blocks').put(block, [url, first + i]))),
      );
    },
    cutout: async url => (await open()).get('cutouts', url),
    async keepCutout(cutout) {
      await writer.writeQuickly(['cutouts'], change => change.objectStore('cutouts').put(cutout));
    },
    async remove(url) {
      await writer.writeQuickly(['files', 'blocks'], change =>
        Promise.all([
          change.objectStore('files').delete(url),
          change.objectStore('blocks').delete(blocksOf(url)),
        ]),
      );
    },
  };
}

let shared: RemoteShelf | undefined;

/** The shelf of this page or worker: one connection, and memory where the browser has none. */
export function remoteShelf(): RemoteShelf {
  let database: RemoteShelf | undefined;
  shared ??= createForgivingShelf(() => {
    database ??= createRemoteDatabase();
    return database;
  });
  return shared;
}
