import { expect, it } from 'vitest';
import type { PixelBatch } from '../../../src/contracts/ingest.ts';
import { type BackendName, deviceLostError } from '../../../src/contracts/tensor.ts';
import { embedCatalogue } from '../../../src/features/models/embedCatalogue.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import { openWorker } from '../../../src/rpc/client.ts';
import { createTensorClient, type TensorJobs } from '../../../src/rpc/tensorClient.ts';

const rowCount = 6;
const batchSize = 2;
const sidePx = 32; // and the smallest weights: SwiftShader compiles every shader twice

const openTensor = () =>
  openWorker<TensorJobs>(
    () => new Worker(new URL('../../../workers/tensor.worker.ts', import.meta.url), { type: 'module' }),
  );

/** Images drawn from the row's own seed: the same whenever they are asked for. */
async function pixels(rows: Uint32Array): Promise<PixelBatch> {
  const values = new Uint8Array(rows.length * sidePx * sidePx * 3);
  rows.forEach((row, i) => {
    const random = createRandom(row);
    const length = sidePx * sidePx * 3;
    for (let j = 0; j < length; j++) values[i * length + j] = random.integer(256);
  });
  return { rows, sidePx, pixels: values, problems: [] };
}

/** Embeds the rows; destroys the device while the second batch is under way if asked to. */
async function embedAll(backend: BackendName, losesDevice: boolean) {
  const said: string[] = [];
  const line = createTensorClient(openTensor, new URL('/models/', location.href).href, s => said.push(s));
  line.prefer(backend);
  const kept = new Map<number, Float32Array>();
  const seen = { lost: 0 };
  try {
    const card = await line.loadEncoder('small');
    let calls = 0;
    await embedCatalogue(
      {
        rowCount,
        batchSize,
        pixels,
        embed: batch =>
          line.call(async api => {
            const answer = api.embed(batch);
            if (losesDevice && calls++ === 1) expect(await api.loseDevice()).toBe(true);
            const vectors = await answer.catch((error: Error) => {
              if (error.name === deviceLostError) seen.lost++;
              throw error;
            });
            return { vectors };
          }),
        async keep(rows, { vectors }) {
          rows.forEach((row, i) => {
            expect(kept.has(row), `row ${row} came twice`).toBe(false);
            kept.set(row, vectors.slice(i * card.dimension, (i + 1) * card.dimension));
          });
        },
        publish: async () => {},
      },
      {},
    );
    return { kept, said, seen, backend: (await line.report()).chosen };
  } finally {
    line.end();
  }
}

it('an embedding goes on where it was when the device is destroyed: no row repeated, none missing', async () => {
  const undisturbed = await embedAll('wasm', false);
  const disturbed = await embedAll('webgpu', true);
  expect(undisturbed.seen.lost).toBe(0);
  expect(disturbed.seen.lost).toBe(1);
  expect(disturbed.said).toHaveLength(1);
  expect(disturbed.backend).toBe('webgpu');
  expect([...disturbed.kept.keys()].sort((a, b) => a - b)).toEqual(
    Array.from({ length: rowCount }, (_, i) => i),
  );
  for (const [row, vector] of undisturbed.kept) {
    const other = disturbed.kept.get(row) as Float32Array;
    expect(vector.some(v => v !== 0)).toBe(true);
    const difference = Math.hypot(...vector.map((v, i) => v - other[i])) / Math.hypot(...vector);
    expect(difference, `row ${row}`).toBeLessThan(1e-3); // WebGPU against WASM
  }
}, 300_000);
