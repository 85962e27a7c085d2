import { expect, it } from 'vitest';
import type { OpenedCatalogue, PixelBatch } from '../../../../src/contracts/ingest.ts';
import type { EncoderCard } from '../../../../src/contracts/tensor.ts';
import type { ComponentsClient } from '../../../../src/features/models/componentsClient.ts';
import { embedWith } from '../../../../src/features/models/representations/representCatalogue.ts';
import type { TensorClient } from '../../../../src/rpc/tensorClient.ts';

const rowCount = 1200;
const card = {
  ...{ name: 'galaxy', dimension: 1, view: { sidePx: 1, cropFraction: 1 } },
  head: { kind: 'classes', classes: ['a', 'b'] },
  familiar: { limit: 1, outside: 0.05 },
} as unknown as EncoderCard;

/** A worker whose calls are answered one after the other; a batch takes it 4 ms. The "representation" of a row is the row. */
function worker() {
  const asked = { embed: 0, answers: 0, distances: 0 };
  let last: Promise<unknown> = Promise.resolve();
  function inTurn<T>(kind: keyof typeof asked, ms: number, make: () => T): Promise<T> {
    asked[kind]++;
    const mine = last.then(() => new Promise<T>(resolve => setTimeout(() => resolve(make()), ms)));
    last = mine;
    return mine;
  }
  const api = {
    batchSize: async () => 16,
    embed: ({ rows }: PixelBatch) => inTurn('embed', 4, () => Float32Array.from(rows)),
    answers: (vectors: Float32Array) =>
      inTurn('answers', 0, () => Float32Array.from([...vectors].flatMap(row => [row, -row]))),
    distances: (vectors: Float32Array) => inTurn('distances', 0, () => vectors.map(row => row / 2)),
  };
  const client = {
    report: async () => ({ chosen: 'wasm' }),
    call: (make: (of: typeof api) => Promise<unknown>) => make(api),
    end: () => {},
  } as unknown as TensorClient;
  return { asked, client };
}

it('has each worker of a crew say all of its own batches, so that none waits for another', async () => {
  const [first, helper] = [worker(), worker()];
  let said: [Float32Array, Float32Array | null] | undefined;
  const kept: number[] = [];
  const components = {
    begin: async () => {},
    add: async (rows: Uint32Array) => void kept.push(...rows),
  } as unknown as ComponentsClient;
  await embedWith(
    { handle: 1, rowCount } as OpenedCatalogue,
    {
      tensor: first.client,
      helpers: { open: async () => helper.client, most: 2 },
      pixels: async (_, rows) => ({ rows, sidePx: 1, pixels: new Uint8Array(3 * rows.length), problems: [] }),
      ...{ components, card, log: null },
      async publish(complete, predictions, distances) {
        if (complete) said = [predictions!.values, distances];
      },
    },
    {},
  );
  expect(kept.toSorted((a, b) => a - b)).toEqual(Array.from({ length: rowCount }, (_, row) => row));
  expect(said![0]).toEqual(
    Float32Array.from(Array.from({ length: rowCount }, (_, row) => [row, -row]).flat()),
  );
  expect(said![1]).toEqual(Float32Array.from({ length: rowCount }, (_, row) => row / 2));
  expect(helper.asked.embed).toBeGreaterThan(20);
  for (const { asked } of [first, helper]) {
    expect([asked.answers, asked.distances]).toEqual([asked.embed, asked.embed]);
  }
});
