import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeIngest } from '../../../bake/nodeIngest.ts';
import { tiledOrder } from '../../../bake/tiled/tiledOrder.ts';
import type { Column } from '../../../src/contracts/column.ts';
import { bytesOfUrl } from '../../../src/data/bytes/byteSource.ts';
import { fetchTiledManifest, fetchTiles, tilePath } from '../../../src/data/tiles/tiledManifest.ts';
import { tiledNeighbours } from '../../../src/data/tiles/tiledSearch.ts';
import { type TiledOrder, writeTiled } from '../../../src/data/tiles/tiledWriter.ts';
import { listOfRow, unpackVectorLists } from '../../../src/data/tiles/vectorLists.ts';
import { Nearest } from '../../../src/maths/neighbours/nearest.ts';
import { decodedRows } from '../../../src/maths/neighbours/sixteenBitRows.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import { serveJob } from '../../../src/rpc/jobContext.ts';
import { withJob } from '../../../src/rpc/jobPort.ts';
import { createSurveyWorker } from '../../../workers/survey/surveyWorker.ts';
import { type FileServer, serveFiles } from '../../data/bytes/fileServer.ts';
import { folderInMemory } from './tiledFiles.ts';

const n = 20_000;
const width = 16;
const mostPoints = 2048;
const random = createRandom(3);
const centres = Float32Array.from({ length: 30 * width }, () => 3 * random.normal());
const clumps = Uint8Array.from({ length: n }, () => random.integer(30));
const vectors = Float32Array.from({ length: n * width }, (_, i) => {
  return centres[clumps[Math.floor(i / width)] * width + (i % width)] + random.normal();
});
const positions = Float32Array.from({ length: 2 * n }, (_, i) => vectors[(i >> 1) * width + (i % 2)]);
const ids = Array.from({ length: n }, (_, row) => `J${1000 + row}`);
const redshifts = Float64Array.from(ids, () => random.uniform());
const columns: Column[] = [
  {
    kind: 'number',
    name: 'redshift',
    source: 'file',
    values: redshifts,
  },
  {
    kind: 'category',
    name: 'clump',
    source: 'file',
    categories: 'abcdef'.split(''),
    codes: clumps.map(c => c % 6),
  },
];

