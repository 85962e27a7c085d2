import { type DBSchema, type IDBPDatabase, type OpenDBCallbacks, openDB } from 'idb';

/**
 * Opens a database of this browser once, and anew after it was given up: to another tab that wants to change or delete it,
 * by the browser itself, or because it could not be opened.
 *
 * @param held what it holds, for the sentence that is thrown while another tab holds an older version: "these runs"
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
