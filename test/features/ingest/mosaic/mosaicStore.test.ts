import { expect, it } from 'vitest';
import type { CatalogueSource } from '../../../../src/contracts/ingest.ts';
import type { MosaicBox, MosaicFacts, MosaicSources } from '../../../../src/contracts/mosaic.ts';
import type { MosaicClient } from '../../../../src/features/ingest/mosaic/mosaicClient.ts';
import { createMosaicStore, partsLeft, passing } from '../../../../src/features/ingest/mosaic/mosaicStore.ts';
import { createSession } from '../../../../src/session/session.ts';

const of = (...values: number[]) => Float32Array.from(values);
const sources: MosaicSources = {
  ...{ xPx: of(10, 20, 30), yPx: of(1, 2, 3), significance: of(50, 20, 6), kronRadiusPx: of(9, 3, 8) },
  ...{ flux: of(3, 2, 1), fluxError: of(1, 1, 1), majorPx: of(3, 1, 2), minorPx: of(1, 1, 1) },
  angleDeg: of(0, 0, 0),
};
const preview = { widthPx: 1, heightPx: 1, rgba: new Uint8ClampedArray(4) };
const parts = { across: 1, down: 2 };
const facts: MosaicFacts = {
  ...{ name: 'field.fits', widthPx: 100, heightPx: 200, preview },
  ...{ parts, isHeldWhole: false },
};
const partOf = (first: number, end: number) =>
  Object.fromEntries(
    Object.entries(sources).map(([name, values]) => [name, values.subarray(first, end)]),
  ) as unknown as MosaicSources;
const file = new File([], 'field.fits');

function storeWith(client: Partial<MosaicClient> = {}) {
  const opened: CatalogueSource[] = [];
  const boxes: MosaicBox[] = [];
  const whole: MosaicClient = {
    open: async () => facts,
    async detect(_, { wanted, onPart }) {
      for (const part of wanted) onPart(part, part === 0 ? partOf(0, 2) : partOf(2, 3));
    },
    async cut(_, asked) {
      boxes.push(...asked);
      return asked.map(() => new Uint8Array(1));
    },
    ...client,
  };
  const session = createSession(() => 0);
  const openCatalogue = async (source: CatalogueSource) => void opened.push(source);
  return { opened, boxes, store: createMosaicStore({ session, client: whole, openCatalogue, now: () => 0 }) };
}

it('cuts out what passes the filters, and opens it', async () => {
  const { opened, boxes, store } = storeWith();
  await store.getState().open(file);
  expect(passing(store.getState())).toEqual([0]);
  store.getState().filter({ leastSignificance: 5, leastRadiusPx: 5 });
  expect(passing(store.getState())).toEqual([0, 2]);
  await store.getState().cut();
  expect(boxes.map(({ xPx }) => xPx)).toEqual([10, 30]);
  expect(opened).toMatchObject([{ kind: 'images', name: 'Galaxies of field', images: [{}, {}] }]);
});

it('says why an image cannot be opened, and opens nothing of a cutting that was stopped', async () => {
  const refused = storeWith({ open: () => Promise.reject(new Error('It is too large.')) });
  await refused.store.getState().open(file);
  expect(refused.store.getState()).toMatchObject({ failure: 'It is too large.', job: null, facts: null });

  const stopped = storeWith({
    async cut() {
      stopped.store.getState().stop();
      return [new Uint8Array(1)];
    },
  });
  await stopped.store.getState().open(file);
  await stopped.store.getState().cut();
  expect(stopped.opened).toEqual([]);
});

it('keeps what a stopped search has found, and searches the rest when asked', async () => {
  const asked: number[][] = [];
  const { store } = storeWith({
    async detect(_, { wanted, onPart }, signal) {
      asked.push([...wanted]);
      onPart(wanted[0], wanted[0] === 0 ? partOf(0, 2) : partOf(2, 3));
      if (asked.length === 1) store.getState().stop();
      signal.throwIfAborted();
    },
  });
  await store.getState().open(file);
  expect(partsLeft(store.getState())).toBe(1);
  expect(store.getState()).toMatchObject({ failure: null, job: null });
  expect(store.getState().sources?.xPx).toHaveLength(2);
  await store.getState().goOn();
  expect(asked).toEqual([[0, 1], [1]]);
  expect(partsLeft(store.getState())).toBe(0);
  expect(store.getState().sources).toEqual(sources);
});
