import { beforeAll, describe, expect, it, vi } from 'vitest';
import type {
  ClusterCheckpoint,
  ClusterExamples,
  ClusterRequest,
} from '../../../src/contracts/clustering/clusters.ts';
import type { PixelBatch } from '../../../src/contracts/ingest.ts';
import { keyOfCatalogue } from '../../../src/data/catalogues/catalogueKey.ts';
import type { ClusterEdits } from '../../../src/data/runs/clusterEdits.ts';
import type { ClusterNote, ClusterShelf, KeptClusters } from '../../../src/data/runs/clusterRuns.ts';
import { usualChoice } from '../../../src/features/clusters/choose/clusterChoice.ts';
import { createClustersStore, type RoomClients } from '../../../src/features/clusters/clustersStore.ts';
import { canBeAsked, tellCatalogue } from '../../../src/features/clusters/shown/tellCatalogue.ts';
import { sixteenBitRowsOf } from '../../../src/maths/neighbours/sixteenBitRows.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import { createSession } from '../../../src/session/session.ts';
import { createClusterStudies } from '../../../workers/clusters/clusterStudies.ts';
import { createClusters } from '../../../workers/tensor/clusters.ts';
import { useBackend } from '../../nets/device/nodeBackends.ts';
import { freeLocks } from '../freeLocks.ts';
import { smallCatalogue, smallColumns } from '../smallCatalogue.ts';

const galaxies = 48;
const sidePx = 16; // of the pictures: the least there is

/** Everything a visit keeps, copied as the browser's database does. */
function memoryShelf(): ClusterShelf {
  const notes = new Map<string, ClusterNote>();
  const requests = new Map<string, ClusterRequest>();
  const checkpoints = new Map<string, { checkpoint: ClusterCheckpoint; examples: ClusterExamples }>();
  const results = new Map<string, KeptClusters>();
  const edits = new Map<string, ClusterEdits>();
  return {
    list: async () => ({ items: [...notes.values()], setAside: 0 }),
    async begin(request) {
      const { key, title, kind, settings, source } = request;
      requests.set(key, structuredClone(request));
      notes.set(key, { key, title, kind, settings, source, epochs: 0, changedMs: 0 });
    },
    request: async key => requests.get(key),
    checkpoint: async key => structuredClone(checkpoints.get(key)?.checkpoint),
    examples: async key => checkpoints.get(key)?.examples,
    async putCheckpoint(key, checkpoint, examples) {
      checkpoints.set(key, structuredClone({ checkpoint, examples }));
    },
    results: async key => results.get(key),
    putResults: async (key, kept) => void results.set(key, structuredClone(kept)),
    edits: async key => edits.get(key),
    putEdits: async (key, made) => void edits.set(key, made),
    async remove(key) {
      for (const table of [notes, requests, checkpoints, results, edits]) table.delete(key);
    },
  };
}

/** Even rows are round, odd ones long; all red, green and blue alike. */
function pixelsOf(rows: Uint32Array, side: number): PixelBatch {
  const pixels = new Uint8Array(rows.length * side ** 2 * 3);
  for (const [i, row] of rows.entries()) {
    for (let pixel = 0; pixel < side ** 2; pixel++) {
      const middle = (side - 1) / 2;
      const [x, y] = [(pixel % side) - middle, Math.floor(pixel / side) - middle];
      const long = (side / 90) * (row % 2 === 0 ? 7 : 14 + (row % 5));
      const value =
        200 * Math.exp(-((x / long) ** 2 + ((y * 90) / (6 * side)) ** 2) / 2) + ((row * 7 + pixel * 13) % 11);
      pixels.fill(value, (i * side ** 2 + pixel) * 3, (i * side ** 2 + pixel) * 3 + 3);
    }
  }
  return { rows, sidePx: side, pixels, problems: [] };
}

/** A visit to the room with the real workers' code, run in this thread. */
function visit(shelf: ClusterShelf) {
  const session = createSession(() => performance.now());
  session.catalogue.getState().replace(smallCatalogue(galaxies, { hasImages: true }));
  session.columns.getState().reset(smallColumns(galaxies));
  const settle = <T>(call: Promise<T>) => call;
  const opened = vi.fn();
  let keys = 0;
  let nowMs = 0; // a tenth of a second a look: a stretch is a step or two, however quick the machine
  const clients = {
    session,
    openWorker() {
      opened();
      const api = { ...createClusters(shelf, () => (nowMs += 100)), chooseBackend: async () => ({}) };
      return { api, settle, end: () => undefined };
    },
    openStudies: () => ({
      api: createClusterStudies(() => performance.now()),
      settle,
      end: () => undefined,
    }),
    mapNetwork: async () => ({
      ...{ title: 'brightness', sidePx: 8 },
      embed: async (pixels: Uint8Array) => {
        const each = 3 * 8 ** 2;
        const looks = (at: number) =>
          pixels.subarray(Math.floor(at / 2) * each, (Math.floor(at / 2) + 1) * each);
        const mean = (all: Uint8Array) => all.reduce((sum, value) => sum + value / all.length, 0);
        return Float32Array.from({ length: (2 * pixels.length) / each }, (_, at) =>
          at % 2 === 0 ? mean(looks(at)) : mean(looks(at).subarray(0, each / 2)),
        );
      },
    }),
    pixels: async (_: number, rows: Uint32Array, { sidePx }: { sidePx: number }) => pixelsOf(rows, sidePx),
    shelf,
    locks: freeLocks,
    shipped: { notes: async () => [], open: () => Promise.reject(new Error('none')) },
    enter: vi.fn(),
    drawMap: vi.fn(),
    backend: async () => 'wasm' as const,
    newKey: () => `run ${++keys}`,
  } as unknown as RoomClients;
  return { session, opened, store: createClustersStore(clients) };
}

