import { describe, expect, it } from 'vitest';
import type { NumberColumn } from '../../../src/contracts/column.ts';
import { createAnomaliesStore } from '../../../src/features/anomalies/anomaliesStore.ts';
import { createSession } from '../../../src/session/session.ts';
import { allRows, ramp, settle, smallCatalogue } from '../smallCatalogue.ts';
import { createFakeAnomalies } from './fakeAnomalies.ts';

/** A catalogue of 30 galaxies, embedded, with the room open and no search yet. */
async function open(n = 30) {
  const session = createSession(() => 0);
  const fake = createFakeAnomalies();
  const store = createAnomaliesStore({
    session,
    openWorker: fake.openWorker,
    neighboursOf: async () => new Uint32Array(0),
    allSearches: async () => [],
    newSeed: () => 7,
  });
  const settleIn = async (name: string) => {
    const catalogue = smallCatalogue(n, { name });
    session.selection.getState().clear();
    session.representation.getState().replace(null);
    session.columns.getState().reset(catalogue.columns);
    session.catalogue.getState().replace(catalogue);
    await session.labels.getState().open(name);
  };
  const embed = (weights = 'w', rows = n) =>
    session.representation
      .getState()
      .replace({ weights, components: ramp(rows, 3), rows: allRows(rows), complete: rows === n });
  await settleIn('first');
  embed();
  store.getState().enter();
  await settle();
  const state = () => store.getState();
  const upcoming = () => state().upcoming.map(card => card.row);
  return { session, store, state, upcoming, embed, settleIn, ...fake };
}

/** … and a search whose first batch is 10, 11, … 19. */
async function begun() {
  const room = await open();
  room.state().begin('rings', { start: 'random' });
  await settle();
  room.latest().answer([10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
  await settle();
  return room;
}

describe('the queue', () => {
  it('begins with a batch, its first galaxy on the card and selected', async () => {
    const { session, state, upcoming, rankings } = await begun();
    expect(rankings[0].options).toMatchObject({ seed: 7, kernel: 'rationalQuadratic' });
    expect(rankings[0].options.randomStart).toBeUndefined(); // the worker's own ten
    expect(state()).toMatchObject({ card: { row: 10 }, shown: 10, working: null });
    expect(session.selection.getState().row).toBe(10);
    expect(upcoming()).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19]);
  });

  it('gives the next galaxy at once, and asks with the rating, leaving out what is on the card', async () => {
    const { session, state, latest } = await begun();
    state().rate(4);
    expect(state()).toMatchObject({ card: { row: 11 }, shown: 11, working: 'ranking' }); // nothing was awaited
    expect(session.labels.getState().current?.ratings).toEqual([{ galaxyId: 'g10', score: 4 }]);
    await settle();
    expect([...latest().options.ratings.rows]).toEqual([10]);
    expect([...latest().options.ratings.scores]).toEqual([4]);
    expect([...(latest().options.leaveOut ?? [])]).toEqual([11]);
  });

  it('replaces what has not been shown by the better batch', async () => {
    const { state, upcoming, latest } = await begun();
    state().rate(4);
    await settle();
    latest().answer([3, 11, 12, 5]);
    await settle();
    expect(state().card?.row).toBe(11);
    expect(upcoming()).toEqual([3, 12, 5]);
  });

  it('a rating made meanwhile supersedes; one made when few are left waits, so that somebody quick is refilled', async () => {
    const { state, upcoming, rankings, latest } = await begun();
    for (let i = 0; i < 5; i++) state().rate(0); // 15 on the card; 16 … 19 to come
    await settle();
    expect(latest().rated).toEqual([10, 11, 12, 13, 14]);
    expect(rankings.slice(1, -1).every(ranking => ranking.cancelled)).toBe(true);
    const underWay = latest();
    state().rate(1); // 16 on the card, three to come: too few to drop the ranking under way
    state().rate(1);
    await settle();
    expect(latest()).toBe(underWay);
    expect(underWay.cancelled).toBe(false);
    underWay.answer([15, 16, 17, 1, 2, 3, 4, 5]);
    await settle();
    expect(state().card?.row).toBe(17);
    expect(upcoming()).toEqual([1, 2, 3, 4, 5]); // none rated meanwhile, nor the one on the card
    expect(latest()).not.toBe(underWay);
    expect(latest().rated).toEqual([10, 11, 12, 13, 14, 15, 16]);
    expect(state().working).toBe('ranking');
  });

  it('never runs dry: the best of the last ranking comes, then nothing once all are rated', async () => {
    const { state, latest } = await begun();
    state().rate(3);
    await settle();
    latest().answer([]);
    await settle();
    expect(state().card?.row).toBe(11);
    state().rate(0);
    expect(state().card?.row).toBe(0); // interest falls with the row
    for (let i = 0; i < 28; i++) state().rate(0);
    expect(state()).toMatchObject({ card: null, shown: null });
    expect(state().searchRows.scores.size).toBe(30);
  });
});