describe('a catalogue of 20,000 galaxies as tiles on a static host', () => {
  let server: FileServer;
  let order: TiledOrder;
  let manifestUrl: string;

  beforeAll(async () => {
    const folder = folderInMemory();
    order = await tiledOrder({ rows: n, columns: width, values: vectors }, () => undefined);
    const catalogue = { ids, columns, vectors: { rows: n, columns: width, values: vectors }, positions };
    const notes = { name: 'A survey', simulated: true, credit: 'nobody' };
    await writeTiled(folder, { ...catalogue, notes }, order, { points: mostPoints });
    server = await serveFiles(folder.files);
    manifestUrl = `${server.url}catalogue.json`;
  }, 60_000);
  afterAll(() => server.close());

  it('opens as a random sample that says of how many, with vectors, places and columns of the right galaxies', async () => {
    const opened = await nodeIngest().open({ kind: 'url', url: manifestUrl, name: 'catalogue.json' });
    expect(opened).toMatchObject({
      name: 'A survey',
      rowCount: mostPoints,
      simulated: true,
      credit: 'nobody',
      tiled: { manifestUrl, rowCount: n },
    });
    const numbers = decodedRows(opened.components!);
    for (const sampled of [0, 700, 2047]) {
      const row = ids.indexOf(opened.ids.at(sampled));
      expect([...opened.positions!.subarray(2 * sampled, 2 * sampled + 2)]).toEqual([
        ...positions.subarray(2 * row, 2 * row + 2),
      ]);
      const [redshift, clump] = opened.columns;
      expect(redshift.kind === 'number' && redshift.values[sampled]).toBe(redshifts[row]);
      expect(clump.kind === 'category' && clump.categories[clump.codes[sampled]]).toBe(
        'abcdef'[clumps[row] % 6],
      );
      const own = vectors.subarray(row * width, (row + 1) * width);
      const list = listOfRow(order.lists, order.order.indexOf(row));
      const centroid = order.lists.centroids.subarray(list * width, (list + 1) * width);
      const halfStep = Math.max(...own.map((value, j) => Math.abs(value - centroid[j]))) / 127 / 2;
      own.forEach((value, j) => {
        expect(Math.abs(numbers[sampled * width + j] - value)).toBeLessThan(halfStep * 1.01);
      });
    }
  });

  it('has every galaxy once in its tables and in its tiles, and counts that add up', async () => {
    const manifest = await fetchTiledManifest(manifestUrl);
    const tiles = await fetchTiles(manifestUrl, manifest.tiles.file);
    const ingest = nodeIngest();
    const idsOf = async (path: string) => {
      const { ids } = await ingest.open({ kind: 'url', url: `${server.url}${path}`, name: path });
      return [...ids];
    };
    const tabled = (await Promise.all(manifest.tables.map(({ file }) => idsOf(file)))).flat();
    expect(tabled).toEqual(Array.from(order.order, row => ids[row]));
    const tiled = (await Promise.all(tiles.map(tile => idsOf(`${tilePath(tile)}.parquet`)))).flat();
    expect(tiled.sort()).toEqual(ids.toSorted());
    const sum = (counts: readonly number[]) => counts.reduce((total, each) => total + each, 0);
    for (const { total, counts } of tiles) {
      for (const each of counts) expect(sum(each!.counts) + each!.without).toBe(total);
    }
    expect(tiles[0].counts).toEqual(manifest.columns.map(column => column.counts));
  });

  it('is searched by a few ranges: as the manifest says, near to exact', async () => {
    const manifest = await fetchTiledManifest(manifestUrl);
    const packed = await (await fetch(`${server.url}lists.bin`)).arrayBuffer();
    const bytes = await bytesOfUrl(`${server.url}vectors.bin`, 'vectors.bin');
    const space = { lists: unpackVectorLists(packed, manifest), bytes, read: new Map() };
    const { lists, recall } = manifest.lists.recall.find(each => each.recall >= 0.95)!;
    let found = 0;
    for (let row = 13; row < n; row += 997) {
      const query = vectors.slice(row * width, (row + 1) * width);
      const exact = new Nearest(10);
      for (let i = 0; i < n; i++) {
        exact.offer(i, Math.hypot(...query.map((value, j) => value - vectors[i * width + j])));
      }
      const { rows } = await tiledNeighbours(space, query, { k: 10, lists });
      const wanted = new Set(exact.take().indices);
      found += rows.filter(place => wanted.has(order.order[place])).length;
    }
    expect(found / 210).toBeGreaterThan(Math.min(0.93, recall - 0.05));
    const before = server.requests.length;
    const again = await tiledNeighbours(space, vectors.slice(13 * width, 14 * width), { k: 10, lists });
    expect(again.bytes).toBe(0); // what was read is kept
    expect(server.requests.length).toBe(before);
    const crowded = { ...space, read: new Map() };
    const searching = tiledNeighbours(crowded, vectors.slice(13 * width, 14 * width), { k: 10, lists });
    crowded.read.clear(); // as another search does that needs the room
    expect((await searching).rows).toEqual(again.rows);
  });

  it('is searched whole by its worker, which tells of galaxies that are not loaded what the tables hold', async () => {
    const worker = createSurveyWorker(serveJob);
    const row = 4242;
    const query = vectors.slice(row * width, (row + 1) * width);
    const { neighbours, bytes, requests } = await worker.nearest(manifestUrl, query, { k: 10, lists: 8 });
    expect(neighbours[0].id).toBe(ids[row]);
    for (const { id, distance, values, x, y } of neighbours) {
      const found = ids.indexOf(id);
      const apart = Math.hypot(...query.map((value, j) => value - vectors[found * width + j]));
      expect(Math.abs(distance - apart)).toBeLessThan(0.1); // half a step of 8 bits, in 16 numbers
      expect(values).toEqual([redshifts[found], 'abcdef'[clumps[found] % 6]]);
      expect([x, y]).toEqual([...positions.subarray(2 * found, 2 * found + 2)]);
    }
    expect(requests).toBeGreaterThan(2);
    expect(bytes).toBeLessThan(400_000);
    const again = await worker.nearest(manifestUrl, query, { k: 3, lists: 8 });
    expect(again.neighbours).toEqual(neighbours.slice(0, 3));
    const own = await worker.vectorOf(manifestUrl, neighbours[0].row);
    own.forEach((value, j) => {
      expect(Math.abs(value - query[j])).toBeLessThan(0.03);
    });
  });

  it('ends a search that was cancelled, and refuses a vector of another width', async () => {
    const worker = createSurveyWorker(serveJob);
    const query = new Float32Array(width);
    const control = new AbortController();
    const searching = withJob({ signal: control.signal }, port =>
      worker.nearest(manifestUrl, query, { k: 10, lists: 8 }, port),
    );
    control.abort();
    await expect(searching).rejects.toMatchObject({ name: 'AbortError' });
    await expect(worker.nearest(manifestUrl, new Float32Array(3), { k: 10, lists: 8 })).rejects.toThrow(
      'need a vector of 16 numbers; got 3',
    );
  });

  it('says what is wrong with a manifest of another format, and with lists that do not fit', async () => {
    const manifest = await fetchTiledManifest(manifestUrl);
    expect(() => unpackVectorLists(new ArrayBuffer(8), manifest)).toThrow(
      'lists.bin does not fit its manifest',
    );
    const other = await serveFiles(
      new Map([['catalogue.json', new TextEncoder().encode('{"format":"morphospace-tiles-9"}')]]),
    );
    await expect(fetchTiledManifest(`${other.url}catalogue.json`)).rejects.toThrow(
      'need format "morphospace-tiles-2", got "morphospace-tiles-9"',
    );
    other.close();
  });
});
