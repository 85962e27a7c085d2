import { afterEach, describe, expect, it, vi } from 'vitest';
import type { EmbeddedImage } from '../../../src/features/similar/imageQuery.ts';
import { createSimilarStore } from '../../../src/features/similar/similarStore.ts';
import { createSession } from '../../../src/session/session.ts';
import { allRows, ramp, settle, smallCatalogue } from '../smallCatalogue.ts';
import { createFakeSearch, neighboursOf } from './fakeSearch.ts';

function open(n = 50, embedded = n) {
  const session = createSession(() => 0);
  const fake = createFakeSearch(session);
  const embedQuery = vi.fn<(file: File) => Promise<EmbeddedImage>>(async () => ({
    vector: new Float32Array([7, 7, 7]),
    imageUrl: 'blob:seen',
  }));
  const store = createSimilarStore({ session, search: fake.search, embedQuery });
  const catalogue = smallCatalogue(n);
  session.columns.getState().reset(catalogue.columns);
  session.catalogue.getState().replace(catalogue);
  const embed = (rows: number, complete: boolean) =>
    session.representation
      .getState()
      .replace({ weights: 'w', components: ramp(rows, 3), rows: allRows(rows), complete });
  embed(embedded, embedded === n);
  return { session, store, embedQuery, embed, ...fake };
}

const image = () => new File([new Uint8Array([1])], 'mine.png', { type: 'image/png' });

afterEach(() => vi.restoreAllMocks());

describe('following the selection', () => {
  it('asks for the neighbours of what is selected, with the preferences', async () => {
    const { session, store, pending, held } = open();
    session.selection.getState().choose(4);
    await settle();
    expect(held).toEqual([50]);
    expect(pending).toMatchObject([
      { kind: 'row', row: 4, options: { metric: 'euclidean', k: 24, components: 3 } },
    ]);
    expect(store.getState()).toMatchObject({ working: 'searching', answer: null });
    pending[0].resolve(neighboursOf(3, 5) as never);
    await settle();
    expect(store.getState()).toMatchObject({ working: null, failure: null, answer: { searched: 50 } });
    expect([...store.getState().answer!.neighbours.rows]).toEqual([3, 5]);
  });

  it('cancels the former search at the next click, ignores what it still says, and keeps the former answer until then', async () => {
    const { session, store, pending } = open();
    session.selection.getState().choose(1);
    await settle();
    pending[0].resolve(neighboursOf(2) as never);
    await settle();
    session.selection.getState().choose(10);
    await settle();
    session.selection.getState().choose(20);
    await settle();
    expect(pending.map(p => [p.row, p.cancelled])).toEqual([
      [1, false],
      [10, true],
      [20, false],
    ]);
    expect([...store.getState().answer!.neighbours.rows]).toEqual([2]); // still the first
    pending[2].resolve(neighboursOf(21) as never);
    await settle();
    pending[1].resolve(neighboursOf(11) as never); // late
    await settle();
    expect([...store.getState().answer!.neighbours.rows]).toEqual([21]);
    expect(store.getState().answer!.query).toEqual({ kind: 'galaxy', row: 20 });
  });

  it('does not take the failure of a superseded search for its own', async () => {
    const { session, store, pending } = open();
    session.selection.getState().choose(1);
    await settle();
    session.selection.getState().choose(2);
    await settle();
    pending[0].reject(new Error('late trouble'));
    await settle();
    expect(store.getState()).toMatchObject({ failure: null, working: 'searching' });
  });

  it('reports a failure in a sentence and asks again on request', async () => {
    const { session, store, pending } = open();
    session.selection.getState().choose(1);
    await settle();
    pending[0].reject(new Error('need k < n; got k = 24, n = 20'));
    await settle();
    expect(store.getState()).toMatchObject({ failure: 'need k < n; got k = 24, n = 20', working: null });
    store.getState().askAgain();
    await settle();
    expect(pending).toHaveLength(2);
    expect(store.getState()).toMatchObject({ failure: null, working: 'searching' });
  });

  it('has no question once nothing is selected', async () => {
    const { session, store, pending } = open();
    session.selection.getState().choose(1);
    await settle();
    session.selection.getState().choose(null);
    await settle();
    expect(pending[0].cancelled).toBe(true);
    expect(store.getState()).toMatchObject({ query: null, answer: null, working: null });
  });
});

describe('settings', () => {
  it('asks again with another metric, number of neighbours or of components', async () => {
    const { session, store, pending } = open();
    session.selection.getState().choose(1);
    await settle();
    store.getState().changeMetric('cosine');
    store.getState().changeNeighbours(96);
    store.getState().changeComponents(2);
    await settle();
    expect(pending.at(-1)?.options).toEqual({ metric: 'cosine', k: 96, components: 2 });
    expect(session.preferences.getState()).toMatchObject({ metric: 'cosine', neighbours: 96 });
  });

  it('never asks for more components than there are', async () => {
    const { session, store, pending } = open();
    store.getState().changeComponents(64);
    session.selection.getState().choose(1);
    await settle();
    expect(pending[0].options.components).toBe(3);
  });
});

