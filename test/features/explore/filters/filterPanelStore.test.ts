import { expect, it } from 'vitest';
import type { Survey } from '../../../../src/contracts/survey.ts';
import { createFilterPanelStore } from '../../../../src/features/explore/filters/filterPanelStore.ts';
import { wordsOfFilter } from '../../../../src/features/explore/filters/filterWords.ts';
import { rowsOf } from '../../../../src/maths/catalogue/rowMask.ts';
import { createSession } from '../../../../src/session/session.ts';
import { settle, smallCatalogue } from '../../smallCatalogue.ts';

const n = 20; // `smooth` is row / n, empty in the last

async function open() {
  const session = createSession(() => 0);
  const catalogue = smallCatalogue(n);
  session.columns.getState().reset(catalogue.columns);
  session.catalogue.getState().replace(catalogue);
  const store = createFilterPanelStore(session);
  await settle();
  const passing = () => {
    const mask = session.filters.getState().passing;
    return mask && Array.from(rowsOf(mask));
  };
  return { session, store, passing };
}

it('shows the catalogue’s own columns first, free text never', async () => {
  const { store } = await open();
  expect(store.getState().shown).toEqual(['smooth', 'class']);
  expect(store.getState().histograms.get('class')?.all.subarray(0, 2)).toEqual(Uint32Array.of(10, 9));
});

it('applies filters together, tells the session, and counts each column without its own', async () => {
  const { session, store, passing } = await open();
  store.getState().put({ kind: 'range', column: 'smooth', from: 0.5, to: Infinity });
  store.getState().put({ kind: 'words', column: 'class', words: ['spiral'] });
  expect(passing()).toEqual([10, 12, 14, 16, 18]);
  expect(session.filters.getState().count).toBe(5);
  expect(store.getState().histograms.get('class')?.linked.subarray(0, 2)).toEqual(Uint32Array.of(5, 4));
  store.getState().put({ kind: 'rule', text: 'smooth > 0.8' });
  expect(passing()).toEqual([18]);
  store.getState().hide('class'); // its filter goes with it
  expect(passing()).toEqual([17, 18]);
  store.getState().clear();
  expect(session.filters.getState()).toMatchObject({ passing: null, count: null, filters: [] });
});

it('says what is wrong with a rule, and keeps what was applied', async () => {
  const { session, store, passing } = await open();
  store.getState().put({ kind: 'range', column: 'smooth', from: 0.9, to: Infinity });
  store.getState().put({ kind: 'rule', text: 'smoth > 1' });
  expect(store.getState().failure).toContain('did you mean smooth?');
  expect(passing()).toEqual([18]);
  expect(session.filters.getState().filters).toHaveLength(1);
});

it('follows a column published anew, one withdrawn, and filters cleared elsewhere', async () => {
  const { session, store, passing } = await open();
  const publish = (shift: number) =>
    session.columns.getState().publish({
      name: 'interest',
      kind: 'number',
      source: 'anomalies',
      values: Float32Array.from({ length: n }, (_, row) => row + shift),
    });
  publish(0);
  store.getState().put({ kind: 'range', column: 'interest', from: 18, to: Infinity });
  expect(passing()).toEqual([18, 19]);
  publish(1);
  expect(passing()).toEqual([17, 18, 19]);
  session.columns.getState().withdraw('interest');
  expect(passing()).toBeNull();
  expect(store.getState().shown).not.toContain('interest');
  store.getState().put({ kind: 'words', column: 'class', words: ['elliptical'] });
  session.filters.getState().clear();
  expect(store.getState().histograms.get('smooth')?.linked).toEqual(
    store.getState().histograms.get('smooth')?.all,
  );
});

it('lets a rule go whose column is withdrawn, or becomes one of words, and says so', async () => {
  const { session, store, passing } = await open();
  const { publish, withdraw } = session.columns.getState();
  const head = { name: 'interest', source: 'anomalies' };
  publish({ ...head, kind: 'number', values: Float32Array.from({ length: n }, (_, row) => row) });
  store.getState().put({ kind: 'words', column: 'class', words: ['spiral'] });
  store.getState().put({ kind: 'rule', text: 'interest > 15' });
  expect(passing()).toEqual([16, 18]);
  withdraw('interest');
  expect(session.filters.getState().filters).toEqual([{ kind: 'words', column: 'class', words: ['spiral'] }]);
  expect(passing()).toHaveLength(10);
  expect(store.getState().failure).toContain('“interest > 15” filters no longer');

  publish({ ...head, kind: 'number', values: new Float32Array(n) });
  store.getState().put({ kind: 'range', column: 'interest', from: 1, to: Infinity });
  expect(passing()).toEqual([]);
  publish({ ...head, kind: 'category', categories: ['much'], codes: new Uint8Array(n) });
  expect(passing()).toHaveLength(10);
});

it('says filters in words', () => {
  expect(
    [
      { kind: 'range', column: 'ring', from: 0.3, to: 1.5 } as const,
      { kind: 'range', column: 'ring', from: -Infinity, to: 1200 } as const,
      { kind: 'words', column: 'class', words: ['spiral', 'barred'] } as const,
      { kind: 'rule', text: ' ring > 0.5 ' } as const,
    ].map(wordsOfFilter),
  ).toEqual(['ring 0.3 – 1.5', 'ring ≤ 1,200', 'class: spiral, barred', 'ring > 0.5']);
});

it('counts a whole survey until something is filtered, then those loaded, in the same bins', async () => {
  const session = createSession(() => 0);
  const counts = Array.from({ length: 50 }, (_, bin) => 1000 + bin);
  const tiled: Survey = {
    ...{
      manifestUrl: '/catalogue.json',
      rowCount: 60_000,
      width: 2,
      map: { left: 0, bottom: 0, side: 1 },
      tilesFile: 'tiles.json',
      hasImages: false,
    },
    lists: { count: 1, recall: [], testRows: 0 },
    columns: [
      { name: 'smooth', kind: 'number', low: 0, high: 1, counts: { without: 7, counts } },
      {
        ...{ name: 'class', kind: 'category', categories: ['elliptical', 'spiral'] },
        counts: { without: 2, counts: [30, 40] },
      },
    ],
  };
  const catalogue = smallCatalogue(n, { tiled });
  session.columns.getState().reset(catalogue.columns);
  session.catalogue.getState().replace(catalogue);
  const store = createFilterPanelStore(session);
  await settle();
  const smooth = () => store.getState().histograms.get('smooth')!;
  expect([...smooth().all.subarray(0, 50)]).toEqual(counts);
  expect(smooth().all[255]).toBe(7);
  expect([...store.getState().histograms.get('class')!.all.subarray(0, 2)]).toEqual([40, 30]); // its words: spiral first
  const { edges } = smooth().bins;
  store.getState().put({ kind: 'range', column: 'smooth', from: 0.5, to: Infinity });
  expect(smooth().bins.edges).toEqual(edges); // nothing jumps beneath the brush
  expect(smooth().all.reduce((sum, each) => sum + each)).toBe(n);
  expect([...store.getState().histograms.get('class')!.linked.subarray(0, 2)]).toEqual([5, 4]);
  store.getState().clear();
  expect(smooth().all[49]).toBe(1049);
});
