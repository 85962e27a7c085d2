import type { DBSchema } from 'idb';
import type { DistilCheckpoint, DistilRequest } from '../../contracts/distillation/distil.ts';
import type { EvaluationRow } from '../../contracts/distillation/prototypes.ts';
import { databaseOpener } from '../bytes/databaseOpener.ts';
import { createDatabaseWriter } from '../bytes/databaseWriter.ts';
import { decodeFloat16, encodeFloat16 } from '../bytes/float16.ts';
import { createPersistenceRequest } from '../bytes/persistentStorage.ts';
import { listed } from '../bytes/setAside.ts';
import type { DistilNote, DistilShelf, KeptEpoch, SavedDistillations } from './distilRuns.ts';
import { isWholeNote } from './wholeRun.ts';
import { withEvaluation } from './withEvaluation.ts';

interface Tables extends DBSchema {
  notes: { key: string; value: DistilNote & { expertsKey: string } };
  /** By the run's key, as in the next two tables. */
  requests: { key: string; value: DistilRequest };
  checkpoints: { key: string; value: DistilCheckpoint };
  evaluations: { key: string; value: EvaluationRow[] };
  /** By [expertsKey, expert, epoch]: 16-bit floats. */
  epochs: { key: [string, number, number]; value: Uint8Array };
  /** By [expertsKey, expert]: what the last epoch written needs to go on. */
  velocities: { key: [string, number]; value: Omit<KeptEpoch, 'parameters'> };
}

const databaseName = 'morphospace-distil';
const databaseVersion = 1; // rises with the layout of the tables
const ofRun = ['notes', 'requests', 'checkpoints', 'evaluations'] as const;
const all = [...ofRun, 'epochs', 'velocities'] as const;

const kept = { what: 'This distillation', remedy: 'resume it: it continues from its last checkpoint' };

/** Runs, their experts and their checkpoints in IndexedDB. */
export function createDistilDatabase(name: string = databaseName): DistilShelf & SavedDistillations {
  const open = databaseOpener<Tables>(name, databaseVersion, 'these runs', database => {
    database.createObjectStore('notes', { keyPath: 'key' });
    for (const table of all.slice(1)) database.createObjectStore(table);
  });

  const askToKeep = createPersistenceRequest();
  const writer = createDatabaseWriter(open, kept, 'velocities');

  /** Every epoch of an expert from `from` to `to`. */
  const span = (expertsKey: string, expert: number, from: number, to: number) =>
    IDBKeyRange.bound([expertsKey, expert, from], [expertsKey, expert, to]);

  return {
    async list() {
      const { items, setAside } = listed<DistilNote>(await (await open()).getAll('notes'), isWholeNote);
      return { items: items.sort((a, b) => b.changedMs - a.changedMs), setAside };
    },
    async begin(request, expertsKey, nowMs) {
      const { key, title, set, settings } = request;
      const note = { key, title, setTitle: set.title, classes: set.classes, settings, iterations: 0 };
      await writer.write(['notes', 'requests'], change =>
        Promise.all([
          change.objectStore('notes').put({ ...note, expertsKey, changedMs: nowMs }),
          change.objectStore('requests').put(request, key),
        ]),
      );
      askToKeep();
    },
    request: async key => (await open()).get('requests', key),
    checkpoint: async key => (await open()).get('checkpoints', key),
    async putCheckpoint(key, checkpoint, nowMs) {
      await writer.readAndWrite(['notes', 'checkpoints'], async change => {
        const notes = change.objectStore('notes');
        const note = await notes.get(key);
        await Promise.all([
          change.objectStore('checkpoints').put(checkpoint, key),
          note && notes.put({ ...note, iterations: checkpoint.iterations.length, changedMs: nowMs }),
        ]);
      });
    },
    evaluations: async key => (await (await open()).get('evaluations', key)) ?? [],
    async putEvaluation(key, row) {
      await writer.readAndWrite(['evaluations'], async change => {
        const evaluations = change.objectStore('evaluations');
        await evaluations.put(withEvaluation((await evaluations.get(key)) ?? [], row), key);
      });
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
      await writer.write(['epochs', 'velocities'], change =>
        Promise.all([
          change.objectStore('epochs').put(encodeFloat16(parameters), [expertsKey, expert, memory.epoch]),
          change.objectStore('velocities').put(memory, [expertsKey, expert]),
        ]),
      );
    },
    async saved(key) {
      const reading = (await open()).transaction([...ofRun]);
      const [note, request, checkpoint, evaluations = []] = await Promise.all([
        reading.objectStore('notes').get(key),
        reading.objectStore('requests').get(key),
        reading.objectStore('checkpoints').get(key),
        reading.objectStore('evaluations').get(key),
      ]);
      return note && request && { note, request, checkpoint, evaluations };
    },
    async restore({ note, request, checkpoint, evaluations }) {
      const { key } = note;
      await writer.write([...ofRun], change =>
        Promise.all([
          change.objectStore('notes').put(note),
          change.objectStore('requests').put(request, key),
          checkpoint
            ? change.objectStore('checkpoints').put(checkpoint, key)
            : change.objectStore('checkpoints').delete(key),
          change.objectStore('evaluations').put(evaluations, key),
        ]),
      );
    },
    async remove(key) {
      await writer.readAndWrite([...all], async change => {
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
        await Promise.all(deletions);
      });
    },
  };
}