describe('the person', () => {
  it('skips: not rated, not asked again, left out of later batches', async () => {
    const { session, state, latest } = await begun();
    state().skip();
    expect(state()).toMatchObject({ card: { row: 11 }, shown: 11 });
    expect(session.labels.getState().current?.skipped).toEqual(['g10']);
    state().rate(1);
    await settle();
    expect(new Set(latest().options.leaveOut)).toEqual(new Set([10, 12]));
  });

  it('undoes: the galaxy comes back onto the card with its reason, the one that was there comes next', async () => {
    const { state, upcoming, latest } = await begun();
    state().rate(5);
    state().undo();
    expect(state()).toMatchObject({ card: { row: 10, reason: 'most promising' }, shown: 10 });
    expect(upcoming()[0]).toBe(11);
    await settle();
    expect(latest().rated).toEqual([]);
    state().redo();
    expect(state().searchRows.scores.get(10)).toBe(5);
    expect(state().card?.row).toBe(11);
  });

  it('says that there is nothing to undo', async () => {
    const { session, state } = await begun();
    state().undo();
    expect(session.notices.getState().notices[0].sentence).toBe('Nothing more to undo in this visit.');
  });

  it('goes back to change a rating, in its place, and returns to the galaxy asked about', async () => {
    const { session, state } = await begun();
    state().rate(1);
    state().rate(2);
    state().back();
    state().back();
    state().back(); // there is nothing before the first
    expect(state().shown).toBe(10);
    state().forward();
    expect(state().shown).toBe(11);
    state().back();
    state().rate(5);
    expect(session.labels.getState().current?.ratings.map(r => r.score)).toEqual([5, 2]);
    expect(state()).toMatchObject({ shown: 12, card: { row: 12 } });
  });

  it('rates any galaxy chosen on the map; the one asked about waits', async () => {
    const { session, state } = await begun();
    session.selection.getState().choose(27);
    expect(state()).toMatchObject({ shown: 27, card: { row: 10 } });
    state().rate(5);
    expect(session.labels.getState().current?.ratings).toEqual([{ galaxyId: 'g27', score: 5 }]);
    expect(state()).toMatchObject({ shown: 10, card: { row: 10 } });
    state().leave();
    session.selection.getState().choose(3); // in another room
    expect(state().shown).toBe(10);
    state().enter();
    expect(state().shown).toBe(3);
  });
});

describe('beginnings', () => {
  it('from examples: they are ratings of 5, one step of undo, and the model asks from the first card on', async () => {
    const { session, state, latest } = await open();
    state().begin('mine', { start: 'examples', rows: [4, 2] });
    await settle();
    expect(latest().options).toMatchObject({ randomStart: 0 });
    expect(latest().rated).toEqual([4, 2]);
    session.labels.getState().undo();
    expect(state().searchRows.scores.size).toBe(0);
  });

  it('from votes: the highest and some low ones first, whatever the model says, then its batch', async () => {
    const { state, upcoming, latest } = await open();
    const values = Float64Array.from({ length: 30 }, (_, row) => row / 30);
    state().begin('votes', { start: 'votes', values });
    const first = [state().card?.row, ...upcoming()];
    expect(first).toHaveLength(10);
    expect(first.filter(row => row !== undefined && row >= 23)).toHaveLength(7);
    expect(first.filter(row => row !== undefined && row < 15)).toHaveLength(3);
    await settle();
    latest().answer([7, 29]);
    await settle();
    expect([state().card?.row, ...upcoming()]).toEqual([...first, 7]);
  });

  it('from the unusual: they come first, are a column, and the list is theirs until there are ratings', async () => {
    const { session, state, upcoming, unusual, latest } = await open();
    state().begin('odd', { start: 'isolationForest' });
    await settle();
    expect(state()).toMatchObject({ working: 'unusual', card: null });
    unusual[0].resolve(Array.from({ length: 30 }, (_, i) => 29 - i));
    await settle();
    expect(state().card).toMatchObject({ row: 29, reason: 'unusual' });
    expect(upcoming()).toEqual([28, 27, 26, 25, 24, 23, 22, 21, 20]);
    expect(session.columns.getState().columns.map(c => c.name)).toContain('unusual');
    state().rate(2);
    await settle();
    latest().answer([1, 2]);
    await settle();
    expect([state().card?.row, ...upcoming()]).toEqual([28, 27, 26, 25, 24, 23, 22, 21, 20, 1, 2]);
  });
});

