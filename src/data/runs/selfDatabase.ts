import type { DBSchema } from 'idb';
import type { SelfState } from '../../contracts/training/selfsupervision.ts';
import { databaseOpener } from '../bytes/databaseOpener.ts';
import { createDatabaseWriter } from '../bytes/databaseWriter.ts';
import { createPersistenceRequest } from '../bytes/persistentStorage.ts';
import { listed } from '../bytes/setAside.ts';
import type { RemovedSelfRun, SelfRun, SelfShelf } from './selfRuns.ts';

interface Tables extends DBSchema {
  runs: {
    key: string;
    value: SelfRun;
    indexes: { /** [catalogue, changedMs] */ ofCatalogue: [string, number] };
  };
  /** By the run's key, as are the files. */
  states: { key: string; value: SelfState };
  files: { key: string; value: Blob };
}

const databaseName = 'morphospace-selfsupervision';
const databaseVersion = 1; // rises with every change of the tables
const tables = ['runs', 'states', 'files'] as const;
const runKept = { what: 'This run', remedy: 'resume it: it goes on from what was kept last' };

/** Trainings without labels in IndexedDB; states and files have tables of their own, so that listing does not read them. */
export function createSelfDatabase(name: string = databaseName): SelfShelf {
  const askToPersist = createPersistenceRequest();
  const open = databaseOpener<Tables>(name, databaseVersion, 'these runs', database => {
    const runs = database.createObjectStore('runs', { keyPath: 'key' });
    runs.createIndex('ofCatalogue', ['catalogue', 'changedMs']);
    database.createObjectStore('states');
    database.createObjectStore('files');
  });
  const writer = createDatabaseWriter(open, runKept, 'runs');

  const putAll = ({ run, state, file }: RemovedSelfRun) =>
    writer.write([...tables], change => {
      const writes: Promise<unknown>[] = [change.objectStore('runs').put(run)];
      if (state) writes.push(change.objectStore('states').put(state, run.key));
      if (file) writes.push(change.objectStore('files').put(file, run.key));
      return Promise.all(writes);
    });

  return {
    async list(catalogue) {
      const index = (await open()).transaction('runs').store.index('ofCatalogue');
      const records = await index.getAll(IDBKeyRange.bound([catalogue], [catalogue, []])); // an array comes after all numbers
      return listed<SelfRun>(records.reverse(), isWholeSelfRun);
    },
    async put(run, state) {
      await putAll({ run, state });
      if (state) askToPersist(); // an epoch may have taken minutes
    },
    state: async key => (await open()).get('states', key),
    async putFile(key, file) {
      await writer.write(['files'], change => change.objectStore('files').put(file, key));
    },
    file: async key => (await open()).get('files', key),
    remove: key =>
      writer.readAndWrite([...tables], async change => {
        const [run, state, file] = await Promise.all([
          change.objectStore('runs').get(key),
          change.objectStore('states').get(key),
          change.objectStore('files').get(key),
        ]);
        await Promise.all(tables.map(table => change.objectStore(table).delete(key)));
        return run && { run, state, file };
      }),
    async restore(removed) {
      await putAll(removed);
    },
  };
}

/** Whether a record has all that the list and a resumed training read. */
function isWholeSelfRun(record: unknown): record is SelfRun {
  if (typeof record !== 'object' || record === null) return false;
  const { key, catalogue, name, start, settings, seed, galaxyIds, epochs, probes, steps, changedMs } =
    record as Partial<SelfRun>;
  return (
    [key, catalogue, name].every(each => typeof each === 'string') &&
    (start?.kind === 'small' || start?.kind === 'top') &&
    typeof settings?.method === 'string' &&
    [seed, steps, changedMs].every(each => typeof each === 'number') &&
    [galaxyIds, epochs, probes].every(Array.isArray)
  );
}
