import type { DBSchema } from 'idb';
import type { KeptView } from '../../contracts/kept.ts';
import { databaseOpener } from '../bytes/databaseOpener.ts';
import { createDatabaseWriter } from '../bytes/databaseWriter.ts';
import { createOtherTabs } from '../bytes/otherTabs.ts';
import { createPersistenceRequest } from '../bytes/persistentStorage.ts';
import { listed } from '../bytes/setAside.ts';
import { keptDatabaseName } from './keptDatabaseName.ts';
import { isWholeManifest, type KeptManifest } from './keptManifest.ts';
import {
  catalogueKept,
  type EmbeddedChunk,
  type KeptShelf,
  type LastCatalogue,
  needAllPieces,
  needSameWrite,
  piecesOf,
} from './keptShelf.ts';

interface Tables extends DBSchema {
  catalogues: { key: string; value: KeptManifest };
  /** By [catalogue, name]. */
  pieces: { key: [string, string]; value: Blob };
  views: { key: string; value: KeptView };
  /** By [catalogue, SHA-256 of the weights, count]. */
  chunks: { key: [string, string, number]; value: EmbeddedChunk };
  /** By catalogue. */
  handles: { key: string; value: FileSystemHandle[] };
  /** One record: which catalogue was open last. */
  last: { key: typeof lastKey; value: { last: LastCatalogue | null } };
}

const lastKey = 'last';

const databaseVersion = 2; // rises with the layout of the tables
const all = ['catalogues', 'pieces', 'views', 'chunks', 'handles'] as const;

/** All keys of one catalogue, or of its chunks by some weights: an array comes after all texts and numbers. */
const under = (...parts: string[]) => IDBKeyRange.bound(parts, [...parts, []]);

/** Catalogues in IndexedDB: what a manifest names was written before it, so that a crash leaves the former one whole. */
export function createKeptDatabase(name: string = keptDatabaseName): KeptShelf {
  const askToKeep = createPersistenceRequest();
  const otherTabs = createOtherTabs(name);
  const listeners = createOtherTabs(name); // a channel of its own hears what this tab tells, too
  const open = databaseOpener<Tables>(name, databaseVersion, 'these catalogues', (database, from) => {
    if (from < 1) {
      database.createObjectStore('catalogues', { keyPath: 'key' });
      for (const table of ['pieces', 'views', 'chunks'] as const) database.createObjectStore(table);
    }
    for (const table of ['handles', 'last'] as const) database.createObjectStore(table);
  });
  const writer = createDatabaseWriter(open, catalogueKept, 'last');
  let chunkCount = Date.now(); // after those of an earlier visit

  return {
    async list() {
      const { items, setAside } = listed(await (await open()).getAll('catalogues'), isWholeManifest);
      return { items: items.sort((a, b) => b.seenMs - a.seenMs), setAside };
    },
    async manifest(key) {
      const found = await (await open()).get('catalogues', key);
      return isWholeManifest(found) ? found : undefined;
    },
    piece: async (key, piece) => (await open()).get('pieces', [key, piece]),
    async putPieces(key, pieces) {
      await writer.write(['pieces'], transaction =>
        Promise.all(
          pieces.map(({ name: piece, bytes }) => transaction.objectStore('pieces').put(bytes, [key, piece])),
        ),
      );
    },
    async putManifest(manifest, { needsAll = false, only } = {}) {
      const { key } = manifest;
      const named = piecesOf(manifest);
      await writer.readAndWrite(['catalogues', 'pieces'], async transaction => {
        const pieces = transaction.objectStore('pieces');
        const catalogues = transaction.objectStore('catalogues');
        const there = await catalogues.get(key);
        if (only) needSameWrite(isWholeManifest(there) ? there : undefined, only.write);
        const keys = await pieces.getAllKeys(under(key));
        if (needsAll)
          needAllPieces(
            named,
            keys.map(([, piece]) => piece),
          );
        await catalogues.put({ ...manifest, title: there ? there.title : manifest.title });
        await Promise.all(keys.filter(([, piece]) => !named.has(piece)).map(each => pieces.delete(each)));
      });
      otherTabs.tell();
      askToKeep(); // hours of embedding may be in it
    },
    async entitle(key, title) {
      await writer.readAndWrite(['catalogues'], async transaction => {
        const catalogues = transaction.objectStore('catalogues');
        const found = await catalogues.get(key);
        if (found) await catalogues.put({ ...found, title });
      });
      otherTabs.tell();
    },
    view: async key => (await open()).get('views', key),
    async putView(key, view) {
      await writer.write(['views'], transaction => transaction.objectStore('views').put(view, key));
    },
    async remove(key) {
      await writer.write([...all], transaction =>
        Promise.all([
          transaction.objectStore('catalogues').delete(key),
          transaction.objectStore('views').delete(key),
          transaction.objectStore('handles').delete(key),
          transaction.objectStore('pieces').delete(under(key)),
          transaction.objectStore('chunks').delete(under(key)),
        ]),
      );
      otherTabs.tell();
    },
    async *chunks(key, weightsSha256) {
      const keys = await (await open()).getAllKeys('chunks', under(key, weightsSha256));
      for (const each of keys) {
        const chunk = await (await open()).get('chunks', each); // one at a time: together they may be gigabytes
        if (chunk) yield chunk;
      }
    },
    async putChunk(key, weightsSha256, chunk) {
      await writer.write(['chunks'], transaction =>
        transaction.objectStore('chunks').put(chunk, [key, weightsSha256, chunkCount++]),
      );
    },
    async dropChunks(key) {
      await writer.write(['chunks'], transaction => transaction.objectStore('chunks').delete(under(key)));
    },
    async last() {
      const found = await (await open()).get('last', lastKey);
      return found?.last;
    },
    async putLast(last) {
      await writer.write(['last'], transaction => transaction.objectStore('last').put({ last }, lastKey));
    },
    handles: async key => (await (await open()).get('handles', key)) ?? [],
    async putHandles(key, handles) {
      await writer.write(['handles'], transaction =>
        transaction.objectStore('handles').put([...handles], key),
      );
    },
    watch: listeners.watch,
  };
}
