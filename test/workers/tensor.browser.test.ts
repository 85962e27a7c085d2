import { afterEach, describe, expect, it } from 'vitest';
import type { PixelBatch } from '../../src/contracts/ingest.ts';
import type { Progress } from '../../src/contracts/job.ts';
import { type BackendName, deviceLostError, type TensorWorker } from '../../src/contracts/tensor.ts';
import { openWorker, type WorkerClient } from '../../src/rpc/client.ts';
import { withJob } from '../../src/rpc/jobPort.ts';
import oracle from '../fixtures/lite0-oracle.json';
import { formulaPixels } from '../nets/formulaPixels.ts';

const modelsUrl = new URL('/models/', location.href).href;
const expected = oracle['pixels@64'].values;

let client: WorkerClient<TensorWorker> | undefined;

function open(): TensorWorker {
  client = openWorker<TensorWorker>(
    () => new Worker(new URL('../../workers/tensor.worker.ts', import.meta.url), { type: 'module' }),
  );
  return client.api as unknown as TensorWorker;
}

afterEach(() => client?.end());

function twoImages(): PixelBatch {
  return { rows: Uint32Array.of(0, 1), sidePx: 64, pixels: formulaPixels(64), problems: [] };
}

function worstDifference(values: Float32Array): number {
  expect(values.length).toBe(expected.length);
  return expected.reduce((worst, value, i) => Math.max(worst, Math.abs(values[i] - value)), 0);
}

describe('the tensor worker', () => {
  const tolerances: [BackendName, number][] = [
    ['wasm', 5e-5],
    ['cpu', 5e-5],
    ['webgpu', 1e-3],
  ];
  it.each(tolerances)('embeds as PyTorch does on %s, leaving no tensor', async (backend, tolerance) => {
    const worker = open();
    const report = await worker.chooseBackend(backend);
    expect(report).toMatchObject({ chosen: backend, overridden: true });
    const card = await worker.loadEncoder('imagenet', modelsUrl);
    expect(card).toMatchObject({ name: 'imagenet', dimension: 1280, licence: 'Apache-2.0' });
    const { tensors } = await worker.memory();
    expect(worstDifference(await worker.embed(twoImages()))).toBeLessThanOrEqual(tolerance);
    expect((await worker.memory()).tensors).toBe(tensors);
    expect(await worker.batchSize()).toBeGreaterThanOrEqual(1);
  });

  it('races the backends and keeps its encoder when the backend changes', async () => {
    const worker = open();
    const report = await worker.chooseBackend();
    expect(report.overridden).toBe(false);
    expect(report.laps.map(lap => lap.name).sort()).toEqual(['cpu', 'wasm', 'webgpu']);
    expect(report.laps.find(lap => lap.name === report.chosen)!.failure).toBeUndefined();
    const webgpu = report.laps.find(lap => lap.name === 'webgpu')!;
    if (webgpu.software) expect(webgpu.failure).toMatch(/on the processor here .* not tried/);
    await worker.loadEncoder('imagenet', modelsUrl);
    await worker.chooseBackend('cpu');
    expect(worstDifference(await worker.embed(twoImages()))).toBeLessThanOrEqual(5e-5);
  });

  it('draws the same random network every time, and another than the trained one', async () => {
    const worker = open();
    await worker.chooseBackend('wasm');
    const card = await worker.loadEncoder('random', modelsUrl);
    expect(card).toMatchObject({ name: 'random', dimension: 1280, bytes: 0 });
    const first = await worker.embed(twoImages());
    await worker.loadEncoder('imagenet', modelsUrl);
    expect(worstDifference(await worker.embed(twoImages()))).toBeLessThanOrEqual(5e-5);
    await worker.loadEncoder('random', modelsUrl);
    expect(await worker.embed(twoImages())).toEqual(first);
    expect(worstDifference(first)).toBeGreaterThan(0.1);
  });

  it('reports the bytes of weights as they come and stops at a cancel', async () => {
    const worker = open();
    await worker.chooseBackend('wasm');
    const seen: Progress[] = [];
    const card = await withJob({ onProgress: p => seen.push(p) }, job =>
      worker.loadEncoder('imagenet', modelsUrl, job),
    );
    expect(seen.at(-1)).toEqual({
      phase: 'Loading weights',
      done: card.bytes,
      total: card.bytes,
      unit: 'bytes',
    });

    const other = open();
    const cancel = new AbortController();
    const cancelled = withJob({ signal: cancel.signal, onProgress: () => cancel.abort() }, job =>
      other.loadEncoder('imagenet', modelsUrl, job),
    );
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
    await expect(other.embed(twoImages())).rejects.toThrow('need an encoder');
  });

  it('says which weights are not there', async () => {
    const worker = open();
    await worker.chooseBackend('wasm');
    await expect(worker.loadEncoder('absent', modelsUrl)).rejects.toThrow(/absent\.json/);
  });

  it('rejects with a DeviceLostError, and goes on rejecting, when the device goes away under it', async () => {
    const worker = open();
    await worker.chooseBackend('webgpu');
    await worker.loadEncoder('imagenet', modelsUrl);
    const underWay = worker.embed(twoImages());
    const lost = expect(underWay).rejects.toMatchObject({ name: deviceLostError });
    expect(await worker.loseDevice()).toBe(true);
    await lost;
    await expect(worker.embed(twoImages())).rejects.toMatchObject({ name: deviceLostError });
  });
});
