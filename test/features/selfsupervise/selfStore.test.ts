import type { Remote } from 'comlink';
import { beforeAll, expect, it } from 'vitest';
import type { EncoderFile } from '../../../src/contracts/tensor.ts';
import type { SelfState } from '../../../src/contracts/training/selfsupervision.ts';
import type { SelfRun, SelfShelf } from '../../../src/data/runs/selfRuns.ts';
import type { SelfCalls } from '../../../src/features/selfsupervise/selfClients.ts';
import { createSelfStore } from '../../../src/features/selfsupervise/selfStore.ts';
import { usualSelfSettings } from '../../../src/maths/selfsupervision/settings.ts';
import { hashOf } from '../../../src/maths/statistics/split.ts';
import { createSession } from '../../../src/session/session.ts';
import { readEncoderFile } from '../../../workers/tensor/encoderFile.ts';
import { createSelfWorker } from '../../../workers/tensor/selfsupervision/selfsupervision.ts';
import { useBackend } from '../../nets/device/nodeBackends.ts';
import { freeLocks } from '../freeLocks.ts';
import { smallCatalogue } from '../smallCatalogue.ts';

const galaxies = 20;

function createMemoryShelf(): SelfShelf {
  const [runs, states, files] = [
    new Map<string, SelfRun>(),
    new Map<string, SelfState>(),
    new Map<string, Blob>(),
  ];
  return {
    list: async () => ({ items: [...runs.values()], setAside: 0 }),
    async put(run, state) {
      runs.set(run.key, run);
      if (state) states.set(run.key, structuredClone(state));
    },
    state: async key => states.get(key),
    putFile: async (key, file) => void files.set(key, file),
    file: async key => files.get(key),
    async remove(key) {
      const run = runs.get(key);
      runs.delete(key);
      return run && { run, state: states.get(key), file: files.get(key) };
    },
    restore: async ({ run }) => void runs.set(run.key, run),
  };
}

/** The room's store with the tensor worker's own code behind it, and images drawn by a formula. */
function createRoom(shelf: SelfShelf) {
  const session = createSession(() => 0);
  session.catalogue.getState().replace(smallCatalogue(galaxies, { hasImages: true }));
  const own = () =>
    createSelfWorker(
      () => {
        throw new Error('need no loaded network for the small one');
      },
      () => performance.now(),
    );
  let worker = own();
  const represented: File[] = [];
  const store = createSelfStore({
    session,
    shelf,
    locks: freeLocks,
    tensor: {
      loadEncoder: () => Promise.reject(new Error('the small network loads no weights')),
      call: make => make(worker as unknown as Remote<SelfCalls>),
      end() {
        void worker.endSelf();
        worker = own();
      },
    },
    trialMs: async () => 100,
    pixels: async (_handle, rows, { sidePx }) => ({
      ...{ rows, sidePx, problems: [] },
      pixels: Uint8Array.from(
        { length: rows.length * sidePx * sidePx * 3 },
        (_, i) => (hashOf(`${rows[Math.floor(i / (sidePx * sidePx * 3))]}`) + i * 37) % 256,
      ),
    }),
    weights: async name => name,
    starts: async () => [],
    represent: async file => void represented.push(file),
    clock: () => 0,
    newKey: () => 'run',
  });
  return { session, store, represented };
}

const settings = { ...usualSelfSettings('byol'), epochs: 2, batchSize: 8, hidden: 8, projection: 8 };

beforeAll(() => useBackend('wasm'));

