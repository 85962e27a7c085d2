import { openDB } from 'idb';
import { afterEach, expect, it } from 'vitest';
import type { DistilCheckpoint } from '../../../src/contracts/distillation/distil.ts';
import type { EvaluationRow } from '../../../src/contracts/distillation/prototypes.ts';
import { createDistilDatabase } from '../../../src/data/runs/distilDatabase.ts';
import { tinyRequest } from '../../workers/distilRequest.ts';

const databaseName = 'distillations-of-a-test';
const request = tinyRequest('k1', 'stm', 10);
const checkpoint: DistilCheckpoint = {
  iterations: [{ iteration: 1, loss: 0.9, nextLoss: 1.1, cap: 1, stepSize: 0.02 }],
  frames: [{ iteration: 0, images: Float32Array.of(0, 1) }],
  images: Float32Array.of(2, 3),
};
const row: EvaluationRow = {
  contender: 'random',
  network: 'convnet',
  imagesPerClass: 1,
  accuracies: [0.5],
  mean: 0.5,
  sd: 0,
  low: 0.4,
  high: 0.6,
  confusion: Uint32Array.of(1, 1, 1, 1),
  recipe: 'one step',
};

function open() {
  return createDistilDatabase(databaseName);
}

afterEach(
  () =>
    new Promise<void>((resolve, reject) => {
      const deletion = indexedDB.deleteDatabase(databaseName);
      deletion.onsuccess = () => resolve();
      deletion.onerror = () => reject(deletion.error);
    }),
);

it('keeps runs, checkpoints and rows over a reload, the last changed run first', async () => {
  const shelf = open();
  await shelf.begin(request, 'e1', 1000);
  await shelf.begin({ ...request, key: 'k2' }, 'e2', 2000);
  await shelf.putCheckpoint('k1', checkpoint, 3000);
  await shelf.putEvaluation('k1', { ...row, mean: 0.1 });
  await shelf.putEvaluation('k1', row); // in its place
  await shelf.putEvaluation('k1', { ...row, network: 'resnet' });
  const again = open();
  expect((await again.list()).items.map(({ key, iterations }) => [key, iterations])).toEqual([
    ['k1', 1],
    ['k2', 0],
  ]);
  expect(await again.request('k1')).toEqual(request);
  expect(await again.checkpoint('k1')).toEqual(checkpoint);
  expect(await again.checkpoint('k2')).toBeUndefined();
  expect(await again.evaluations('k1')).toEqual([row, { ...row, network: 'resnet' }]);
});

it('gives a run for a session, and puts it back whole where another of its key was', async () => {
  const shelf = open();
  await shelf.begin(request, 'e1', 1000);
  await shelf.putCheckpoint('k1', checkpoint, 3000);
  await shelf.putEvaluation('k1', row);
  const saved = (await shelf.saved('k1'))!;
  expect(await shelf.saved('k2')).toBeUndefined();
  await shelf.remove('k1');
  await shelf.begin({ ...request, title: 'Another' }, 'e9', 4000);
  await shelf.restore(structuredClone(saved));
  expect(await shelf.saved('k1')).toEqual(saved);
  expect((await shelf.list()).items.map(({ title }) => title)).toEqual([request.title]);
  await shelf.restore({ ...saved, checkpoint: undefined, evaluations: [] });
  expect(await shelf.checkpoint('k1')).toBeUndefined();
});

it('keeps expert epochs in 16 bits, and what training goes on from of the last one alone', async () => {
  const shelf = open();
  const parameters = Float32Array.of(0.1, -2, 0.5);
  for (const epoch of [0, 1, 2]) {
    const memory = { velocity: Float32Array.of(epoch, 0, 0), unaveraged: Float32Array.of(0, epoch, 0) };
    await shelf.putExpertEpoch('e1', 3, { epoch, parameters, ...memory });
  }
  await shelf.putExpertEpoch('e1', 4, { epoch: 0, parameters });
  expect(await shelf.expertEpoch('e1', 3, 3)).toBeUndefined();
  const kept = await shelf.expertEpoch('e1', 3, 1);
  for (const [i, value] of kept!.entries()) {
    expect(Math.abs(value - parameters[i])).toBeLessThanOrEqual(Math.abs(parameters[i]) * 2 ** -11);
  }
  const last = await shelf.lastEpoch('e1', 3, 30);
  expect(last).toMatchObject({
    epoch: 2,
    velocity: Float32Array.of(2, 0, 0),
    unaveraged: Float32Array.of(0, 2, 0),
  });
  expect((await shelf.lastEpoch('e1', 3, 1))?.epoch).toBe(1);
  expect(await shelf.lastEpoch('e1', 3, 1)).toEqual({ epoch: 1, parameters: last?.parameters });
  expect(await shelf.lastEpoch('e1', 5, 30)).toBeUndefined();
});

it('takes experts away with the last run that has them', async () => {
  const shelf = open();
  await shelf.begin(request, 'e1', 1000);
  await shelf.begin({ ...request, key: 'k2' }, 'e1', 2000);
  await shelf.putExpertEpoch('e1', 0, { epoch: 0, parameters: Float32Array.of(1) });
  await shelf.putExpertEpoch('e2', 0, { epoch: 0, parameters: Float32Array.of(1) });
  await shelf.remove('k1');
  expect(await shelf.expertEpoch('e1', 0, 0)).toBeDefined();
  await shelf.remove('k2');
  expect(await shelf.expertEpoch('e1', 0, 0)).toBeUndefined();
  expect(await shelf.expertEpoch('e2', 0, 0)).toBeDefined(); // of another set
  expect((await shelf.list()).items).toEqual([]);
});

it('sets damaged records aside and keeps them', async () => {
  const shelf = open();
  await shelf.begin(request, 'e1', 1000);
  const database = await openDB(databaseName);
  const note = await database.get('notes', 'k1');
  const { settings: _settings, ...bare } = note;
  await database.put('notes', { ...bare, key: 'b1' });
  await database.put('notes', { ...note, key: 'b2', title: null });
  await database.put('notes', { ...note, key: 'b3', settings: { method: 'stm' } });
  const { items, setAside } = await shelf.list();
  expect([items.map(({ key }) => key), setAside]).toEqual([['k1'], 3]);
  expect(await database.count('notes')).toBe(4);
  database.close();
});
