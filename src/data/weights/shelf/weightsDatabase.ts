import type { DBSchema } from 'idb';
import { databaseOpener } from '../../bytes/databaseOpener.ts';
import { createDatabaseWriter } from '../../bytes/databaseWriter.ts';
import { type NewFile, type ShelvedFile, type WeightsShelf, weightsKept } from './weightsShelf.ts';

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
  const open = databaseOpener<Tables>(name, databaseVersion, 'these weights', database => {
    database.createObjectStore('files', { keyPath: 'name' });
    database.createObjectStore('parts');
  });
  const writer = createDatabaseWriter(open, weightsKept, 'files');

  /** All parts of one file. */
  const partsOf = (file: string) => IDBKeyRange.bound([file, 0], [file, Number.MAX_SAFE_INTEGER]);

  return {
    async list() {
      const files = await (await open()).getAll('files');
      return files.map(({ parts: _, ...file }) => file);
    },
    async begin(file: NewFile) {
      await writer.write(['files', 'parts'], change =>
        Promise.all([
          change.objectStore('files').put({ ...file, heldBytes: 0, complete: false, parts: 0 }),
          change.objectStore('parts').delete(partsOf(file.name)),
        ]),
      );
    },
    append(name, bytes) {
      return writer.readAndWrite(['files', 'parts'], async change => {
        const file = await change.objectStore('files').get(name);
        if (!file) throw new Error(`need a file begun as "${name}"; got none: it was deleted meanwhile`);
        const heldBytes = file.heldBytes + bytes.length;
        const { buffer, byteOffset, byteLength } = bytes;
        await Promise.all([
          change
            .objectStore('parts')
            .put(buffer.slice(byteOffset, byteOffset + byteLength), [name, file.parts]),
          change.objectStore('files').put({ ...file, heldBytes, parts: file.parts + 1 }),
        ]);
        return heldBytes;
      });
    },
    async finish(name) {
      await writer.readAndWrite(['files'], async change => {
        const file = await change.objectStore('files').get(name);
        if (file) await change.objectStore('files').put({ ...file, complete: true });
      });
    },
    async blob(name) {
      const database = await open();
      const file = await database.get('files', name);
      if (!file?.complete) return null;
      return new Blob(await database.getAll('parts', partsOf(name)));
    },
    async remove(name) {
      await writer.write(['files', 'parts'], change =>
        Promise.all([
          change.objectStore('parts').delete(partsOf(name)),
          change.objectStore('files').delete(name),
        ]),
      );
    },
    async room() {
      const { usage, quota } = (await navigator.storage?.estimate?.()) ?? {};
      if (usage === undefined || quota === undefined) return null;
      return { usedBytes: usage, freeBytes: Math.max(0, quota - usage) };
    },
  };
}
