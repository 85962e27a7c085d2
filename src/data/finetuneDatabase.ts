import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { TrainingState } from '../contracts/finetune.ts';
import type { FinetuneRun, FinetuneShelf } from './finetuneRuns.ts';

interface Tables extends DBSchema {
  runs: {
    key: string;
    value: FinetuneRun;
    indexes: { /** [catalogue, changedMs] */ ofCatalogue: [string, number] };
  };
  /** By the run's key. */
  states: { key: string; value: TrainingState };
}

const databaseName = 'morphospace-finetune';
const databaseVersion = 1; // rises with the layout of the tables
const both = ['runs', 'states'] as const;

/** Runs in IndexedDB; states lie apart from them, so that a list of runs reads none of their megabytes. */
export function createFinetuneDatabase(name: string = databaseName): FinetuneShelf {
  let opened: Promise<IDBPDatabase<Tables>> | undefined;
  let asked = false;

  function open(): Promise<IDBPDatabase<Tables>> {
    opened ??= new Promise((resolve, reject) => {
      openDB<Tables>(name, databaseVersion, {
        upgrade(database) {
          const runs = database.createObjectStore('runs', { keyPath: 'key' });
          runs.createIndex('ofCatalogue', ['catalogue', 'changedMs']);
          database.createObjectStore('states');
        },
        blocking(_held, _wanted, event) {
          opened = undefined; // another tab wants to change or delete it
          (event.target as IDBDatabase).close();
        },
        terminated() {
          opened = undefined; // the browser closed it: opened anew at the next call
        },
        blocked() {
          reject(new Error('another tab holds an older version of these runs: close it'));
        },
      }).then(resolve, reject);
    });
    opened.catch(() => {
      opened = undefined;
    });
    return opened;
  }

  /** Without it a browser short of space may clear the lot; one that refuses loses nothing by being asked. */
  function askToKeep(): void {
    if (asked) return;
    asked = true;
    navigator.storage?.persist?.().catch(() => {
      asked = false;
    });
  }

  async function putBoth(run: FinetuneRun, state: TrainingState | undefined): Promise<void> {
    const change = (await open()).transaction(both, 'readwrite');
    const writes: Promise<unknown>[] = [change.objectStore('runs').put(run)];
    if (state) writes.push(change.objectStore('states').put(state, run.key));
    await Promise.all([...writes, change.done]); // a full disk speaks up at its end
  }

  return {
    async list(catalogue) {
      const range = IDBKeyRange.bound([catalogue], [catalogue, Number.POSITIVE_INFINITY]);
      return (await (await open()).getAllFromIndex('runs', 'ofCatalogue', range)).reverse();
    },
    put: run => putBoth(run, undefined),
    async putEpoch(run, state) {
      await putBoth(run, state);
      askToKeep(); // an epoch may have taken minutes
    },
    state: async key => (await open()).get('states', key),
    async remove(key) {
      const change = (await open()).transaction(both, 'readwrite');
      const [runs, states] = [change.objectStore('runs'), change.objectStore('states')];
      const [run, state] = await Promise.all([runs.get(key), states.get(key)]);
      await Promise.all([runs.delete(key), states.delete(key), change.done]);
      return run && { run, state };
    },
    restore: ({ run, state }) => putBoth(run, state),
  };
}
