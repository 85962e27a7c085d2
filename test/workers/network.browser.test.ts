import { afterEach, expect, it } from 'vitest';
import type { PixelBatch } from '../../src/contracts/ingest.ts';
import type { TensorWorker } from '../../src/contracts/tensor.ts';
import { openWorker, type WorkerClient } from '../../src/rpc/client.ts';
import { formulaPixels } from '../nets/formulaPixels.ts';

const modelsUrl = new URL('/models/', location.href).href;
const image: PixelBatch = {
  rows: Uint32Array.of(7),
  sidePx: 64,
  pixels: formulaPixels(64).slice(0, 64 * 64 * 3),
  problems: [],
};

let client: WorkerClient<TensorWorker>;
afterEach(() => client.end());

it('the tensor worker shows filters and feature maps, and says that ImageNet weights answer nothing', async () => {
  client = openWorker<TensorWorker>(
    () => new Worker(new URL('../../workers/tensor.worker.ts', import.meta.url), { type: 'module' }),
  );
  const worker = client.api as unknown as TensorWorker;
  await worker.chooseBackend('wasm');
  const card = await worker.loadEncoder('imagenet', modelsUrl);
  expect(card.head).toBeUndefined();
  const { tensors } = await worker.memory();
  const stages = await worker.stages();
  expect(stages).toEqual(['bn1', ...[0, 1, 2, 3, 4, 5, 6].map(i => `blocks.${i}`), 'bn2']);
  const filters = await worker.firstFilters();
  expect([filters.count, filters.sidePx, filters.rgb.length]).toEqual([32, 3, 32 * 27]);
  const maps = await worker.featureMaps(image, 'blocks.1', 8);
  expect(maps).toMatchObject({ stage: 'blocks.1', heightPx: 16, widthPx: 16, channelCount: 24 });
  expect(maps.values).toHaveLength(8 * 256);
  expect((await worker.memory()).tensors).toBe(tensors);
  const headless = 'need weights with a head that answers questions; got imagenet, which has none';
  await expect(worker.answers(new Float32Array(1280))).rejects.toThrow(headless);
  await expect(worker.occluded(image, 0, Int16Array.of(0, 0, 0))).rejects.toThrow(headless);
});
