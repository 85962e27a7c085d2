import type { DBSchema } from 'idb';
import type {
  ClusterCheckpoint,
  ClusterExamples,
  ClusterRequest,
} from '../../contracts/clustering/clusters.ts';
import { databaseOpener } from '../bytes/databaseOpener.ts';
import { createDatabaseWriter } from '../bytes/databaseWriter.ts';
import { createPersistenceRequest } from '../bytes/persistentStorage.ts';
import { listed } from '../bytes/setAside.ts';
import type { ClusterEdits } from './clusterEdits.ts';
import type { ClusterNote, ClusterShelf, KeptClusters, OthersClusterings } from './clusterRuns.ts';
import { isWholeClusterNote } from './wholeRun.ts';

interface Tables extends DBSchema {
  notes: { key: string; value: ClusterNote };
  /** By the run's key, as in the next tables. */
  requests: { key: string; value: ClusterRequest };
  checkpoints: { key: string; value: ClusterCheckpoint };
  examples: { key: string; value: ClusterExamples };
  results: { key: string; value: KeptClusters };
  edits: { key: string; value: ClusterEdits };
}

const databaseName = 'morphospace-clusters';
const databaseVersion = 1; // rises with the layout of the tables
const all = ['notes', 'requests', 'checkpoints', 'examples', 'results', 'edits'] as const;

const kept = { what: 'This clustering', remedy: 'resume it: it continues from its last checkpoint' };

/** Clusterings and their checkpoints in IndexedDB. */
export function createClusterDatabase(name: string = databaseName): ClusterShelf & OthersClusterings {
  const open = databaseOpener<Tables>(name, databaseVersion, 'these clusterings', database => {
    database.createObjectStore('notes', { keyPath: 'key' });
    for (const table of all.slice(1)) database.createObjectStore(table);
  });
  const askToKeep = createPersistenceRequest();
  const writer = createDatabaseWriter(open, kept, 'notes');
  return {
    async list() {
      const notes = await (await open()).getAll('notes');
      const { items, setAside } = listed<ClusterNote>(notes, isWholeClusterNote);
      return { items: items.sort((a, b) => b.changedMs - a.changedMs), setAside };
    },
    async begin(request, nowMs) {
      const { key, title, kind, settings, source } = request;
      const note = { key, title, kind, settings, source, epochs: 0, changedMs: nowMs };
      await writer.write(['notes', 'requests'], change =>
        Promise.all([
          change.objectStore('notes').put(note),
          change.objectStore('requests').put(request, key),
        ]),
      );
      askToKeep();
    },
    request: async key => (await open()).get('requests', key),
    checkpoint: async key => (await open()).get('checkpoints', key),
    examples: async key => (await open()).get('examples', key),
    async putCheckpoint(key, checkpoint, examples, nowMs) {
      await writer.readAndWrite(['notes', 'checkpoints', 'examples'], async change => {
        const notes = change.objectStore('notes');
        const note = await notes.get(key);
        await Promise.all([
          change.objectStore('checkpoints').put(checkpoint, key),
          change.objectStore('examples').put(examples, key),
          note && notes.put({ ...note, epochs: checkpoint.epochs.length, changedMs: nowMs }),
        ]);
      });
    },
    results: async key => (await open()).get('results', key),
    async putResults(key, results) {
      await writer.write(['results'], change => change.objectStore('results').put(results, key));
    },
    editKeys: async () => (await open()).getAllKeys('edits'),
    edits: async key => (await open()).get('edits', key),
    async putEdits(key, edits) {
      await writer.write(['edits'], change => change.objectStore('edits').put(edits, key));
    },
    async remove(key) {
      await writer.write([...all], change =>
        Promise.all(all.map(table => change.objectStore(table).delete(key))),
      );
    },
  };
}
