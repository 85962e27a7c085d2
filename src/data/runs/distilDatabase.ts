import type { DBSchema } from 'idb';
import type { DistilCheckpoint, DistilRequest } from '../../contracts/distil.ts';
import type { EvaluationRow } from '../../contracts/prototypes.ts';
import { databaseOpener } from '../bytes/databaseOpener.ts';
import { decodeFloat16, encodeFloat16 } from '../bytes/float16.ts';
import type { DistilNote, DistilShelf, KeptEpoch } from './distilRuns.ts';
import { withEvaluation } from './withEvaluation.ts';

interface Tables extends DBSchema {
  notes: { key: string; value: DistilNote & { expertsKey: string } };
  /** By the run's key, as the next two. */
  requests: { key: string; value: DistilRequest };
  checkpoints: { key: string; value: DistilCheckpoint };
  evaluations: { key: string; value: EvaluationRow[] };
  /** By [expertsKey, expert, epoch]: 16-bit floats. */
  epochs: { key: [string, number, number]; value: Uint8Array };
  /** By [expertsKey, expert]: of the last epoch written. */
  velocities: { key: [string, number]; value: Omit<KeptEpoch, 'parameters'> };
}

const databaseName = 'morphospace-distil';
const databaseVersion = 1; // rises with the layout of the tables
const ofRun = ['notes', 'requests', 'checkpoints', 'evaluations'] as const;
const all = [...ofRun, 'epochs', 'velocities'] as const;

/** Runs, their experts and their checkpoints in IndexedDB. */
export function createDistilDatabase(name: string = databaseName): DistilShelf {
  const open = databaseOpener<Tables>(name, databaseVersion, 'these runs', database => {
    database.createObjectStore('notes', { keyPath: 'key' });
    for (const table of all.slice(1)) database.createObjectStore(table);
  });

  /** Without it a browser short of space may clear the lot; workers have no say in it everywhere. */
  function askToKeep(): void {
    navigator.storage?.persist?.().catch(() => undefined);
  }

  /** Every epoch of an expert from `from` to `to`. */
  const span = (expertsKey: string, expert: number, from: number, to: number) =>
    IDBKeyRange.bound([expertsKey, expert, from], [expertsKey, expert, to]);

  return {
    async list() {
      return (await (await open()).getAll('notes')).sort((a, b) => b.changedMs - a.changedMs);
    },
    async begin(request, expertsKey, nowMs) {
      const { key, title, set, settings } = request;
      const note = { key, title, setTitle: set.title, classes: set.classes, settings, iterations: 0 };
      const change = (await open()).transaction(['notes', 'requests'], 'readwrite');
      await Promise.all([
        change.objectStore('notes').put({ ...note, expertsKey, changedMs: nowMs }),
        change.objectStore('requests').put(request, key),
        change.done, // a full disk speaks up at its end
      ]);
      askToKeep();
    },
    request: async key => (await open()).get('requests', key),
    checkpoint: async key => (await open()).get('checkpoints', key),
    async putCheckpoint(key, checkpoint, nowMs) {
      const change = (await open()).transaction(['notes', 'checkpoints'], 'readwrite');
      const notes = change.objectStore('notes');
      const note = await notes.get(key);
      const writes: Promise<unknown>[] = [change.objectStore('checkpoints').put(checkpoint, key)];
      if (note) {
        writes.push(notes.put({ ...note, iterations: checkpoint.iterations.length, changedMs: nowMs }));
      }
      await Promise.all([...writes, change.done]);
    },
    evaluations: async key => (await (await open()).get('evaluations', key)) ?? [],
    async putEvaluation(key, row) {
      const change = (await open()).transaction('evaluations', 'readwrite');
      const rows = (await change.store.get(key)) ?? [];
      await Promise.all([change.store.put(withEvaluation(rows, row), key), change.done]);
    },
    async expertEpoch(expertsKey, expert, epoch) {
      const bytes = await (await open()).get('epochs', [expertsKey, expert, epoch]);
      return bytes && decodeFloat16(bytes);
    },
    async lastEpoch(expertsKey, expert, before) {
      const reading = (await open()).transaction(['epochs', 'velocities']);
      const [cursor, last] = await Promise.all([
        reading.objectStore('epochs').openCursor(span(expertsKey, expert, 0, before), 'prev'),
        reading.objectStore('velocities').get([expertsKey, expert]),
      ]);
      if (!cursor) return undefined;
      const epoch = cursor.key[2];
      const memory = last?.epoch === epoch ? last : { epoch };
      return { ...memory, parameters: decodeFloat16(cursor.value) };
    },
    async putExpertEpoch(expertsKey, expert, { parameters, ...memory }) {
      const change = (await open()).transaction(['epochs', 'velocities'], 'readwrite');
      await Promise.all([
        change.objectStore('epochs').put(encodeFloat16(parameters), [expertsKey, expert, memory.epoch]),
        change.objectStore('velocities').put(memory, [expertsKey, expert]),
        change.done,
      ]);
    },
    async remove(key) {
      const change = (await open()).transaction(all, 'readwrite');
      const notes = await change.objectStore('notes').getAll();
      const expertsKey = notes.find(note => note.key === key)?.expertsKey;
      const shared = notes.some(note => note.key !== key && note.expertsKey === expertsKey);
      const deletions: Promise<unknown>[] = ofRun.map(table => change.objectStore(table).delete(key));
      if (expertsKey !== undefined && !shared) {
        const own = IDBKeyRange.bound([expertsKey], [expertsKey, []]); // an array comes after every number
        deletions.push(
          change.objectStore('epochs').delete(own),
          change.objectStore('velocities').delete(own),
        );
      }
      await Promise.all([...deletions, change.done]);
    },
  };
}