it('learns, stops, goes on in another visit, and gives a network that loads', async () => {
  const shelf = createMemoryShelf();
  const first = createRoom(shelf);
  const { open, change, begin } = first.store.getState();
  await open('small');
  change({ start: { kind: 'small' }, settings });
  const stopped = new Promise<void>(resolve => {
    first.store.subscribe(({ runs, stop }) => {
      if (!runs?.[0] || runs[0].steps === 0) return;
      stop();
      resolve();
    });
  });
  await Promise.all([begin('mine'), stopped]);
  const [half] = first.store.getState().runs!;
  expect(first.store.getState().failure).toBeNull();
  expect(half.steps).toBeGreaterThan(0);
  expect(half.probes[0]).toMatchObject({ epoch: 0 });
  expect(half.probes[0].rank).toBeGreaterThan(1);
  expect(first.store.getState().views?.rgb).toHaveLength(2 * 64 * 64 * 3);

  const second = createRoom(shelf);
  await second.store.getState().open('small');
  await second.store.getState().resume('run');
  const [run] = second.store.getState().runs!;
  expect(second.store.getState().failure).toBeNull();
  expect(run).toMatchObject({ finished: true, steps: 4, stepsInAll: 4 });
  expect(run.epochs.map(({ epoch }) => epoch)).toEqual([1, 2]);

  await second.store.getState().use('run');
  const [file] = second.represented;
  const asked: EncoderFile = {
    ...{ name: 'file:mine', title: '', description: '', licence: '', credit: '' },
    ...{ fileName: file.name, blob: file },
  };
  const { card, build } = await readEncoderFile(asked, { report() {}, breathe: async () => {} });
  expect(card).toMatchObject({ title: 'mine', dimension: 256, view: { sidePx: 64, cropFraction: 0.6 } });
  expect(card.description).toMatch(/without labels.*BYOL/);
  const encoder = build();
  expect(encoder.dimension).toBe(256);
  encoder.dispose();
});

it('teaches a transformer by DINO, tells its gauges, and gives a network whose heads the file knows', async () => {
  const { store, represented } = createRoom(createMemoryShelf());
  const { open, change, begin, use } = store.getState();
  await open('small');
  const dino = { ...settings, ...usualSelfSettings('dino'), epochs: 1, batchSize: 8, outputs: 16 };
  change({
    start: { kind: 'vit' },
    settings: { ...dino, hidden: 8, projection: 8, localViews: 1 },
  });
  await begin('attentive');
  expect(store.getState().failure).toBeNull();
  const [run] = store.getState().runs!;
  expect(run).toMatchObject({ finished: true, steps: 2, start: { kind: 'vit' } });
  const [{ entropyOfMean, divergence, spread }] = run.epochs;
  expect(entropyOfMean).toBeGreaterThan(0);
  expect(entropyOfMean).toBeLessThanOrEqual(Math.log(16) + 1e-6);
  expect(divergence).toBeGreaterThanOrEqual(0);
  expect(spread).toBeUndefined();
  await use('run');
  const [file] = represented;
  const asked: EncoderFile = {
    ...{ name: 'file:attentive', title: '', description: '', licence: '', credit: '' },
    ...{ fileName: file.name, blob: file },
  };
  const { card, architecture } = await readEncoderFile(asked, { report() {}, breathe: async () => {} });
  expect(card).toMatchObject({ dimension: 96, view: { sidePx: 64, cropFraction: 0.6 } });
  expect(card.description).toMatch(/without labels.*DINO/);
  expect(architecture).toMatchObject({ kind: 'vit', heads: 4 });
});

it('says what is missing where a column has one kind of galaxy', async () => {
  const { session, store } = createRoom(createMemoryShelf());
  await store.getState().open('small');
  const values = new Float64Array(galaxies).fill(1);
  session.columns.getState().publish({ name: 'same', kind: 'number', source: 'test', values });
  store.getState().change({ start: { kind: 'small' }, settings, column: 'same' });
  await store.getState().begin('none');
  expect(store.getState().failure).toMatch(/too few galaxies of a second kind/);
  expect(store.getState().runs).toEqual([]);
});

it('goes on while galaxies are added to the catalogue', async () => {
  const { store } = createRoom(createMemoryShelf());
  const { open, change, begin } = store.getState();
  await open('small');
  change({ start: { kind: 'small' }, settings });
  let added = 0;
  store.subscribe(({ runs, work }) => {
    if (work && runs?.[0]?.steps && added++ === 0) void open('small'); // it keeps its key
  });
  await begin('mine');
  expect(added).toBeGreaterThan(0);
  expect(store.getState().runs).toMatchObject([{ name: 'mine', finished: true, steps: 4 }]);
});

it('says in a sentence that there are too few pictures to learn from', async () => {
  const { store } = createRoom(createMemoryShelf());
  await store.getState().open('small');
  store.getState().change({ start: { kind: 'small' }, settings: { ...settings, batchSize: 64 } });
  await store.getState().begin('mine');
  expect(store.getState().failure).toBe(
    'There are 20 galaxies to learn from, and a step needs 64: choose more galaxies, or a smaller batch.',
  );
});
