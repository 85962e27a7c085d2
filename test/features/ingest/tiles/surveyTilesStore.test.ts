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
    const lists = { columns: width, centroids: new Float32Array(width), starts: Uint32Array.of(0, n) };
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

  async function open() {
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
        open: source => worker.open(source),
        close: handle => worker.close(handle),
        answers: handle => worker.answers(handle),
        join: async () => -1,
      },
      opening: { getState: () => ({ exchange: take }) as never },
      place: async () => Promise.reject(new Error('not asked: the tiles have places')),
      rowsChange: (_, { opened }) => changes.push(opened.name),
      size: () => ({ width: 100, height: 100 }),
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
    expect(store.getState()).toMatchObject({ left: 0, coming: 0, full: false, reading: false });
  });

  it('changes nothing where it is stopped, or where the map is of another representation', async () => {
    const { session, store, toldOf } = await open();
    await toldOf(n - 100);
    const reading = store.getState().read();
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
