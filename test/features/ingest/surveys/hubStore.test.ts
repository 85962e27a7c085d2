import { expect, it } from 'vitest';
import type { CatalogueSource } from '../../../../src/contracts/ingest.ts';
import type { HubParts } from '../../../../src/data/remote/hubParts.ts';
import { hubSets } from '../../../../src/data/remote/hubSets.ts';
import { createHubStore } from '../../../../src/features/ingest/surveys/hubStore.ts';
import { createSession } from '../../../../src/session/session.ts';

const [gz2, , evo] = hubSets;
const found: HubParts = {
  parts: [{ kind: 'url', url: 'https://hub/a.parquet', name: 'a.parquet' }],
  byteLength: 7,
};

function hubWith(parts: () => Promise<HubParts>) {
  const opened: CatalogueSource[] = [];
  const open = async (source: CatalogueSource) => void opened.push(source);
  const session = createSession(() => 0);
  return { opened, store: createHubStore({ session, open, parts }), session };
}

it('opens the files the hub names, with whom to credit', async () => {
  const { opened, store } = hubWith(async () => found);
  await store.getState().open(gz2);
  expect(opened).toEqual([{ kind: 'many', name: 'Galaxy Zoo 2', parts: found.parts, credit: gz2.credit }]);
});

it('tells the size of a set of which only the hub knows it, and opens it when asked again', async () => {
  const { opened, store } = hubWith(async () => found);
  await store.getState().open(evo);
  expect(opened).toEqual([]);
  expect(store.getState().sizes).toEqual({ gz_evo: 7 });
  await store.getState().open(evo);
  expect(opened).toHaveLength(1);
});

it('says why a set cannot be had, and forgets it with the next try', async () => {
  let answer = async (): Promise<HubParts> => {
    throw new Error('It is gated.');
  };
  const { opened, store, session } = hubWith(() => answer());
  await store.getState().open(gz2);
  expect(store.getState()).toMatchObject({ asking: null, failures: { gz2: 'It is gated.' } });
  expect(opened).toEqual([]);
  answer = () => new Promise((_, reject) => setTimeout(() => reject(new DOMException('', 'AbortError'))));
  const asked = store.getState().open(gz2);
  expect(store.getState().failures).toEqual({});
  await asked;
  expect(opened).toEqual([]);
  expect(session.jobs.getState().jobs.length).toBe(2);
});
