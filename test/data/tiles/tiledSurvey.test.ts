import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTiledImages } from '../../../src/data/tiles/tiledImages.ts';
import { fetchTiledManifest } from '../../../src/data/tiles/tiledManifest.ts';
import { openTiledSurvey } from '../../../src/data/tiles/tiledSurvey.ts';
import { writeTiled } from '../../../src/data/tiles/tiledWriter.ts';
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
    const lists = { columns: 2, centroids: Float32Array.of(0, 0), starts: Uint32Array.of(0, n) };
    const sizes = { points: 20, rowsPerTable: 16, rowsPerShard: 12 };
    await writeTiled(folder, catalogue, { lists, order, recall: [], testRows: 0 }, sizes);
    files = folder.files;
    server = await serveFiles(files);
    manifestUrl = `${server.url}catalogue.json`;
  });
  afterAll(() => server.close());

  it('tells rows of all its tables, and null where there is no value', async () => {
    const survey = await openTiledSurvey(manifestUrl);
    const { neighbours } = await survey.nearest(Float32Array.of(0, 0), { k: n, lists: 1 }, async () => {});
    const told = neighbours.map(({ id, values: [value] }) => [id, value]);
    expect(told.sort()).toEqual(ids.map((id, row) => [id, row === 3 ? null : row]).sort());
    expect(neighbours.map(({ row, id }) => ids[order[row]] === id)).not.toContain(false);
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
