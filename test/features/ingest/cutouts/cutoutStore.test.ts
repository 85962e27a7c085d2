import { expect, it } from 'vitest';
import type { CatalogueSource } from '../../../../src/contracts/ingest.ts';
import { cutoutLayers } from '../../../../src/data/cutouts/cutoutLayers.ts';
import type { Cutout, fetchCutouts } from '../../../../src/data/cutouts/fetchCutouts.ts';
import { createCutoutStore } from '../../../../src/features/ingest/cutouts/cutoutStore.ts';
import { placesOfCatalogue } from '../../../../src/features/ingest/cutouts/placesOfCatalogue.ts';
import { createSession } from '../../../../src/session/session.ts';
import { smallCatalogue } from '../../smallCatalogue.ts';

const picture: Cutout = { bytes: Uint8Array.of(0xff, 0xd8, 0xff) };
const places = ['a', 'b', 'c'].map((id, i) => ({ id, raDeg: i, decDeg: i }));
const cut = { sizePx: 64, pixelScaleArcsec: 0.3 };

function storeWith(answer: (i: number, signal?: AbortSignal) => Cutout) {
  const opened: CatalogueSource[] = [];
  const fetch: typeof fetchCutouts = async (_, requests, { onCutout, signal }) =>
    requests.map((_, i) => {
      signal?.throwIfAborted();
      const cutout = answer(i);
      onCutout?.(i, cutout);
      return cutout;
    });
  const open = async (source: CatalogueSource) => void opened.push(source);
  return { opened, store: createCutoutStore({ session: createSession(() => 0), open, fetch }) };
}
const imagesIn = ([source]: CatalogueSource[]) => (source?.kind === 'images' ? source.images.length : 0);

it('opens the pictures once all are there; places outside the survey are told', async () => {
  const { opened, store } = storeWith(i => (i === 1 ? { absent: true } : picture));
  await store.getState().fetch(cutoutLayers[0], places, cut);
  expect(store.getState()).toMatchObject({ job: null, outcome: { here: 2, absent: 1, failed: 0 } });
  expect(imagesIn(opened)).toBe(2);
});

it('leaves it to the person to open some where others failed or the run was stopped', async () => {
  const failing = storeWith(i => (i === 1 ? { failure: 'It is busy.' } : picture));
  await failing.store.getState().fetch(cutoutLayers[0], places, cut);
  expect(failing.opened).toEqual([]);
  expect(failing.store.getState().outcome).toMatchObject({ here: 2, failed: 1, because: 'It is busy.' });
  await failing.store.getState().openSome();
  expect(imagesIn(failing.opened)).toBe(2);

  const stopped = storeWith(i => {
    if (i === 1) stopped.store.getState().stop();
    return picture;
  });
  await stopped.store.getState().fetch(cutoutLayers[0], places, cut);
  expect(stopped.opened).toEqual([]);
  expect(stopped.store.getState().outcome?.here).toBe(2);
});

it('takes positions of the open catalogue, but none of simulated galaxies', () => {
  const raDeg = Float64Array.of(1, Number.NaN, 3);
  const sky = { raDeg, decDeg: Float64Array.of(4, 5, 6) };
  const found = placesOfCatalogue(smallCatalogue(3, sky), [0, 1, 2]);
  expect(found.map(place => place.raDeg)).toEqual([1, 3]);
  expect(placesOfCatalogue(smallCatalogue(3, { ...sky, simulated: true }), [0])).toEqual([]);
});
