import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeIngest } from '../../../bake/nodeIngest.ts';
import { readTiledImages } from '../../../src/data/tiles/tiledImages.ts';
import { fetchTiledManifest } from '../../../src/data/tiles/tiledManifest.ts';
import { openTiledSurvey } from '../../../src/data/tiles/tiledSurvey.ts';
import { writeTiled } from '../../../src/data/tiles/tiledWriter.ts';
import { decodedRows } from '../../../src/maths/neighbours/sixteenBitRows.ts';
import { eightBitRowsOf, packEightBitRows } from '../../../src/maths/tiles/eightBitRows.ts';
import { folderInMemory } from '../../bake/tiled/tiledFiles.ts';
import { type FileServer, serveFiles } from '../bytes/fileServer.ts';

const n = 50;
const ids = Array.from({ length: n }, (_, row) => `g ${row}`);
const order = Uint32Array.from({ length: n }, (_, place) => (place * 7) % n);
const vectors = Float32Array.from({ length: 2 * n }, (_, i) => Math.sin(i));
/** What a JPEG begins with, and the row. */
const pictureOf = (row: number) => Uint8Array.of(0xff, 0xd8, 0xff, row, ...new Array(row % 5).fill(9));
const without = 21; // has no picture

describe('a survey in several tables and shards', () => {
  let server: FileServer;
  let manifestUrl: string;
  let files: Map<string, Uint8Array>;

  beforeAll(async () => {
    const folder = folderInMemory();
    const catalogue = {
      ids,
      columns: [
        {
          ...{ kind: 'number' as const, name: 'row', source: 'file' },
          values: Float64Array.from(ids, (_, row) => (row === 3 ? Number.NaN : row)),
        },
      ],
      vectors: { rows: n, columns: 2, values: vectors },
      positions: vectors,
      notes: { name: 'small', simulated: true },
      images: async (start: number, end: number) =>
        Array.from({ length: end - start }, (_, i) =>
          start + i === without ? null : { bytes: pictureOf(start + i), path: '' },
        ),
    };
    const lists = {
      ...{ columns: 2, centroids: Float32Array.of(0.5, -0.25, 0.25, 0.5), starts: Uint32Array.of(0, 20, n) },
      areOrigins: true,
    };
    const sizes = { points: 20, rowsPerTable: 16, rowsPerShard: 12 };
    await writeTiled(folder, catalogue, { lists, order, recall: [], testRows: 0 }, sizes);
    files = folder.files;
    server = await serveFiles(files);
    manifestUrl = `${server.url}catalogue.json`;
  });
  afterAll(() => server.close());

  it('tells rows of all its tables, and null where there is no value', async () => {
    const survey = await openTiledSurvey(manifestUrl);
    const { neighbours } = await survey.nearest(Float32Array.of(0, 0), { k: n, lists: 2 }, async () => {});
    const told = neighbours.map(({ id, values: [value] }) => [id, value]);
    expect(told.sort()).toEqual(ids.map((id, row) => [id, row === 3 ? null : row]).sort());
    expect(neighbours.map(({ row, id }) => ids[order[row]] === id)).not.toContain(false);
  });

  it('keeps vectors from the centroids of their lists, in all files alike', async () => {
    const survey = await openTiledSurvey(manifestUrl);
    const opened = await nodeIngest().open({ kind: 'url', url: manifestUrl, name: 'catalogue.json' });
    const sampled = decodedRows(opened.components!);
    for (const [place, row] of order.entries()) {
      const found = await survey.vectorOf(place);
      const centroid = place < 20 ? [0.5, -0.25] : [0.25, 0.5];
      const apart = centroid.map((value, j) => Math.abs(vectors[2 * row + j] - value));
      const halfStep = (Math.max(...apart) / 127 / 2) * (1 + 1e-4);
      const inSample = opened.ids.find(ids[row]);
      for (const j of [0, 1]) {
        expect(Math.abs(found[j] - vectors[2 * row + j])).toBeLessThanOrEqual(halfStep);
        if (inSample !== undefined) expect(sampled[2 * inSample + j]).toBeCloseTo(found[j], 4);
      }
    }
  });

  it('reads a folder of the first version, which kept vectors themselves', async () => {
    const first = new Map(files);
    const packed = (rows: ArrayLike<number>) => {
      const own = Array.from(rows, row => [...vectors.subarray(2 * row, 2 * row + 2)]).flat();
      return packEightBitRows(eightBitRowsOf(Float32Array.from(own), 2));
    };
    const lists = new DataView(new ArrayBuffer(28));
    for (const [i, value] of [0.5, -0.25, 0.25, 0.5].entries()) lists.setFloat32(4 * i, value, true);
    for (const [i, start] of [0, 20, n].entries()) lists.setUint32(16 + 4 * i, start, true);
    const manifest = await fetchTiledManifest(manifestUrl);
    const second = await nodeIngest().open({ kind: 'url', url: manifestUrl, name: 'catalogue.json' });
    first.set('lists.bin', new Uint8Array(lists.buffer));
    first.set('vectors.bin', packed(order));
    first.set('tiles/0/0/0.bin', packed(Array.from(second.ids, id => ids.indexOf(id))));
    const told = JSON.stringify({ ...manifest, format: 'morphospace-tiles-1' });
    first.set('catalogue.json', new TextEncoder().encode(told));
    const host = await serveFiles(first);
    const url = `${host.url}catalogue.json`;
    const survey = await openTiledSurvey(url);
    const opened = await nodeIngest().open({ kind: 'url', url, name: 'catalogue.json' });
    const sampled = decodedRows(opened.components!);
    for (const [place, row] of order.entries()) {
      const found = await survey.vectorOf(place);
      const inSample = opened.ids.find(ids[row]);
      for (const j of [0, 1]) {
        expect(found[j]).toBeCloseTo(vectors[2 * row + j], 1);
        if (inSample !== undefined) expect(sampled[2 * inSample + j]).toBeCloseTo(found[j], 4);
      }
    }
    await host.close();
  });

  it('has the picture of every galaxy in its shards, by one request for offsets and one for each', async () => {
    const survey = await openTiledSurvey(manifestUrl);
    const galaxies = [...order.keys()].map(place => ({
      row: place,
      id: ids[order[place]],
      values: [order[place]],
    }));
    const before = server.requests.length;
    const found = await survey.images(galaxies);
    expect(found).toHaveLength(n - 1);
    for (const { row, bytes, type } of found) {
      expect(type).toBe('image/jpeg');
      expect([...bytes]).toEqual([...pictureOf(order[row])]);
    }
    expect(server.requests.length - before).toBe(Math.ceil(n / 12) + n - 1);
  });

  it('fetches pictures by address, and offsets of 64 bits', async () => {
    const others = new Map(files);
    others.set('north/g%202.jpg', pictureOf(2));
    const columns = ['side', 'number'].map(name => ({ name, kind: 'text' as const, counts: null }));
    const offsets = new DataView(new ArrayBuffer(24));
    offsets.setBigUint64(8, 4n, true);
    offsets.setBigUint64(16, 9n, true);
    others.set('wide.idx', new Uint8Array(offsets.buffer));
    others.set('wide.bin', Uint8Array.of(0xff, 0xd8, 0xff, 0, 0xff, 0xd8, 0xff, 1, 9));
    const host = await serveFiles(others);
    const url = `${host.url}catalogue.json`;
    const wanted = [
      { row: 10, id: 'g 2', values: ['north', 7] },
      { row: 11, id: 'g 3', values: [null, 8] },
    ];
    const byAddress = await readTiledImages(url, { images: { url: '{side}/{id}.jpg' }, columns }, wanted);
    expect(byAddress.map(({ row }) => row)).toEqual([10]);
    const shard = { file: 'wide.bin', offsets: 'wide.idx', bits: 64 as const, firstRow: 10, rows: 2 };
    const packed = await readTiledImages(url, { images: { shards: [shard] }, columns }, wanted);
    expect(packed.map(({ row, bytes }) => [row, bytes.length]).sort()).toEqual([
      [10, 4],
      [11, 5],
    ]);
    await host.close();
  });

  it('says so where the vectors are cut short, and where the manifest lies about pictures', async () => {
    const short = new Map(files);
    short.set('vectors.bin', files.get('vectors.bin')!.slice(0, 60));
    const host = await serveFiles(short);
    await expect(openTiledSurvey(`${host.url}catalogue.json`)).rejects.toThrow(
      'vectors.bin does not fit its manifest: need 300 bytes, got 60',
    );
    const manifest = await fetchTiledManifest(manifestUrl);
    short.set(
      'catalogue.json',
      new TextEncoder().encode(JSON.stringify({ ...manifest, images: { shards: [7] } })),
    );
    await expect(fetchTiledManifest(`${host.url}catalogue.json`)).rejects.toThrow('lacks parts');
    await host.close();
  });
});
