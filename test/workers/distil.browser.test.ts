import { afterEach, expect, it } from 'vitest';
import type { DistilWorker } from '../../src/contracts/distillation/distil.ts';
import { type BackendName, deviceLostError, type TensorWorker } from '../../src/contracts/tensor.ts';
import { createDistilDatabase } from '../../src/data/runs/distilDatabase.ts';
import { openWorker, type WorkerClient } from '../../src/rpc/client.ts';
import { withJob } from '../../src/rpc/jobPort.ts';
import { tinyRequest } from './distilRequest.ts';

type Both = TensorWorker & DistilWorker;

const key = 'stripes-of-a-test';
const clients: WorkerClient<Both>[] = [];

async function open(backend: BackendName = 'wasm'): Promise<Both> {
  const client = openWorker<Both>(
    () => new Worker(new URL('../../workers/tensor.worker.ts', import.meta.url), { type: 'module' }),
  );
  clients.push(client);
  const api = client.api as unknown as Both;
  await api.chooseBackend(backend);
  return api;
}

afterEach(async () => {
  for (const client of clients.splice(0)) client.end();
  await createDistilDatabase().remove(key);
});

it('a distillation paused in one tensor worker goes on in the next, and is judged there', async () => {
  const first = await open();
  const begun = await first.startDistillation(tinyRequest(key, 'stm', 500));
  expect(begun.iterations).toEqual([]);
  await first.trainExperts();
  const pause = new AbortController();
  const onProgress = ({ done }: { done: number }) => {
    if (done === 3) pause.abort();
  };
  const paused = withJob({ signal: pause.signal, onProgress }, port => first.distil(600, port));
  await expect(paused).rejects.toMatchObject({ name: 'AbortError' });
  clients[0].end(); // as a reload does

  const second = await open();
  const { iterations, expertEpochs, expertEpochsWanted } = await second.resumeDistillation(key);
  expect(iterations.length).toBeGreaterThanOrEqual(3);
  expect(iterations.length).toBeLessThan(500);
  expect(expertEpochs).toBe(expertEpochsWanted);
  const rest = await second.distil(0.5);
  expect(rest.iterations[0].iteration).toBe(iterations.length + 1);
  const iteration = rest.iterations.at(-1)!.iteration;
  const row = await second.evaluate('synthetic', 'convnet');
  expect(row).toMatchObject({ contender: 'synthetic', iteration, imagesPerClass: 1 });
  const { card, frames } = await second.prototypes('nobody');
  expect(card.evaluations).toHaveLength(1);
  expect(frames.at(-1)?.iteration).toBe(iteration);
  await second.endDistillation();
  expect((await second.memory()).tensors).toBe(0);
});

it('says that the device was lost, and goes on from its checkpoint on another', async () => {
  const first = await open('webgpu');
  await first.startDistillation(tinyRequest(key, 'dm', 100_000));
  const pause = new AbortController();
  const onProgress = ({ done }: { done: number }) => {
    if (done === 2) pause.abort();
  };
  const paused = withJob({ signal: pause.signal, onProgress }, port => first.distil(600, port));
  await expect(paused).rejects.toMatchObject({ name: 'AbortError' });
  let losing: Promise<boolean> | undefined;
  const underWay = withJob(
    {
      signal: new AbortController().signal,
      onProgress() {
        losing ??= first.loseDevice();
      },
    },
    port => first.distil(600, port),
  );
  await expect(underWay).rejects.toMatchObject({ name: deviceLostError });
  expect(await losing).toBe(true);
  await expect(first.distil(600)).rejects.toMatchObject({ name: deviceLostError });

  const second = await open('wasm');
  const { iterations } = await second.resumeDistillation(key);
  expect(iterations.length).toBeGreaterThanOrEqual(2);
  const { iterations: more } = await second.distil(0.1);
  expect(more[0].iteration).toBe(iterations.length + 1);
  expect(more.every(({ loss }) => Number.isFinite(loss))).toBe(true);
});
