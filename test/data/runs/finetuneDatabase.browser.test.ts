import { openDB } from 'idb';
import { afterEach, expect, it, vi } from 'vitest';
import type { EpochFigures, TrainingState } from '../../../src/contracts/finetune.ts';
import { createFinetuneDatabase } from '../../../src/data/runs/finetuneDatabase.ts';
import type { FinetuneRun } from '../../../src/data/runs/finetuneRuns.ts';
import { labelChange } from '../../../src/data/runs/mergedLabels.ts';
import { createRunLocks } from '../../../src/data/runs/runLocks.ts';
import { createLabellingStore } from '../../../src/features/finetune/labels/labellingStore.ts';
import { createSession } from '../../../src/session/session.ts';
import { smallCatalogue } from '../../features/smallCatalogue.ts';

const databaseName = 'runs-of-a-test';
const epoch: EpochFigures = { epoch: 1, trainLoss: 0.7, validationLoss: 0.6, validationAccuracy: 0.75 };
const rings: FinetuneRun = {
  key: 'k1',
  catalogue: 'a 3-00',
  name: 'rings',
  question: 'ring > 0.5',
  weights: 'galaxy',
  galaxyIds: ['J1', 'J2', 'J3'],
  task: { kind: 'classes', classes: 2, labels: Uint8Array.of(0, 1, 0) },
  head: { kind: 'classes', classes: ['none', 'ring'] },
  split: { seed: 4, train: Uint32Array.of(0), validation: Uint32Array.of(1), test: Uint32Array.of(2) },
  options: {
    depth: 'head',
    learningRate: 1e-4,
    weightDecay: 0.05,
    decay: 0.75,
    dropout: 0.5,
    batchSize: 32,
    maxEpochs: 100,
    patience: 10,
    balancedBatches: false,
    norms: false,
    seed: 4,
  },
  epochs: [],
  finished: false,
  figures: [],
  changedMs: 1_000,
};
const mergers = { ...rings, key: 'k0', name: 'mergers', changedMs: 2_000 };
const elsewhere = { ...rings, key: 'k2', catalogue: 'a 3-001', changedMs: 3_000 };
const tensors = new Map([['head.linear.bias', Float32Array.of(0.5, -0.5)]]);
const state: TrainingState = {
  figures: [epoch],
  tensors,
  optimiser: {
    steps: 3,
    moments: new Map([['head.linear.bias', { mean: new Float32Array(2), square: new Float32Array(2) }]]),
  },
  best: { epoch: 1, validationLoss: 0.6, tensors },
};

afterEach(deleteDatabase);

it('keeps runs and their states through a reload, the last changed first', async () => {
  const shelf = createFinetuneDatabase(databaseName);
  for (const run of [rings, mergers, elsewhere]) await shelf.put(run);
  const trained = { ...rings, epochs: [epoch], changedMs: 4_000 };
  await shelf.putEpoch(trained, state);

  const next = createFinetuneDatabase(databaseName); // as after a reload
  expect((await next.list(rings.catalogue)).items).toEqual([trained, mergers]);
  expect((await next.list('a 3-0')).items).toEqual([]);
  expect(await next.state(rings.key)).toEqual(state);
  expect(await next.state(mergers.key)).toBeUndefined();

  const renamed = { ...trained, name: 'rings of DECaLS' };
  await next.rename(rings.key, renamed.name);
  expect((await shelf.list(rings.catalogue)).items).toEqual([renamed, mergers]);
  expect(await shelf.state(rings.key)).toEqual(state);
});

it('removes a run with its state, and puts both back', async () => {
  const shelf = createFinetuneDatabase(databaseName);
  await shelf.put(mergers);
  await shelf.putEpoch(rings, state);
  const removed = await shelf.remove(rings.key);
  const begun = await shelf.remove(mergers.key);
  expect([removed, begun]).toEqual([
    { run: rings, state },
    { run: mergers, state: undefined },
  ]);
  expect((await shelf.list(rings.catalogue)).items).toEqual([]);
  expect(await shelf.state(rings.key)).toBeUndefined();
  expect(await shelf.remove('of no run')).toBeUndefined();

  await shelf.restore(removed!);
  await shelf.restore(begun!);
  expect((await shelf.list(rings.catalogue)).items).toEqual([mergers, rings]);
  expect(await shelf.state(rings.key)).toEqual(state);
});