describe('columns', () => {
  const published = (session: ReturnType<typeof createSession>) =>
    session.columns.getState().columns.filter((c): c is NumberColumn => c.source === 'anomalies');

  it('are interest, uncertainty and ratings, by catalogue row, and none before there are ratings', async () => {
    const { session, state, latest } = await begun();
    expect(published(session)).toEqual([]);
    state().rate(4);
    await settle();
    latest().answer([1]);
    await settle();
    const columns = published(session);
    expect(columns.map(c => c.name)).toEqual(['interest', 'uncertainty', 'rating']);
    expect(columns[0].values[20]).toBeCloseTo(3);
    expect(columns[1].values[20]).toBeCloseTo(0.5);
    expect([...columns[2].values.entries()].filter(([, value]) => !Number.isNaN(value))).toEqual([[10, 4]]);
  });

  it('uncertainties that are missing are asked for when the map shows them', async () => {
    const { session, state, latest, weighed } = await begun();
    state().rate(4);
    await settle();
    latest().answer([1], { std: new Float32Array(30).fill(Number.NaN) });
    await settle();
    expect(weighed).toHaveLength(0);
    session.columns.getState().paint('uncertainty');
    await settle();
    weighed[0].resolve(new Float32Array(30).fill(0.75));
    await settle();
    expect(published(session)[1].values[5]).toBe(0.75);
    expect(session.columns.getState().painted).toBe('uncertainty');
  });
});

describe('trouble', () => {
  it('a failure is a sentence, and one can go on rating', async () => {
    const { state, latest } = await begun();
    state().rate(4);
    await settle();
    latest().fail(new Error('need more memory; got none'));
    await settle();
    expect(state()).toMatchObject({ failure: 'need more memory; got none', working: null });
    state().rate(3);
    expect(state()).toMatchObject({ failure: null, card: { row: 12 } });
  });

  it('a worker that dies is started again with all it had, and nothing is lost', async () => {
    const { state, latest, crash, workers, held } = await begun();
    state().rate(4);
    await settle();
    crash();
    await settle();
    expect(workers()).toBe(2);
    expect(held).toHaveLength(2);
    expect(latest().rated).toEqual([10]);
    latest().answer([2]);
    await settle();
    expect(state()).toMatchObject({ failure: null, learnt: { ratings: 1 } });
  });

  it('one that dies three times in a row is reported', async () => {
    const { state, crash, workers } = await begun();
    state().rate(4);
    await settle();
    for (let loss = 1; loss <= 3; loss++) {
      crash();
      await settle();
    }
    expect(workers()).toBe(3);
    expect(state().failure).toBe('It died.');
  });

  it('stops, and keeps what there is', async () => {
    const { state, upcoming, latest } = await begun();
    state().rate(4);
    await settle();
    state().stop();
    await settle();
    expect(latest().cancelled).toBe(true);
    expect(state()).toMatchObject({ working: null, stopped: true });
    expect(upcoming()).toHaveLength(8);
  });
});

describe('changes underneath', () => {
  it('other weights: the ratings stay, all is ranked anew, a late answer of the old ones is dropped', async () => {
    const { state, latest, rankings, held, embed } = await begun();
    state().rate(4);
    await settle();
    const old = latest();
    embed('others');
    await settle();
    expect(held).toHaveLength(2);
    expect(latest().rated).toEqual([10]);
    old.answer([29]);
    await settle();
    expect(state().learnt?.ratings).toBe(0); // still the first batch's
    rankings[rankings.length - 1].answer([8]);
    await settle();
    expect(state().learnt).toMatchObject({ ratings: 1, version: held[1].version });
  });

  it('galaxies that are embedded meanwhile join without stopping a ranking', async () => {
    const { session, state, latest, embed, rankings } = await open();
    embed('w', 12);
    await settle();
    state().begin('rings', { start: 'random' });
    await settle();
    const first = latest();
    embed('w', 20);
    await settle();
    expect(first.cancelled).toBe(false);
    first.answer([1, 2]);
    await settle();
    expect(state().card?.row).toBe(1);
    expect(rankings).toHaveLength(2);
    expect(session.representation.getState().representation?.complete).toBe(false);
  });

  it('another catalogue: its own searches, nothing of the former; back again, the search goes on', async () => {
    const { session, state, settleIn, embed, latest } = await begun();
    state().rate(4);
    await settle();
    await settleIn('second');
    embed();
    await settle();
    expect(session.labels.getState().current).toBeNull();
    expect(state()).toMatchObject({ card: null, learnt: null, working: null });
    expect(state().searchRows.scores.size).toBe(0);
    await settleIn('first');
    embed();
    await settle();
    expect(session.labels.getState().current?.name).toBe('rings');
    expect(latest().rated).toEqual([10]);
  });

  it('another search of the catalogue: its own ratings', async () => {
    const { session, state, latest } = await begun();
    state().rate(4);
    const first = session.labels.getState().current?.key ?? '';
    state().begin('mergers', { start: 'random' });
    await settle();
    expect(state().searchRows.scores.size).toBe(0);
    expect(latest().rated).toEqual([]);
    session.labels.getState().choose(first);
    await settle();
    expect(latest().rated).toEqual([10]);
  });

  it('ratings taken in from elsewhere: those of galaxies this catalogue has', async () => {
    const { state, latest } = await begun();
    const ratings = ['g3', 'elsewhere', 'g10'].map(galaxyId => ({ galaxyId, score: 2 }));
    expect(state().rateAll(ratings)).toBe(2);
    expect(state().card?.row).toBe(11); // 10 has its rating now
    await settle();
    expect(latest().rated).toEqual([3, 10]);
  });
});
