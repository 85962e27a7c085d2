import { describe, expect, it } from 'vitest';
import type { Survey, SurveyNeighbour, SurveyWorker } from '../../../../src/contracts/survey.ts';
import { createSimilarStore } from '../../../../src/features/similar/similarStore.ts';
import { firstLists, recallWords } from '../../../../src/features/similar/whole/listChoice.ts';
import { createSurveyClient } from '../../../../src/features/similar/whole/surveyClient.ts';
import { surveyVector } from '../../../../src/features/similar/whole/surveyVector.ts';
import { createWholeStore } from '../../../../src/features/similar/whole/wholeStore.ts';
import { projectOnto } from '../../../../src/maths/linear/projection.ts';
import { createSession } from '../../../../src/session/session.ts';
import { workerClientOf } from '../../../rpc/workerClientOf.ts';
import { allRows, ramp, settle, smallCatalogue } from '../../smallCatalogue.ts';
import { createFakeSearch } from '../fakeSearch.ts';

const survey: Survey = {
  ...{ manifestUrl: 'http://host/catalogue.json', rowCount: 1000, columns: [], hasImages: false, width: 3 },
  map: { left: 0, bottom: 0, side: 1 },
  tilesFile: 'tiles.json',
  lists: {
    count: 40,
    testRows: 200,
    recall: [
      { lists: 4, recall: 0.8 },
      { lists: 8, recall: 0.96 },
      { lists: 16, recall: 0.99 },
    ],
  },
};

/** The galaxies of the survey stand on a line, a tenth apart; every tenth is loaded. */
const surveyGalaxy = (row: number, from: number): SurveyNeighbour => ({
  ...{ row, values: [], x: 0, y: 0, distance: Math.abs(row / 10 - from) },
  id: row % 10 === 0 ? `g${row / 10}` : `far ${row}`,
});

function open(fails = false) {
  const session = createSession(() => 0);
  session.catalogue.getState().replace(smallCatalogue(20, { tiled: survey }));
  session.representation
    .getState()
    .replace({ weights: 'file', components: ramp(20, 3), rows: allRows(20), complete: true });
  session.preferences.getState().change({ neighbours: 5 });
  session.selection.getState().choose(7);
  const asked: { from: number; k: number; lists: number }[] = [];
  const worker: SurveyWorker = {
    async nearest(_url, vector, { k, lists }) {
      if (fails) throw new Error('vectors.bin could not be fetched.');
      asked.push({ from: vector[0], k, lists });
      const all = Array.from({ length: 200 }, (_, row) => surveyGalaxy(row, vector[0]));
      const neighbours = all.sort((a, b) => a.distance - b.distance).slice(0, k);
      return { neighbours, lists, bytes: 1000, requests: 3 };
    },
    vectorOf: async (_url, row) => Float32Array.of(row / 10, 0, 0),
    basis: async () => null,
    images: async () => [],
  };
  const { search } = createFakeSearch(session);
  const embedQuery = async () => Promise.reject(new Error('not asked here'));
  const similar = createSimilarStore({ session, search, embedQuery });
  const client = createSurveyClient(() => workerClientOf(worker));
  const store = createWholeStore({ session, similar, client });
  return { session, similar, store, asked };
}

describe('the search in a whole survey', () => {
  it('asks with the selected galaxy, leaves it out, and reads the fewest lists that hold 95 %', async () => {
    const { store, asked } = open();
    await settle();
    expect(asked).toEqual([{ from: expect.closeTo(7, 3), k: 6, lists: 8 }]);
    const { answer, working } = store.getState();
    expect(working).toBe(false);
    expect(answer?.neighbours.map(({ id }) => id)).not.toContain('g7');
    expect(answer?.neighbours).toHaveLength(5);
  });

  it('goes on from a galaxy that is not loaded by its own vector, and selects one that is', async () => {
    const { store, session, asked } = open();
    await settle();
    store.getState().moveOn(surveyGalaxy(93, 7));
    await settle();
    expect(asked.at(-1)?.from).toBeCloseTo(9.3, 5);
    expect(session.selection.getState().row).toBe(7);
    expect(store.getState().answer?.neighbours.map(({ id }) => id)).not.toContain('far 93');
    store.getState().moveOn(surveyGalaxy(110, 9.3));
    await settle();
    expect(session.selection.getState().row).toBe(11);
    expect(store.getState()).toMatchObject({ walked: null });
    expect(asked.at(-1)?.from).toBeCloseTo(11, 4);
  });

  it('reads twice the lists on request, up to all, and keeps to that', async () => {
    const { store, session, asked } = open();
    await settle();
    for (let i = 0; i < 4; i++) {
      store.getState().more();
      await settle();
    }
    expect(asked.map(({ lists }) => lists)).toEqual([8, 16, 32, 40, 40]);
    session.selection.getState().choose(3);
    await settle();
    expect(asked.at(-1)).toMatchObject({ lists: 40 });
  });

  it('says why there is no answer', async () => {
    const { store } = open(true);
    await settle();
    expect(store.getState()).toMatchObject({ working: false, answer: null });
    expect(store.getState().failure).toContain('vectors.bin could not be fetched');
  });

  it('asks no more once it has ended', async () => {
    const { store, session, asked } = open();
    await settle();
    store.getState().end();
    session.selection.getState().choose(1);
    await settle();
    expect(asked).toHaveLength(1);
  });
});

it('says what the lists searched hold', () => {
  expect(firstLists(survey)).toBe(8);
  expect(firstLists({ ...survey, lists: { ...survey.lists, count: 5 } })).toBe(5);
  expect(recallWords(survey, 8)).toBe(
    '8 of 40 lists searched, which hold 96\u202f% of the nearest, as 200 test galaxies tell',
  );
  expect(recallWords(survey, 32)).toContain('hold at least 99\u202f%');
  expect(recallWords(survey, 40)).toBe('all 40 lists searched: none is missing');
});

describe('a question in the survey’s own components', () => {
  const here = {
    mean: Float32Array.of(1, 0, 2),
    axes: { rows: 2, columns: 3, values: Float32Array.of(1, 0, 0, 0, 1, 0) },
  };
  const there = {
    mean: Float32Array.of(0, 1, 2),
    axes: { rows: 2, columns: 3, values: Float32Array.of(0, 1, 0, 1, 0, 0) },
  };
  const present = {
    weights: 'galaxy',
    weightsSha256: 'ab',
    components: ramp(2, 2),
    rows: allRows(2),
    complete: true,
    basis: here,
  };

  it('stays as it is in the same basis, and is changed into another', () => {
    const vector = Float32Array.of(3, 4);
    const named = { weights: 'galaxy', weightsSha256: 'ab', width: 2 };
    expect(surveyVector(vector, present, named, here)).toBe(vector);
    const whole = Float32Array.of(3 + 1, 4, 2); // mean and axes undone by hand
    const wanted = projectOnto({ mean: there.mean, axes: there.axes.values }, whole);
    expect([...surveyVector(vector, present, named, there)]).toEqual([...wanted]);
  });

  it('is refused where other weights made it', () => {
    const named = { weights: 'galaxy', weightsSha256: 'cd', width: 2 };
    expect(() => surveyVector(Float32Array.of(3, 4), present, named, here)).toThrow(
      'choose the survey’s own model',
    );
  });
});
