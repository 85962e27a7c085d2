import type { DBSchema } from 'idb';
import type { TrainingState } from '../../contracts/finetune.ts';
import { databaseOpener } from '../bytes/databaseOpener.ts';
import { createDatabaseWriter } from '../bytes/databaseWriter.ts';
import { createOtherTabs } from '../bytes/otherTabs.ts';
import { createPersistenceRequest } from '../bytes/persistentStorage.ts';
import { listed } from '../bytes/setAside.ts';
import type { FinetuneRun, FinetuneShelf, RemovedRun, RunAnswers } from './finetuneRuns.ts';
import type { HandLabels } from './handLabels.ts';
import { type HandLabelChange, mergedLabels } from './mergedLabels.ts';
import { isWholeRun } from './wholeRun.ts';

interface Tables extends DBSchema {
  runs: {
    key: string;
    value: FinetuneRun;
    indexes: { /** [catalogue, changedMs] */ ofCatalogue: [string, number] };
  };
  /** By the run's key. */
  states: { key: string; value: TrainingState };
  /** By the run's key, as are the files. */
  answers: { key: string; value: RunAnswers };
  files: { key: string; value: Blob };
  handLabels: { key: string; value: HandLabels };
  /** Changes not merged into the labels of their catalogue yet. By [catalogue, time, tab, count of that tab]. */
  labelChanges: { key: [string, number, string, number]; value: HandLabelChange };
}

const databaseName = 'morphospace-finetune';
const databaseVersion = 3; // rises with every change of the tables
const ofRuns = ['runs', 'states', 'answers', 'files'] as const;

const runKept = { what: 'This run', remedy: 'resume it: it continues from what was saved last' };
const labelsKept = {
  what: 'Your labels',
  remedy: 'go on labelling: what was not saved is saved with the next label',
};

/**
 * Runs in IndexedDB. States, answers and files have tables of their own, so that listing runs does not read their megabytes.
 * A change of the labels is written by itself first and then merged, like the changes of a search (searchesDatabase).
 */
export function createFinetuneDatabase(name: string = databaseName): FinetuneShelf {
  const tab = crypto.randomUUID();
  let changeCount = 0;
  const askToPersist = createPersistenceRequest();
  const otherTabs = createOtherTabs(name);
  const open = databaseOpener<Tables>(name, databaseVersion, 'these runs', (database, before) => {
    if (before < 1) {
      const runs = database.createObjectStore('runs', { keyPath: 'key' });
      runs.createIndex('ofCatalogue', ['catalogue', 'changedMs']);
      database.createObjectStore('states');
    }
    if (before < 2) {
      database.createObjectStore('answers');
      database.createObjectStore('files');
      database.createObjectStore('handLabels', { keyPath: 'catalogue' });
    }
    database.createObjectStore('labelChanges');
  });
  const runs = createDatabaseWriter(open, runKept, 'labelChanges');
  const labelWriter = createDatabaseWriter(open, labelsKept, 'labelChanges');

  const changesOf = (catalogue: string) => IDBKeyRange.bound([catalogue], [catalogue, []]); // an array comes after all numbers

  async function putAll({ run, state, answers, file }: RemovedRun): Promise<void> {
    await runs.write([...ofRuns], change => {
      const writes: Promise<unknown>[] = [change.objectStore('runs').put(run)];
      if (state) writes.push(change.objectStore('states').put(state, run.key));
      if (answers) writes.push(change.objectStore('answers').put(answers, run.key));
      if (file) writes.push(change.objectStore('files').put(file, run.key));
      return Promise.all(writes);
    });
    otherTabs.tell();
  }

  async function mergeLabels(catalogue: string): Promise<void> {
    await labelWriter.readAndWrite(['handLabels', 'labelChanges'], async transaction => {
      const labels = transaction.objectStore('handLabels');
      const changes = transaction.objectStore('labelChanges');
      const [stored, waiting] = await Promise.all([
        labels.get(catalogue),
        changes.getAll(changesOf(catalogue)),
      ]);
      if (waiting.length === 0) return; // another tab has merged them meanwhile
      const merged = waiting.reduce(mergedLabels, stored);
      await Promise.all([merged && labels.put(merged), changes.delete(changesOf(catalogue))]);
    });
  }

  return {
    async list(catalogue) {
      const reading = (await open()).transaction('runs');
      const index = reading.store.index('ofCatalogue');
      const [records, count, indexed] = await Promise.all([
        index.getAll(IDBKeyRange.bound([catalogue], [catalogue, []])),
        reading.store.count(),
        index.count(),
      ]);
      const { items, setAside } = listed<FinetuneRun>(records.reverse(), isWholeRun);
      return { items, setAside: setAside + count - indexed }; // one without catalogue or time is in no index
    },
    async rename(key, to) {
      await runs.readAndWrite(['runs'], async change => {
        const run = await change.objectStore('runs').get(key);
        if (run) await change.objectStore('runs').put({ ...run, name: to });
      });
      otherTabs.tell();
    },
    put: run => putAll({ run, state: undefined }),
    async putEpoch(run, state) {
      await putAll({ run, state });
      askToPersist(); // an epoch may have taken minutes
    },
    state: async key => (await open()).get('states', key),
    async putAnswers(key, answers) {
      await runs.write(['answers'], change => change.objectStore('answers').put(answers, key));
    },
    answers: async key => (await open()).get('answers', key),
    async putFile(key, file) {
      await runs.write(['files'], change => change.objectStore('files').put(file, key));
    },
    file: async key => (await open()).get('files', key),
    async putHandLabels(labelled) {
      const { catalogue } = labelled.labels;
      const at: Tables['labelChanges']['key'] = [catalogue, Date.now(), tab, ++changeCount];
      await labelWriter.write(['labelChanges'], change =>
        change.objectStore('labelChanges').put(labelled, at),
      );
      otherTabs.tell();
      askToPersist(); // a person's own work
      void mergeLabels(catalogue).catch(() => undefined); // the change is kept, and merged whenever it is read
    },
    async handLabels(catalogue) {
      const reading = (await open()).transaction(['handLabels', 'labelChanges']);
      const [stored, waiting] = await Promise.all([
        reading.objectStore('handLabels').get(catalogue),
        reading.objectStore('labelChanges').getAll(changesOf(catalogue)),
      ]);
      return waiting.reduce(mergedLabels, stored);
    },
    async remove(key) {
      const removed = await runs.readAndWrite([...ofRuns], async change => {
        const [run, state, answers, file] = await Promise.all([
          change.objectStore('runs').get(key),
          change.objectStore('states').get(key),
          change.objectStore('answers').get(key),
          change.objectStore('files').get(key),
        ]);
        await Promise.all(ofRuns.map(table => change.objectStore(table).delete(key)));
        return run && { run, state, answers, file };
      });
      otherTabs.tell();
      return removed;
    },
    restore: putAll,
    watch: otherTabs.watch,
  };
}