describe('the Clusters room', () => {
  beforeAll(() => useBackend('wasm'));

  it('goes from galaxies to named columns, and finds all of it again on the next visit', async () => {
    const shelf = memoryShelf();
    const { session, store } = visit(shelf);
    const choice = usualChoice('standardised');
    const settings = {
      ...choice.settings,
      ...{ latents: 4, components: 2, batchSize: 24, warmUpEpochs: 1, annealingEpochs: 1, staticEpochs: 1 },
      frozenEpochs: 0,
    };
    expect(await store.runs.getState().begin({ ...choice, settings, sidePx, title: 'blobs' })).toBe(true);
    await vi.waitFor(() => expect(store.shown.getState().told).not.toBeNull(), { timeout: 60_000 });
    const { told, shown } = store.shown.getState();
    expect(told!.rows).toHaveLength(galaxies);
    expect(shown!.portrait.means).toHaveLength(2 * sidePx ** 2);
    const names = session.columns.getState().columns.map(({ name }) => name);
    for (const name of ['cluster', 'cluster probability', 'second cluster', 'surprise', 'latent x'])
      expect(names).toContain(name);
    await vi.waitFor(() => expect(session.columns.getState().painted).toBe('cluster'));
    await vi.waitFor(() => expect(store.explained.getState().explanations).not.toBeNull(), {
      timeout: 20_000,
    });

    const { judge } = store;
    await judge.getState().judge();
    const { rows, against, heldOut, steadiness } = judge.getState();
    expect(against).toBe('class'); // the first with few words
    expect(rows.map(({ name }) => name)).toEqual(['blobs', expect.stringMatching(/^Chance/)]);
    expect(rows[0].purity).toBeGreaterThanOrEqual(0.5);
    expect(heldOut).toMatchObject({ learnt: { galaxies: 44 }, aside: { galaxies: 4 } });
    expect(heldOut!.linear).toBeGreaterThan(0);
    expect(steadiness).toBeNull();
    await judge.getState().compareGenerated();
    expect(judge.getState().beside).toMatchObject({ galaxies, network: 'brightness', components: 2 });

    store.shown.getState().name(0, 'round');
    store.shown.getState().merge(0, 1);
    store.shown.getState().undo();
    const column = session.columns.getState().columns.find(({ name }) => name === 'cluster');
    expect(column).toMatchObject({ categories: ['round', 'Cluster 2'] });

    const here = session.catalogue.getState().catalogue!;
    session.catalogue
      .getState()
      .replace(smallCatalogue(galaxies + 2, { hasImages: true, key: keyOfCatalogue(here) })); // two were added
    expect(store.shown.getState().shown?.title).toBe('blobs');
    expect(store.shown.getState().told!.rows).toHaveLength(galaxies);
    const longer = session.columns.getState().columns.find(({ name }) => name === 'cluster');
    expect(longer?.kind === 'category' && [...longer.codes.slice(galaxies - 1)]).toEqual([
      expect.any(Number),
      255,
      255,
    ]);

    const later = visit(shelf);
    const { catalogue } = later.session;
    const reopened = catalogue.getState().catalogue!;
    catalogue.setState({ catalogue: null }); // a reload opens its catalogue after the room
    await later.store.start();
    catalogue.getState().replace(reopened);
    await vi.waitFor(() => expect(later.store.shown.getState().told).not.toBeNull(), { timeout: 20_000 });
    expect(later.store.shown.getState().told!.clusters).toEqual(told!.clusters);
    expect(later.store.shown.getState().edits.names).toEqual({ 0: 'round' });
    expect(later.opened).not.toHaveBeenCalled(); // what is kept is shown without a network
  });

  it('stops, keeps what there is, and goes on', async () => {
    const shelf = memoryShelf();
    const { session, store } = visit(shelf);
    const choice = usualChoice('pixels');
    const settings = {
      ...choice.settings,
      ...{ latents: 4, components: 2, batchSize: 24, warmUpEpochs: 2, annealingEpochs: 1, staticEpochs: 1 },
    };
    const stopped = new Promise<void>(resolve => {
      const leave = store.runs.subscribe(({ open }) => {
        if (!open || open.epochs.length === 0) return;
        leave();
        store.runs.getState().stop();
        resolve();
      });
    });
    await store.runs.getState().begin({ ...choice, settings, sidePx });
    await stopped;
    await vi.waitFor(() => expect(store.runs.getState().open!.step).toBe('resting'), { timeout: 20_000 });
    expect(store.runs.getState().open).toMatchObject({ failure: null, finished: false });
    expect((await shelf.checkpoint('run 1'))!.epochs.length).toBeGreaterThan(0);
    await store.runs.getState().goOn('run 1');
    expect(store.runs.getState().open).toBeNull(); // it is worked on no longer
    await vi.waitFor(() => expect(store.shown.getState().told).not.toBeNull(), { timeout: 20_000 });
    expect(session.jobs.getState().jobs.every(({ outcome }) => outcome !== 'failed')).toBe(true);
  });

  it('trains again with another seed, and tells which galaxies are disputed', async () => {
    const { session, store } = visit(memoryShelf());
    const choice = usualChoice('pixels');
    const settings = {
      ...choice.settings,
      ...{ latents: 4, components: 2, batchSize: 24, warmUpEpochs: 1, annealingEpochs: 1, staticEpochs: 1 },
    };
    const { runs, shown, judge } = store;
    await runs.getState().begin({ ...choice, settings, sidePx, colours: 3, keptAside: 0, title: 'blobs' });
    await vi.waitFor(() => expect(shown.getState().shown?.title).toBe('blobs'), { timeout: 20_000 });
    await runs.getState().again('run 1');
    await vi.waitFor(() => expect(shown.getState().shown?.title).toBe('blobs · seed 2'), { timeout: 20_000 });
    await judge.getState().judge();
    const { rows, steadiness, heldOut } = judge.getState();
    expect(rows.map(({ name }) => name).slice(0, 2)).toEqual(['blobs · seed 2', 'blobs']);
    expect(steadiness).toMatchObject({ others: 1, told: galaxies });
    expect(heldOut!.aside).toBeNull();
    const steady = session.columns.getState().columns.find(({ name }) => name === 'steady cluster');
    expect(steady?.kind === 'category' && steady.codes.filter(code => code === 255)).toHaveLength(
      steadiness!.disputed,
    );

    const judging = judge.getState().judge();
    session.catalogue.getState().replace(smallCatalogue(2, { name: 'other', handle: 2 }));
    session.columns.getState().reset(smallColumns(2));
    await judging;
    expect(session.columns.getState().columns.map(({ name }) => name)).toEqual(
      smallColumns(2).map(({ name }) => name),
    );
    expect(judge.getState()).toMatchObject({ rows: [], steadiness: null, judging: false });
    expect(session.notices.getState().notices.at(-1)?.sentence).toContain('came on show meanwhile');
  });

  it('asks a clustering of representations about galaxies that it did not learn from', async () => {
    const { session, store } = visit(memoryShelf());
    const random = createRandom(6);
    const values = Float32Array.from({ length: 6 * galaxies }, (_, at) => 3 * (at % 2) + random.normal());
    const rows = Uint32Array.from({ length: galaxies }, (_, row) => row);
    const components = sixteenBitRowsOf(values, 6);
    session.representation.getState().replace({ weights: 'galaxy', components, rows, complete: true });
    const choice = { ...usualChoice('network'), mostLearnt: 40, keptAside: 0, sidePx, title: 'seen' };
    const settings = {
      ...choice.settings,
      ...{ latents: 3, components: 2, batchSize: 20, warmUpEpochs: 1, annealingEpochs: 1, staticEpochs: 1 },
    };
    await store.runs.getState().begin({ ...choice, settings });
    await vi.waitFor(() => expect(store.shown.getState().told).not.toBeNull(), { timeout: 60_000 });
    const shown = store.shown.getState().shown!;
    expect(shown.results!.ids).toHaveLength(40);
    const { catalogue } = session.catalogue.getState();
    const { representation } = session.representation.getState();
    expect(canBeAsked(shown, shown.source.catalogueKey, representation)).toBe(true);
    expect(canBeAsked(shown, 'another', representation)).toBe(false);
    expect(canBeAsked(shown, shown.source.catalogueKey, { weights: 'imagenet' })).toBe(false);
    const house = { pixels: store.clients.pixels, studies: store.studies, handle: 1, representation };
    const told = await tellCatalogue(house, store.painter, shown, rows, row => catalogue!.ids.at(row), {});
    expect(told.ids).toHaveLength(galaxies);
    const placeOf = new Map(told.ids.map((id, place) => [id, place]));
    for (const [i, id] of shown.results!.ids.entries()) {
      const place = placeOf.get(id)!; // those it learnt from are told as they were after the training
      for (let d = 0; d < 3; d++)
        expect(told.codes[3 * place + d]).toBeCloseTo(shown.results!.codes[3 * i + d], 4);
    }
  });
});
