import type { DBSchema } from 'idb';
import type { TrainingState } from '../../contracts/finetune.ts';
import { databaseOpener } from '../bytes/databaseOpener.ts';
import type { FinetuneRun, FinetuneShelf, HandLabels, RemovedRun, RunAnswers } from './finetuneRuns.ts';

interface Tables extends DBSchema {
  runs: {
    key: string;
    value: FinetuneRun;
    indexes: { /** [catalogue, changedMs] */ ofCatalogue: [string, number] };
  };
  /** By the run's key. */
  states: { key: string; value: TrainingState };
  /** By the run's key, as the files. */
  answers: { key: string; value: RunAnswers };
  files: { key: string; value: Blob };
  handLabels: { key: string; value: HandLabels };
}

const databaseName = 'morphospace-finetune';
const databaseVersion = 2; // raised with every change of the tables
const ofRuns = ['runs', 'states', 'answers', 'files'] as const;

/** Runs in IndexedDB. States, answers and files have tables of their own: listing runs reads none of their megabytes. */
export function createFinetuneDatabase(name: string = databaseName): FinetuneShelf {
  let askedToPersist = false;

  const open = databaseOpener<Tables>(name, databaseVersion, 'these runs', (database, before) => {
    if (before < 1) {
      const runs = database.createObjectStore('runs', { keyPath: 'key' });
      runs.createIndex('ofCatalogue', ['catalogue', 'changedMs']);
      database.createObjectStore('states');
    }
    database.createObjectStore('answers');
    database.createObjectStore('files');
    database.createObjectStore('handLabels', { keyPath: 'catalogue' });
  });

  /** Otherwise a browser short of space may delete the database. A refusal changes nothing. */
  function askToPersist(): void {
    if (askedToPersist) return;
    askedToPersist = true;
    navigator.storage?.persist?.().catch(() => {
      askedToPersist = false;
    });
  }

  async function putAll({ run, state, answers, file }: RemovedRun): Promise<void> {
    const change = (await open()).transaction(ofRuns, 'readwrite');
    const writes: Promise<unknown>[] = [change.objectStore('runs').put(run)];
    if (state) writes.push(change.objectStore('states').put(state, run.key));
    if (answers) writes.push(change.objectStore('answers').put(answers, run.key));
    if (file) writes.push(change.objectStore('files').put(file, run.key));
    await Promise.all([...writes, change.done]); // a full disk rejects here
  }

  return {
    async list(catalogue) {
      const range = IDBKeyRange.bound([catalogue], [catalogue, Number.POSITIVE_INFINITY]);
      return (await (await open()).getAllFromIndex('runs', 'ofCatalogue', range)).reverse();
    },
    put: run => putAll({ run, state: undefined }),
    async putEpoch(run, state) {
      await putAll({ run, state });
      askToPersist(); // an epoch may have taken minutes
    },
    state: async key => (await open()).get('states', key),
    async putAnswers(key, answers) {
      await (await open()).put('answers', answers, key);
    },
    answers: async key => (await open()).get('answers', key),
    async putFile(key, file) {
      await (await open()).put('files', file, key);
    },
    file: async key => (await open()).get('files', key),
    async putHandLabels(labels) {
      await (await open()).put('handLabels', labels);
      askToPersist(); // a person's own work
    },
    handLabels: async catalogue => (await open()).get('handLabels', catalogue),
    async remove(key) {
      const change = (await open()).transaction(ofRuns, 'readwrite');
      const [run, state, answers, file] = await Promise.all([
        change.objectStore('runs').get(key),
        change.objectStore('states').get(key),
        change.objectStore('answers').get(key),
        change.objectStore('files').get(key),
      ]);
      const gone = ofRuns.map(table => change.objectStore(table).delete(key));
      await Promise.all([...gone, change.done]);
      return run && { run, state, answers, file };
    },
    restore: putAll,
  };
}
