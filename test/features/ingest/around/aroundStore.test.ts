import { expect, it, vi } from 'vitest';
import type { askTap } from '../../../../src/data/tap/askTap.ts';
import { tapServices } from '../../../../src/data/tap/tapServices.ts';
import { createAroundStore } from '../../../../src/features/ingest/around/aroundStore.ts';
import { createSession } from '../../../../src/session/session.ts';

const question = { service: tapServices[0], adql: 'SELECT 1', mostRows: 5, where: 'around 1.0 2.0' };
const answer = { file: new File(['x'], 'a.vot'), rowCount: 1, columns: ['id'], isCut: false };

it('asks once at a time, as a job that can be stopped', async () => {
  const session = createSession(() => 0);
  const ask = vi.fn<typeof askTap>(
    (_, __, { signal }) =>
      new Promise((_resolve, reject) => signal!.addEventListener('abort', () => reject(signal!.reason))),
  );
  const store = createAroundStore({ session, ask });
  const asking = store.getState().ask(question);
  await store.getState().ask(question);
  expect(ask).toHaveBeenCalledTimes(1);
  store.getState().stop();
  await asking;
  expect(store.getState()).toMatchObject({ job: null, found: null, failure: null });
});

it('tells the answer, that there is none, or why not; its file has a name any disk takes', async () => {
  const session = createSession(() => 0);
  const ask = vi.fn<typeof askTap>(async () => answer);
  const store = createAroundStore({ session, ask });
  await store.getState().ask({ ...question, service: tapServices[2] });
  expect(store.getState().found?.answer).toBe(answer);
  expect(ask.mock.calls[0][2].name).toBe('SDSS DR16 galaxies VizieR V 154 around 1.0 2.0');
  ask.mockResolvedValueOnce(null);
  await store.getState().ask(question);
  expect(store.getState().found).toEqual({ question, answer: null });
  ask.mockRejectedValueOnce(new Error('SIMBAD refused the question.'));
  await store.getState().ask(question);
  expect(store.getState()).toMatchObject({ found: null, failure: 'SIMBAD refused the question.' });
});
