import { type DBSchema, type IDBPDatabase, type OpenDBCallbacks, openDB } from 'idb';

/** How long opening may take, in milliseconds: usually it takes about ten. */
const usualWaitMs = 5_000;
/** The wait is counted in so many parts, so that a page that was frozen meanwhile still gets an answer that has arrived. */
const waitParts = 5;

/**
 * Opens an IndexedDB database once and keeps it open; opens it again after it was closed because another tab upgrades or
 * deletes it, because the browser closed it, or because opening failed. A call stops waiting for an opening that does not
 * answer in time; if it answers later, the next call uses it.
 *
 * @param held what it contains, for the sentences thrown while another tab has an older version open or where the
 * browser does not answer: "these runs"
 * @param upgrade creates or migrates the tables
 * @param waitMs how long one call waits for the database to open. Default 5 s
 */
export function databaseOpener<Tables extends DBSchema>(
  name: string,
  version: number,
  held: string,
  upgrade: NonNullable<OpenDBCallbacks<Tables>['upgrade']>,
  waitMs = usualWaitMs,
): () => Promise<IDBPDatabase<Tables>> {
  let opened: Promise<IDBPDatabase<Tables>> | undefined;
  let blocked = false;
  const refusals = new Set<() => void>(); // reject the calls that wait

  function open(): Promise<IDBPDatabase<Tables>> {
    blocked = false;
    const opening = openDB<Tables>(name, version, {
      upgrade,
      blocking(_held, _wanted, event) {
        opened = undefined;
        (event.target as IDBDatabase).close();
      },
      terminated() {
        opened = undefined;
      },
      blocked() {
        blocked = true;
        for (const refuse of refusals) refuse();
      },
    });
    opening.then(
      () => {
        blocked = false;
      },
      () => {
        if (opened === opening) opened = undefined;
      },
    );
    return opening;
  }

  return () => {
    opened ??= open();
    const opening = opened;
    return new Promise((resolve, reject) => {
      const refuse = () => reject(new Error(`another tab holds an older version of ${held}: close it`));
      if (blocked) return refuse();
      refusals.add(refuse);
      let partsLeft = waitParts;
      const timer = setInterval(() => {
        if (--partsLeft === 0) reject(new Error(unansweredSentence(held)));
      }, waitMs / waitParts);
      const settle = () => {
        clearInterval(timer);
        refusals.delete(refuse);
      };
      opening.then(resolve, reject).finally(settle);
    });
  };
}

function unansweredSentence(held: string): string {
  return `this browser’s storage does not answer, so ${held} can be neither read nor saved: close other tabs of this app or restart the browser, then try again`;
}
