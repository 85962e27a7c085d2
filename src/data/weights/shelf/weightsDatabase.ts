import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { NewFile, ShelvedFile, WeightsShelf } from './weightsShelf.ts';

interface Tables extends DBSchema {
  files: { key: string; value: ShelvedFile & { parts: number } };
  /** Bytes of a file in order, key [name, number]. */
  parts: { key: [string, number]; value: ArrayBuffer };
}

const databaseName = 'morphospace-weights';
const databaseVersion = 1; // rises with the layout of the tables

/**
 * Weights in IndexedDB, in parts as they arrive: each is written in one transaction with the count of bytes, so a
 * download goes on from there after a crash. (A file of the origin's private file system is lost whole unless closed.)
 */
export function createWeightsDatabase(name: string = databaseName): WeightsShelf {
  let opened: Promise<IDBPDatabase<Tables>> | undefined;

  function open(): Promise<IDBPDatabase<Tables>> {
    opened ??= openDB<Tables>(name, databaseVersion, {
      upgrade(database) {
        database.createObjectStore('files', { keyPath: 'name' });
        database.createObjectStore('parts');
      },
      blocking(_held, _wanted, event) {
        opened = undefined; // another tab wants to change or delete it
        (event.target as IDBDatabase).close();
      },
      terminated() {
        opened = undefined; // the browser closed it: opened anew at the next call
      },
    });
    opened.catch(() => {
      opened = undefined;
    });
    return opened;
  }

  /** All parts of one file. */
  const partsOf = (file: string) => IDBKeyRange.bound([file, 0], [file, Number.MAX_SAFE_INTEGER]);

  return {
    async list() {
      const files = await (await open()).getAll('files');
      return files.map(({ parts: _, ...file }) => file);
    },
    async begin(file: NewFile) {
      const change = (await open()).transaction(['files', 'parts'], 'readwrite');
      await Promise.all([
        change.objectStore('parts').delete(partsOf(file.name)),
        change.objectStore('files').put({ ...file, heldBytes: 0, complete: false, parts: 0 }),
        change.done,
      ]);
    },
    async append(name, bytes) {
      const database = await open();
      const change = database.transaction(['files', 'parts'], 'readwrite');
      const file = await change.objectStore('files').get(name);
      if (!file) {
        await change.done;
        throw new Error(`need a file begun as "${name}"; got none: it was deleted meanwhile`);
      }
      const heldBytes = file.heldBytes + bytes.length;
      const { buffer, byteOffset, byteLength } = bytes;
      await Promise.all([
        change
          .objectStore('parts')
          .put(buffer.slice(byteOffset, byteOffset + byteLength), [name, file.parts]),
        change.objectStore('files').put({ ...file, heldBytes, parts: file.parts + 1 }),
        change.done, // where a full disk speaks up
      ]);
      return heldBytes;
    },
    async finish(name) {
      const change = (await open()).transaction('files', 'readwrite');
      const file = await change.store.get(name);
      if (file) await change.store.put({ ...file, complete: true });
      await change.done;
    },
    async blob(name) {
      const database = await open();
      const file = await database.get('files', name);
      if (!file?.complete) return null;
      return new Blob(await database.getAll('parts', partsOf(name)));
    },
    async remove(name) {
      const change = (await open()).transaction(['files', 'parts'], 'readwrite');
      await Promise.all([
        change.objectStore('parts').delete(partsOf(name)),
        change.objectStore('files').delete(name),
        change.done,
      ]);
    },
    async room() {
      const { usage, quota } = (await navigator.storage?.estimate?.()) ?? {};
      if (usage === undefined || quota === undefined) return null;
      return { usedBytes: usage, freeBytes: Math.max(0, quota - usage) };
    },
  };
}