it('keeps what a run answers, its file and labels given by hand, and a removed run comes back with them', async () => {
  const shelf = createFinetuneDatabase(databaseName);
  const answers = { test: Float32Array.of(1, -1), all: Float32Array.of(1, -1, 0, 0, 2, -2) };
  const byHand = {
    catalogue: rings.catalogue,
    classes: ['none', 'ring'],
    labels: new Map([
      ['J2', 1],
      ['J1', 0],
    ]),
  };
  await shelf.put(rings);
  await shelf.putAnswers(rings.key, answers);
  await shelf.putFile(rings.key, new Blob(['weights']));
  await shelf.putHandLabels(labelChange(undefined, byHand));
  const removed = await shelf.remove(rings.key);
  expect([await shelf.answers(rings.key), await shelf.file(rings.key)]).toEqual([undefined, undefined]);
  await shelf.restore(removed!);

  const next = createFinetuneDatabase(databaseName);
  expect(await next.answers(rings.key)).toEqual(answers);
  expect(await (await next.file(rings.key))?.text()).toBe('weights');
  expect(await next.handLabels(rings.catalogue)).toEqual(byHand);
  expect(await next.handLabels('another')).toBeUndefined();
});

it('holds nobody up who deletes the database, and begins a new one at the next call', async () => {
  const shelf = createFinetuneDatabase(databaseName);
  await shelf.putEpoch(rings, state);
  await deleteDatabase();
  expect((await shelf.list(rings.catalogue)).items).toEqual([]);
  await shelf.putEpoch(rings, state);
  expect(await shelf.state(rings.key)).toEqual(state);
});

it('unites the labels that two tabs give, and tells each of what the other gave', async () => {
  const session = createSession(() => 0);
  session.catalogue.getState().replace(smallCatalogue(12));
  const ids = session.catalogue.getState().catalogue!.ids;
  const tabs = [0, 1].map(() => createLabellingStore(session, createFinetuneDatabase(databaseName)).getState);
  for (const tab of tabs) await tab().open('a');
  for (let row = 0; row < 9; row++) tabs[row % 2]().label([row], row % 2); // before either has heard of the other
  const all = Object.fromEntries(Array.from({ length: 9 }, (_, row) => [ids.at(row), row % 2]));
  for (const tab of tabs) await vi.waitFor(() => expect(Object.fromEntries(tab().hand.labels)).toEqual(all));
  tabs[0]().undo(); // its own last one
  tabs[1]().renameClass(1, 'ring');
  const { [ids.at(8)]: _undone, ...rest } = all;
  for (const tab of tabs) {
    await vi.waitFor(() => {
      expect(Object.fromEntries(tab().hand.labels)).toEqual(rest);
      expect(tab().hand.classes).toEqual(['class 1', 'ring']);
    });
  }
  const next = await createFinetuneDatabase(databaseName).handLabels('a');
  expect(Object.fromEntries(next!.labels)).toEqual(rest);
});

it('renames a run that another tab trains without touching its epochs, and tells that tab', async () => {
  const training = createFinetuneDatabase(databaseName);
  const told = vi.fn();
  training.watch(told);
  await training.put(rings);
  const other = createFinetuneDatabase(databaseName);
  await training.putEpoch({ ...rings, epochs: [epoch] }, state);
  await other.rename(rings.key, 'rings of DECaLS');
  expect((await training.list(rings.catalogue)).items).toEqual([
    { ...rings, name: 'rings of DECaLS', epochs: [epoch] },
  ]);
  await vi.waitFor(() => expect(told).toHaveBeenCalled());
});

it('lets one tab at a time work on a run', async () => {
  const [first, second] = [createRunLocks('test'), createRunLocks('test')];
  let end = () => {};
  const training = first.hold('k1', 'rings', () => new Promise<void>(resolve => (end = resolve)));
  await vi.waitFor(async () => expect(await second.isFree('k1')).toBe(false));
  const act = vi.fn();
  await expect(second.hold('k1', 'rings', act)).rejects.toThrow(
    'Another tab is training “rings”: continue there, or close that tab and try again here.',
  );
  expect(act).not.toHaveBeenCalled();
  expect(await second.hold('k2', 'mergers', async () => 7)).toBe(7);
  end();
  await training;
  expect(await second.hold('k1', 'rings', async () => 8)).toBe(8);
  await expect(second.hold('k1', 'rings', () => Promise.reject(new Error('it failed')))).rejects.toThrow(
    'it failed',
  );
  expect(await first.isFree('k1')).toBe(true);
});

it('sets damaged runs aside and keeps them', async () => {
  const shelf = createFinetuneDatabase(databaseName);
  await shelf.put(rings);
  const { task: _task, ...taskless } = rings;
  const damaged = [
    { ...taskless, key: 'b1' },
    { ...rings, key: 'b2', name: 7 },
    { ...rings, key: 'b3', changedMs: undefined },
    { ...rings, key: 'b4', epochs: null },
    { ...rings, key: 'b5', split: { seed: 4 } },
  ];
  const database = await openDB(databaseName);
  for (const run of damaged) await database.put('runs', run);
  expect(await shelf.list(rings.catalogue)).toEqual({ items: [rings], setAside: damaged.length });
  expect(await database.count('runs')).toBe(6);
  database.close();
});

function deleteDatabase(): Promise<unknown> {
  return new Promise(resolve => {
    indexedDB.deleteDatabase(databaseName).onsuccess = resolve;
  });
}
