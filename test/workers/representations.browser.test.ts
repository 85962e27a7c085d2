import { expect, it } from 'vitest';
import type { IngestWorker, OpenedCatalogue } from '../../src/contracts/ingest.ts';
import type { TensorWorker } from '../../src/contracts/tensor.ts';
import { PackedIds } from '../../src/data/bytes/packedIds.ts';
import { openWorker } from '../../src/rpc/client.ts';

const urls = import.meta.glob('../fixtures/data/*.{jpg,png,webp,parquet}', {
  query: '?url',
  import: 'default',
  eager: true,
}) as Record<string, string>;
const fileOf = async (name: string) =>
  new File([await (await fetch(urls[`../fixtures/data/${name}`])).blob()], name);

it('the browser gives the representations that bake gives, to 1e-3 in relative L2', async () => {
  const ingest = openWorker<IngestWorker>(
    () => new Worker(new URL('../../workers/ingest.worker.ts', import.meta.url), { type: 'module' }),
  );
  const tensor = openWorker<TensorWorker>(
    () => new Worker(new URL('../../workers/tensor.worker.ts', import.meta.url), { type: 'module' }),
  );
  try {
    // Written by `npm run bake -- FOLDER baked.parquet --pca 2 --weights imagenet` with these four images in FOLDER.
    const baked: OpenedCatalogue = await ingest.api.open({
      kind: 'file',
      file: await fileOf('baked.parquet'),
    });
    expect([...new PackedIds(baked.ids as PackedIds)]).toEqual(['grey', 'progressive', 'rgb', 'rgba']);
    const files = await Promise.all(['grey.png', 'progressive.jpg', 'rgb.jpg', 'rgba.webp'].map(fileOf));
    const images = files.map(file => ({ path: file.name, file }));
    const catalogue = await ingest.api.open({ kind: 'images', name: 'generated', images });

    await tensor.api.chooseBackend('wasm');
    const card = await tensor.api.loadEncoder(baked.weights!, new URL('/models/', location.href).href);
    const batch = await ingest.api.pixels(catalogue.handle, Uint32Array.of(0, 1, 2, 3), card.view);
    const values = await tensor.api.embed(batch);

    const { columns, values: expected } = baked.embedding!;
    for (let row = 0; row < 4; row++) {
      const of = (vectors: Float32Array) => vectors.subarray(row * columns, (row + 1) * columns);
      const off = Math.hypot(...of(values).map((value, j) => value - of(expected)[j]));
      expect(off / Math.hypot(...of(expected)), `row ${row}`).toBeLessThanOrEqual(1e-3);
    }
  } finally {
    ingest.end();
    tensor.end();
  }
});