describe('galaxies still being embedded', () => {
  it('waits for a galaxy that has no components yet, and asks once it has', async () => {
    const { session, store, pending, embed } = open(50, 10);
    session.selection.getState().choose(30);
    await settle();
    expect(pending).toHaveLength(0);
    expect(store.getState()).toMatchObject({ working: null, answer: null });
    embed(40, false);
    await settle();
    expect(pending).toMatchObject([{ row: 30 }]);
  });

  it('lets a search end before it asks again among more galaxies', async () => {
    const { session, store, pending, embed, held } = open(50, 10);
    session.selection.getState().choose(3);
    await settle();
    embed(20, false);
    embed(30, false);
    await settle();
    expect(pending).toHaveLength(1);
    expect(pending[0].cancelled).toBe(false);
    pending[0].resolve(neighboursOf(4) as never);
    await settle();
    expect(store.getState().answer?.searched).toBe(10);
    expect(pending).toHaveLength(2);
    expect(held).toEqual([10, 30]);
    pending[1].resolve(neighboursOf(2) as never);
    await settle();
    expect(store.getState().answer?.searched).toBe(30);
  });

  it('drops everything when the representation goes', async () => {
    const { session, store, pending } = open();
    session.selection.getState().choose(3);
    await settle();
    session.representation.getState().replace(null);
    await settle();
    expect(pending[0].cancelled).toBe(true);
    expect(store.getState()).toMatchObject({ answer: null, working: null, failure: null });
  });
});

describe('an image from outside', () => {
  it('is embedded, searched with, and left again for the selected galaxy', async () => {
    const { session, store, pending } = open();
    session.selection.getState().choose(5);
    store.getState().askWithImage(image());
    expect(store.getState()).toMatchObject({ query: { kind: 'image' } });
    await settle();
    const search = pending.at(-1)!;
    expect(search).toMatchObject({ kind: 'vector', row: 7 });
    search.resolve(neighboursOf(9) as never);
    await settle();
    expect(store.getState()).toMatchObject({ query: { imageUrl: 'blob:seen' }, working: null });
    expect(store.getState().answer!.query).toBe(store.getState().query);
    store.getState().returnToGalaxy();
    expect(store.getState().query).toEqual({ kind: 'galaxy', row: 5 });
    store.getState().returnToImage();
    await settle();
    expect(store.getState().query).toMatchObject({ kind: 'image', imageUrl: 'blob:seen' });
  });

  it('gives way to a galaxy chosen from its neighbours, even the one selected before', async () => {
    const { session, store, pending } = open();
    session.selection.getState().choose(5);
    store.getState().askWithImage(image());
    await settle();
    pending.at(-1)!.resolve(neighboursOf(5) as never);
    await settle();
    store.getState().moveOn(5);
    expect(store.getState().query).toEqual({ kind: 'galaxy', row: 5 });
  });

  it('is not embedded twice under the same representation, and is again under a new one', async () => {
    const { store, embedQuery, embed } = open(50, 10);
    store.getState().askWithImage(image());
    await settle();
    store.getState().changeNeighbours(12);
    await settle();
    expect(embedQuery).toHaveBeenCalledTimes(1);
    embed(50, true);
    store.getState().changeNeighbours(24);
    await settle();
    expect(embedQuery).toHaveBeenCalledTimes(2);
  });

  it('that is no image fails with the sentence it came with', async () => {
    const { store, embedQuery } = open();
    embedQuery.mockRejectedValueOnce(new Error('mine.png is no readable image.'));
    store.getState().askWithImage(image());
    await settle();
    expect(store.getState()).toMatchObject({ failure: 'mine.png is no readable image.', working: null });
  });
});

describe('colouring the map', () => {
  const distances = (n: number) => Float32Array.from({ length: n }, (_, i) => i) as never;

  it('publishes no column unasked', async () => {
    const { session, pending } = open();
    session.selection.getState().choose(5);
    await settle();
    expect(pending.map(p => p.kind)).toEqual(['row']);
  });

  it('publishes, paints, follows the selection and gives the map back what it showed', async () => {
    const { session, store, pending } = open(50, 40);
    const columns = () => session.columns.getState();
    columns().paint('smooth');
    session.selection.getState().choose(5);
    store.getState().paintMap(true);
    await settle();
    pending.find(p => p.kind === 'distances')!.resolve(distances(40));
    await settle();
    expect(columns().painted).toBe('similarity');
    const column = columns().columns.find(c => c.name === 'similarity')!;
    expect(column).toMatchObject({ kind: 'number', source: 'similar' });
    const values = column.kind === 'number' ? column.values : [];
    expect(values).toHaveLength(50);
    expect(values[39]).toBe(39);
    expect(values[40]).toBeNaN(); // not embedded yet
    session.selection.getState().choose(6);
    await settle();
    expect(pending.filter(p => p.kind === 'distances').map(p => p.row)).toEqual([5, 6]);
    store.getState().paintMap(false);
    expect(columns().columns.map(c => c.name)).not.toContain('similarity');
    expect(columns().painted).toBe('smooth');
  });

  it('ends when a person paints the map by something else', async () => {
    const { session, store, pending } = open();
    session.selection.getState().choose(5);
    store.getState().paintMap(true);
    await settle();
    pending.find(p => p.kind === 'distances')!.resolve(distances(50));
    await settle();
    session.columns.getState().paint('class');
    expect(store.getState().paintsMap).toBe(false);
    expect(session.columns.getState().painted).toBe('class');
    expect(session.columns.getState().columns.map(c => c.name)).not.toContain('similarity');
  });

  it('says so where it fails', async () => {
    const { session, store, pending } = open();
    session.selection.getState().choose(5);
    store.getState().paintMap(true);
    await settle();
    pending.find(p => p.kind === 'distances')!.reject(new Error('the worker ended'));
    await settle();
    expect(store.getState().paintsMap).toBe(false);
    expect(session.notices.getState().notices[0].sentence).toContain('the worker ended');
  });
});
