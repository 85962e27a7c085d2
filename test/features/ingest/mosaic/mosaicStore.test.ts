import { expect, it } from 'vitest';
import type { CatalogueSource } from '../../../../src/contracts/ingest.ts';
import type { MosaicBox, MosaicFacts, MosaicSources } from '../../../../src/contracts/mosaic.ts';
import type { MosaicClient } from '../../../../src/features/ingest/mosaic/mosaicClient.ts';
import { createMosaicStore, passing } from '../../../../src/features/ingest/mosaic/mosaicStore.ts';
import { createSession } from '../../../../src/session/session.ts';

const of = (...values: number[]) => Float32Array.from(values);
const sources: MosaicSources = {
  ...{ xPx: of(10, 20, 30), yPx: of(1, 2, 3), significance: of(50, 20, 6), kronRadiusPx: of(9, 3, 8) },
  ...{ flux: of(3, 2, 1), fluxError: of(1, 1, 1), majorPx: of(3, 1, 2), minorPx: of(1, 1, 1) },
  angleDeg: of(0, 0, 0),
};
const preview = { widthPx: 1, heightPx: 1, rgba: new Uint8ClampedArray(4) };
const facts: MosaicFacts = { name: 'field.fits', widthPx: 100, heightPx: 100, preview };
const file = new File([], 'field.fits');

function storeWith(client: Partial<MosaicClient> = {}) {
  const opened: CatalogueSource[] = [];
  const boxes: MosaicBox[] = [];
  const whole: MosaicClient = {
    open: async () => facts,
    detect: async () => sources,
    async cut(_, asked) {
      boxes.push(...asked);
      return asked.map(() => new Uint8Array(1));
    },
    ...client,
  };
  const session = createSession(() => 0);
  const openCatalogue = async (source: CatalogueSource) => void opened.push(source);
  return { opened, boxes, store: createMosaicStore({ session, client: whole, openCatalogue }) };
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
