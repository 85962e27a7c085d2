import { expect, it } from 'vitest';
import { createAnomaliesStore } from '../../../src/features/anomalies/anomaliesStore.ts';
import { followRatings } from '../../../src/features/anomalies/openAnomalies.ts';
import { createSession } from '../../../src/session/session.ts';
import { settle, smallCatalogue } from '../smallCatalogue.ts';
import { createFakeAnomalies } from './fakeAnomalies.ts';

it('rates galaxies handed over once the searches have been read, in a new search where there is none', async () => {
  const session = createSession(() => 0);
  const store = createAnomaliesStore({
    session,
    openWorker: createFakeAnomalies().openWorker,
    neighboursOf: async () => new Uint32Array(0),
    allSearches: async () => [],
    newSeed: () => 7,
  });
  const catalogue = smallCatalogue(9);
  session.columns.getState().reset(catalogue.columns);
  session.catalogue.getState().replace(catalogue);
  const rate = (score: number, ...rows: number[]) =>
    session.handover.getState().hand({ verb: 'rate', rows: Uint32Array.from(rows), words: 'lasso', score });
  rate(4, 2, 5);
  followRatings(session, store);
  expect(session.handover.getState().waiting).not.toBeNull(); // the searches are still to be read
  await session.labels.getState().open('small');
  await settle();
  expect(session.labels.getState().current).toMatchObject({
    name: 'lasso',
    ratings: [
      { galaxyId: 'g2', score: 4 },
      { galaxyId: 'g5', score: 4 },
    ],
  });
  rate(0, 7);
  await settle();
  expect(session.labels.getState().current?.ratings.at(-1)).toMatchObject({ galaxyId: 'g7', score: 0 });
  expect(session.handover.getState().waiting).toBeNull();
  session.notices.getState().notices.at(-1)?.undo?.();
  expect(session.labels.getState().current?.ratings).toHaveLength(2);

  rate(3, 8);
  const { undo } = session.notices.getState().notices.at(-1)!;
  session.labels.getState().rate('g1', 5); // by hand, before the notice has left
  undo?.();
  expect(session.labels.getState().current?.ratings.slice(-2)).toMatchObject([
    { galaxyId: 'g8', score: 3 },
    { galaxyId: 'g1', score: 5 },
  ]);
  expect(session.notices.getState().notices.at(-1)?.sentence).toContain('one by one');
});
