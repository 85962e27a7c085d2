import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeIngest } from '../../../../bake/nodeIngest.ts';
import type { OpenedCatalogue } from '../../../../src/contracts/ingest.ts';
import { packIds } from '../../../../src/data/bytes/packedIds.ts';
import { writeTiled } from '../../../../src/data/tiles/tiledWriter.ts';
import { createSurveyTilesStore } from '../../../../src/features/ingest/tiles/surveyTilesStore.ts';
import { decodedRows } from '../../../../src/maths/neighbours/sixteenBitRows.ts';
import { createRandom } from '../../../../src/maths/statistics/random.ts';
import { createSession } from '../../../../src/session/session.ts';
import { folderInMemory } from '../../../bake/tiled/tiledFiles.ts';
import { type FileServer, serveFiles } from '../../../data/bytes/fileServer.ts';
import { allRows } from '../../smallCatalogue.ts';

const n = 900;
const width = 4;
const random = createRandom(5);
const ids = Array.from({ length: n }, (_, row) => `J${row}`);
const positions = Float32Array.from({ length: 2 * n }, () => random.uniform());
const values = Float32Array.from({ length: n * width }, () => random.normal());
const brightness = Float64Array.from(ids, () => random.uniform());

describe('reading more of a survey where the map is on screen', () => {
  let server: FileServer;
  beforeAll(async () => {
    const folder = folderInMemory();
    const lists = {
      ...{ columns: width, centroids: new Float32Array(width), starts: Uint32Array.of(0, n) },
      areOrigins: true,
    };
    await writeTiled(
      folder,
      {
        ids,
        columns: [{ kind: 'number', name: 'brightness', source: 'file', values: brightness }],
        vectors: { rows: n, columns: width, values },
        positions,
        notes: { name: 'A survey', simulated: true },
      },
      { lists, order: allRows(n), recall: [], testRows: 0 },
      { points: 100 },
    );
    server = await serveFiles(folder.files);
  });
  afterAll(() => server.close());

  async function open({
    restMs = 300,
    hold,
  }: {
    restMs?: number;
    hold?: (name: string, signal?: AbortSignal) => Promise<void>;
  } = {}) {
    const session = createSession(() => 0);
    const worker = nodeIngest();
    const take = (catalogue: OpenedCatalogue) => {
      session.columns.getState().reset(catalogue.columns);
      const { components, rowCount, basis } = catalogue;
      session.catalogue.getState().replace(catalogue);
      session.positions.getState().replace(catalogue.positions!, false);
      const map = { layout: null, weights: null, neighbourRecall: null, positions: catalogue.positions! };
      session.maps.getState().reset(map);
      session.representation.getState().replace({
        weights: 'file',
        components: components!,
        rows: allRows(rowCount),
        complete: true,
        basis,
      });
    };
    take(await worker.open({ kind: 'url', url: `${server.url}catalogue.json`, name: 'catalogue.json' }));
    const changes: string[] = [];
    const store = createSurveyTilesStore({
      session,
      ingest: {
        async open(source, control) {
          if (source.kind === 'url') await hold?.(source.name, control?.signal);
          return worker.open(source);
        },
        close: handle => worker.close(handle),
        answers: handle => worker.answers(handle),
        join: async () => -1,
      },
      opening: { getState: () => ({ exchange: take }) as never },
      place: async () => Promise.reject(new Error('not asked: the tiles have places')),
      rowsChange: (_, { opened }) => changes.push(opened.name),
      size: () => ({ width: 100, height: 100 }),
      restMs,
    });
    const toldOf = (left: number) => expect.poll(() => store.getState().left).toBe(left);
    return { session, store, changes, toldOf };
  }

  it('reads the tiles on screen, with their own places, vectors and columns, and says of how many galaxies', async () => {
    const { session, store, changes, toldOf } = await open();
    await toldOf(n - 100);
    session.camera.getState().move({ x: 0.1, y: 0.1, zoom: 10 }); // a tenth of the map
    const inCorner = () => store.getState().left!;
    expect(inCorner()).toBeGreaterThan(100);
    expect(inCorner()).toBeLessThan(n - 100);
    await store.getState().read();
    expect(changes).toEqual(['tiles/1/0/0.parquet']);
    const { catalogue } = session.catalogue.getState();
    expect(catalogue).toMatchObject({ rowCount: 200, added: [{ rowCount: 100 }], tiled: { rowCount: n } });
    const numbers = decodedRows(catalogue!.components!);
    const [column] = catalogue!.columns;
    for (let row = 0; row < 200; row++) {
      const at = ids.indexOf(catalogue!.ids.at(row));
      expect([...catalogue!.positions!.subarray(2 * row, 2 * row + 2)]).toEqual([
        ...positions.subarray(2 * at, 2 * at + 2),
      ]);
      expect(column.kind === 'number' && column.values[row]).toBe(brightness[at]);
      const largest = Math.max(...values.subarray(at * width, (at + 1) * width).map(Math.abs));
      for (let j = 0; j < width; j++)
        expect(Math.abs(numbers[row * width + j] - values[at * width + j])).toBeLessThan(largest / 200);
    }
  });

  it('leaves the places of the others right where a galaxy of a tile is here already', async () => {
    const other = await open();
    await other.toldOf(n - 100);
    other.session.camera.getState().move({ x: 0.1, y: 0.1, zoom: 10 });
    await other.store.getState().read();
    const twice = other.session.catalogue.getState().catalogue!.ids.at(110);
    const { session, store, toldOf } = await open();
    await toldOf(n - 100);
    const { catalogue: before } = session.catalogue.getState();
    const own = Array.from(before!.ids, (id, row) => (row === 0 ? twice : id));
    session.catalogue.getState().replace({ ...before!, ids: packIds(own) });
    session.camera.getState().move({ x: 0.1, y: 0.1, zoom: 10 });
    await store.getState().read();
    const { catalogue } = session.catalogue.getState();
    expect(catalogue?.rowCount).toBe(199);
    for (let row = 1; row < 199; row++) {
      const at = ids.indexOf(catalogue!.ids.at(row));
      expect([...catalogue!.positions!.subarray(2 * row, 2 * row + 2)]).toEqual([
        ...positions.subarray(2 * at, 2 * at + 2),
      ]);
    }
  });

  it('goes on level by level until all are loaded', async () => {
    const { session, store, toldOf } = await open();
    await toldOf(n - 100);
    for (let time = 0; time < 20 && store.getState().left; time++) await store.getState().read();
    const { catalogue } = session.catalogue.getState();
    expect(catalogue?.rowCount).toBe(n);
    expect([...catalogue!.ids].sort()).toEqual(ids.toSorted());
    expect(store.getState()).toMatchObject({ left: 0, coming: 0, full: false, reading: null });
  });

  const corner = { x: 0.1, y: 0.1, zoom: 8.5 }; // a quarter of the map

  it('reads tiles by themselves where the map is looked at closely and stands still, one level after the other', async () => {
    const { session, store, changes, toldOf } = await open({ restMs: 5 });
    await toldOf(n - 100);
    expect(changes).toEqual([]); // all of the map is on screen
    session.camera.getState().move(corner);
    await expect.poll(() => store.getState().left, { timeout: 20_000 }).toBe(0);
    expect(changes[0]).toBe('tiles/1/0/0.parquet');
    expect(changes.every(name => /^tiles\/([12])\/[01]\/[01]\.parquet$/.test(name))).toBe(true);
    await expect.poll(() => store.getState().reading).toBe(null);
    expect(session.jobs.getState().jobs).toEqual([]);
    session.camera.getState().move(null);
    expect(store.getState().left).toBeGreaterThan(0);
  });

  it('reads them, too, where the map was moved before anything was known of tiles, once other work has ended', async () => {
    const { session, store, changes } = await open({ restMs: 5 });
    const job = session.jobs.getState().start('Embed 12 galaxies');
    session.camera.getState().move(corner);
    await expect.poll(() => store.getState().left).toBeGreaterThan(0);
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(changes).toEqual([]);
    job.finish('done');
    await expect.poll(() => changes[0], { timeout: 20_000 }).toBe('tiles/1/0/0.parquet');
    store.getState().stop();
  });

  it('leaves a tile that is no longer on screen for those that are, and stops until the map moves', async () => {
    const held: AbortSignal[] = [];
    const hold = async (_: string, signal?: AbortSignal) => {
      held.push(signal!);
      await new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
    };
    const { session, store, changes, toldOf } = await open({ restMs: 5, hold });
    await toldOf(n - 100);
    session.camera.getState().move(corner);
    await expect.poll(() => held.length).toBe(1);
    expect(store.getState().reading).toBe('itself');
    session.camera.getState().move({ ...corner, x: 0.11 });
    expect(held[0].aborted).toBe(false);
    session.camera.getState().move({ x: 0.9, y: 0.9, zoom: 8.5 });
    expect(held[0].aborted).toBe(true);
    await expect.poll(() => held.length).toBe(2);
    store.getState().stop();
    await expect.poll(() => store.getState().reading).toBe(null);
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(held).toHaveLength(2);
    session.camera.getState().move(corner);
    await expect.poll(() => held.length).toBe(3);
    store.getState().stop();
    expect(changes).toEqual([]);
  });

  it('says why a tile did not come, keeps what is there, and tries again once the map moves', async () => {
    let tries = 0;
    const hold = async () => {
      tries++;
      if (tries === 1) throw new Error('The host does not answer.');
    };
    const { session, store, changes, toldOf } = await open({ restMs: 5, hold });
    await toldOf(n - 100);
    session.camera.getState().move(corner);
    await expect.poll(() => store.getState().failure).toBe('The host does not answer.');
    expect(session.notices.getState().notices).toEqual([]);
    expect(session.catalogue.getState().catalogue?.rowCount).toBe(100);
    session.camera.getState().move({ ...corner, x: 0.11 });
    await expect.poll(() => changes[0], { timeout: 10_000 }).toBe('tiles/1/0/0.parquet');
    expect(store.getState().failure).toBe(null);
    store.getState().stop();
  });

  it('reads the tiles in which most of some galaxies lie, level by level', async () => {
    const { session, store, changes, toldOf } = await open();
    await toldOf(n - 100);
    const { positions: places } = session.positions.getState();
    const inQuarter = (right: boolean, top: boolean) =>
      allRows(100).filter(row => places![2 * row] > 0.5 === right && places![2 * row + 1] > 0.5 === top);
    const about = Uint32Array.from([...inQuarter(true, false), ...inQuarter(false, true).slice(0, 3)]);
    await store.getState().read(about);
    expect(changes).toEqual(['tiles/1/1/0.parquet', 'tiles/1/0/1.parquet']);
    session.maps.getState().reset(null);
    await store.getState().read(about);
    expect(session.notices.getState().notices.at(-1)?.sentence).toContain('lie on its own map');
    expect(changes).toHaveLength(2);
  });

  it('changes nothing where it is stopped, or where the map is of another representation', async () => {
    const { session, store, toldOf } = await open();
    await toldOf(n - 100);
    const reading = store.getState().read();
    await Promise.resolve();
    store.getState().stop();
    await reading;
    expect(session.catalogue.getState().catalogue?.rowCount).toBe(100);
    const { representation } = session.representation.getState();
    session.representation.getState().replace({ ...representation!, weights: 'imagenet' });
    await store.getState().read();
    expect(session.catalogue.getState().catalogue?.rowCount).toBe(100);
    expect(session.notices.getState().notices.at(-1)?.sentence).toContain('choose that again in Models');
  });
});
