import { ByteWriter } from 'hyparquet-writer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TextColumn } from '../../src/contracts/column.ts';
import type { CatalogueSource, IngestWorker } from '../../src/contracts/ingest.ts';
import type { Progress } from '../../src/contracts/job.ts';
import type { SearchWorker } from '../../src/contracts/search.ts';
import { PackedIds } from '../../src/data/bytes/packedIds.ts';
import { PackedTexts } from '../../src/data/bytes/packedTexts.ts';
import { sha256Of } from '../../src/data/bytes/sha256.ts';
import { writeCatalogue } from '../../src/data/catalogues/catalogueWriter.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';
import { openWorker, type WorkerClient } from '../../src/rpc/client.ts';
import { isAbort, withJob } from '../../src/rpc/jobPort.ts';
import { pixelHashes } from '../fixtures/data/pixelHashes.ts';

const urls = import.meta.glob('../fixtures/data/*.{jpg,png,webp,parquet}', {
  query: '?url',
  import: 'default',
  eager: true,
}) as Record<string, string>;
const urlOf = (name: string) => new URL(urls[`../fixtures/data/${name}`], location.href).href;
const fileOf = async (name: string) => new File([await (await fetch(urlOf(name))).blob()], name);

let client: WorkerClient<IngestWorker>;
beforeAll(() => {
  client = openWorker<IngestWorker>(
    () => new Worker(new URL('../../workers/ingest.worker.ts', import.meta.url), { type: 'module' }),
  );
});
afterAll(() => client.end());

describe('the ingest worker', () => {
  for (const [name, sha256] of Object.entries(pixelHashes)) {
    it(`decodes ${name} to the pixels Node decodes it to`, async () => {
      const batch = await client.api.pixelsOfFile(await fileOf(name), { sidePx: 32, cropFraction: 0.8 });
      expect(await sha256Of(batch.pixels as Uint8Array<ArrayBuffer>)).toBe(sha256);
    });
  }

  it('opens a Parquet file from disk, reports progress, and gives its images', async () => {
    const progress: Progress[] = [];
    const source: CatalogueSource = { kind: 'file', file: await fileOf('table-zstd.parquet') };
    const catalogue = await withJob({ onProgress: p => progress.push(p) }, port =>
      client.api.open(source, port),
    );
    expect(new PackedIds(catalogue.ids as PackedIds).at(0)).toBe('1237668417038999553');
    expect(catalogue.raDeg).toBeInstanceOf(Float64Array);
    expect(catalogue.embedding?.values).toHaveLength(24);
    expect(progress[0]).toEqual({
      phase: 'Reading table-zstd.parquet',
      done: 0,
      total: 2,
      unit: 'row groups',
    });
    const images = await client.api.images(catalogue.handle, Uint32Array.of(0, 4, 5));
    expect(images.map(image => image.row)).toEqual([0, 5]);
    const bitmap = await createImageBitmap(
      new Blob([images[0].bytes as Uint8Array<ArrayBuffer>], { type: images[0].type }),
    );
    expect([bitmap.width, bitmap.height]).toEqual([56, 40]);
  });

  it('opens a Parquet file by URL', async () => {
    const url = urlOf('table-snappy.parquet');
    const catalogue = await client.api.open({ kind: 'url', url, name: 'table' });
    expect(catalogue.rowCount).toBe(6);
    expect(await client.api.images(catalogue.handle, Uint32Array.of(1))).toHaveLength(1);
  });

  it('reads components into memory in which a search worker finds neighbours, and no other copy', async () => {
    const rows = 50;
    const random = createRandom(8);
    const pca = {
      rows,
      columns: 3,
      values: Float32Array.from({ length: 3 * rows }, () => random.normal()),
    };
    const ids = Array.from(
      { length: rows },
      (_, row) => `Ü${row}, a name of more than sixty letters, with which none is read`,
    );
    const writer = new ByteWriter();
    await writeCatalogue(writer, { ids, columns: [], pca, notes: { simulated: true } });
    const file = new File([writer.getBuffer()], 'baked.parquet');
    const opened = await client.api.open({ kind: 'file', file });
    const { components, sharedMemory } = opened;
    expect(components?.coarse.buffer).toBe(sharedMemory?.buffer);
    expect(sharedMemory?.buffer).toBeInstanceOf(SharedArrayBuffer);
    const read = new PackedIds(opened.ids as PackedIds);
    expect([read.at(7), read.find(ids[49])]).toEqual([ids[7], 49]);
    const search = openWorker<SearchWorker>(
      () => new Worker(new URL('../../workers/search.worker.ts', import.meta.url), { type: 'module' }),
    );
    await search.api.adopt(
      Uint32Array.from({ length: rows }, (_, row) => row),
      3,
      sharedMemory!,
    );
    const found = await search.api.nearestToRow(4, { metric: 'euclidean', components: 3, k: rows });
    search.end();
    const distanceTo = (row: number) =>
      Math.hypot(...[0, 1, 2].map(j => pca.values[3 * row + j] - pca.values[12 + j]));
    const expected = [...ids.keys()].filter(row => row !== 4).sort((a, b) => distanceTo(a) - distanceTo(b));
    expect([...found.rows]).toEqual(expected);
  });

  it('tells a missing or foreign address in one sentence', async () => {
    const url = new URL('/nowhere/at-all.parquet', location.href).href;
    await expect(client.api.open({ kind: 'url', url, name: 'at-all.parquet' })).rejects.toThrow(
      /^at-all\.parquet (could not be fetched: the server answered 404|is not a Parquet file: .*web page)/,
    );
    const elsewhere = 'https://example.org/a.parquet';
    await expect(client.api.open({ kind: 'url', url: elsewhere, name: 'a.parquet' })).rejects.toThrow(
      'https://example.org is not among the hosts this page may ask',
    );
  });

  it('opens loose images with a table', async () => {
    const images = await Promise.all(
      ['rgb.jpg', 'grey.png'].map(async name => ({ path: `sky/${name}`, file: await fileOf(name) })),
    );
    const table = new File(['file,class\nrgb,spiral\ngrey.PNG,smooth\n'], 'labels.csv');
    const catalogue = await client.api.open({ kind: 'images', name: 'sky', images, table });
    expect([...new PackedIds(catalogue.ids as PackedIds)]).toEqual(['grey', 'rgb']);
    const [column] = catalogue.columns as TextColumn[];
    expect(column).toMatchObject({ name: 'class', kind: 'text' });
    expect([...new PackedTexts(column.values as PackedTexts)]).toEqual(['smooth', 'spiral']);
  });

  it('stops opening when cancelled', async () => {
    const file = await fileOf('grey.jpg');
    // Without an extension every file must be looked into: time enough for a cancel to arrive.
    const images = Array.from({ length: 5000 }, (_, i) => ({ path: `sky/${i}`, file }));
    const stop = new AbortController();
    const opening = withJob({ signal: stop.signal, onProgress: () => stop.abort() }, port =>
      client.api.open({ kind: 'images', name: 'sky', images }, port),
    );
    expect(isAbort(await opening.catch(error => error))).toBe(true);
  });
});
