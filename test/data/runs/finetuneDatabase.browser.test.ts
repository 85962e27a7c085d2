import { afterEach, expect, it } from 'vitest';
import type { EpochFigures, TrainingState } from '../../../src/contracts/finetune.ts';
import { createFinetuneDatabase } from '../../../src/data/runs/finetuneDatabase.ts';
import type { FinetuneRun } from '../../../src/data/runs/finetuneRuns.ts';

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
  expect(await next.list(rings.catalogue)).toEqual([trained, mergers]);
  expect(await next.list('a 3-0')).toEqual([]);
  expect(await next.state(rings.key)).toEqual(state);
  expect(await next.state(mergers.key)).toBeUndefined();

  const renamed = { ...trained, name: 'rings of DECaLS', changedMs: 5_000 };
  await next.put(renamed);
  expect(await shelf.list(rings.catalogue)).toEqual([renamed, mergers]);
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
  expect(await shelf.list(rings.catalogue)).toEqual([]);
  expect(await shelf.state(rings.key)).toBeUndefined();
  expect(await shelf.remove('of no run')).toBeUndefined();

  await shelf.restore(removed!);
  await shelf.restore(begun!);
  expect(await shelf.list(rings.catalogue)).toEqual([mergers, rings]);
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
  await shelf.putHandLabels(byHand);
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
  expect(await shelf.list(rings.catalogue)).toEqual([]);
  await shelf.putEpoch(rings, state);
  expect(await shelf.state(rings.key)).toEqual(state);
});

function deleteDatabase(): Promise<unknown> {
  return new Promise(resolve => {
    indexedDB.deleteDatabase(databaseName).onsuccess = resolve;
  });
}
