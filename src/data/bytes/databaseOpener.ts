import { type DBSchema, type IDBPDatabase, type OpenDBCallbacks, openDB } from 'idb';

/**
 * Opens an IndexedDB database once and keeps it open; opens it again after it was closed because another tab upgrades or
 * deletes it, because the browser closed it, or because opening failed.
 *
 * @param held what it contains, for the sentence thrown while another tab has an older version open: "these runs"
 * @param upgrade creates or migrates the tables
 */
export function databaseOpener<Tables extends DBSchema>(
  name: string,
  version: number,
  held: string,
  upgrade: NonNullable<OpenDBCallbacks<Tables>['upgrade']>,
): () => Promise<IDBPDatabase<Tables>> {
  let opened: Promise<IDBPDatabase<Tables>> | undefined;
  return () => {
    opened ??= new Promise((resolve, reject) => {
      openDB<Tables>(name, version, {
        upgrade,
        blocking(_held, _wanted, event) {
          opened = undefined;
          (event.target as IDBDatabase).close();
        },
        terminated() {
          opened = undefined;
        },
        blocked() {
          reject(new Error(`another tab holds an older version of ${held}: close it`));
        },
      }).then(resolve, reject);
    });
    opened.catch(() => {
      opened = undefined;
    });
    return opened;
  };
}
