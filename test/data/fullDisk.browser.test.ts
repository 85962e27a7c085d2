import { afterEach, beforeEach, expect, it } from 'vitest';
import type { TrainingState } from '../../src/contracts/finetune.ts';
import { createDistilDatabase } from '../../src/data/runs/distilDatabase.ts';
import { createFinetuneDatabase } from '../../src/data/runs/finetuneDatabase.ts';
import type { FinetuneRun } from '../../src/data/runs/finetuneRuns.ts';
import { labelChange } from '../../src/data/runs/mergedLabels.ts';
import { createSearchesDatabase } from '../../src/data/searches/searchesDatabase.ts';
import { createWeightsDatabase } from '../../src/data/weights/shelf/weightsDatabase.ts';
import { tinyRequest } from '../workers/distilRequest.ts';

let databaseName = ''; // each test's own: their databases are of different versions
let tests = 0;
const { put } = IDBObjectStore.prototype;
let full = false;

/** As Chromium does where its quota is reached. */
beforeEach(() => {
  databaseName = `full-disk-of-a-test-${tests++}`;
  IDBObjectStore.prototype.put = function (value: unknown, key?: IDBValidKey) {
    if (full) throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    return put.call(this, value, key);
  };
});

afterEach(async () => {
  full = false;
  IDBObjectStore.prototype.put = put;
  await new Promise(resolve => {
    indexedDB.deleteDatabase(databaseName).onsuccess = resolve;
  });
});

/** What each says before and after the same words. */
async function expectSentence(keep: () => Promise<unknown>, what: string, remedy: RegExp): Promise<void> {
  full = true;
  const error: Error = await keep().then(
    () => new Error('it was kept'),
    reason => reason,
  );
  full = false;
  expect(error.message).toContain(
    `${what} could not be saved: the disk or this browser’s share of it is full; free some space and `,
  );
  expect(error.message).toMatch(remedy);
}

it('is reported by the searches, and what was kept before stays', async () => {
  const shelf = createSearchesDatabase(databaseName);
  const search = { key: 'k', catalogue: 'a', name: 'rings', seed: 1, start: 'random' } as const;
  const change = (changedMs: number) => ({
    search: { ...search, ratings: [], skipped: [], changedMs },
    galaxies: [],
    renamed: true,
  });
  await shelf.put(change(1));
  await expectSentence(() => shelf.put(change(2)), 'Your ratings', /go on rating, or export them/);
  expect((await shelf.list('a')).items.map(({ changedMs }) => changedMs)).toEqual([1]);
});

it('is reported by hand labels, runs, epochs, answers and files', async () => {
  const shelf = createFinetuneDatabase(databaseName);
  const labels = { catalogue: 'a', classes: ['p', 'q'], labels: new Map([['x', 1]]) };
  const run = { key: 'k', catalogue: 'a', name: 'rings', changedMs: 1 } as unknown as FinetuneRun;
  await expectSentence(
    () => shelf.putHandLabels(labelChange(undefined, labels)),
    'Your labels',
    /go on labelling/,
  );
  for (const keep of [
    () => shelf.put(run),
    () => shelf.putEpoch(run, { figures: [] } as unknown as TrainingState),
    () => shelf.putAnswers('k', { test: new Float32Array(1) }),
    () => shelf.putFile('k', new Blob(['weights'])),
  ]) {
    await expectSentence(keep, 'This run', /resume it/);
  }
  expect(await shelf.state('k')).toBeUndefined();
  expect(await shelf.handLabels('a')).toBeUndefined();
});

it('is reported by distillations: their beginning, checkpoints, experts and rows', async () => {
  const shelf = createDistilDatabase(databaseName);
  const request = tinyRequest('k', 'stm', 10);
  await expectSentence(() => shelf.begin(request, 'e', 1), 'This distillation', /last checkpoint/);
  expect((await shelf.list()).items).toEqual([]);
  await shelf.begin(request, 'e', 1);
  const checkpoint = { iterations: [], frames: [], images: new Float32Array(1) };
  const kept = { epoch: 1, parameters: new Float32Array(1) };
  for (const keep of [
    () => shelf.putCheckpoint('k', checkpoint, 2),
    () => shelf.putExpertEpoch('e', 0, kept),
    () => shelf.putEvaluation('k', { contender: 'random' } as never),
  ]) {
    await expectSentence(keep, 'This distillation', /last checkpoint/);
  }
  expect(await shelf.checkpoint('k')).toBeUndefined();
});

it('is reported by the weights, when a download begins and when it goes on', async () => {
  const shelf = createWeightsDatabase(databaseName);
  const file = { name: 'a', fileName: 'a.bin', url: null, totalBytes: 3, etag: null };
  await expectSentence(() => shelf.begin(file), 'These weights', /goes on from where it stopped/);
  await shelf.begin(file);
  await shelf.append('a', Uint8Array.of(1));
  await expectSentence(() => shelf.append('a', Uint8Array.of(2)), 'These weights', /goes on/);
  expect((await shelf.list())[0].heldBytes).toBe(1);
  expect(await shelf.append('a', Uint8Array.of(2, 3))).toBe(3);
});
