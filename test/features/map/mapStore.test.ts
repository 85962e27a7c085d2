import { describe, expect, it } from 'vitest';
import type { OpenedCatalogue } from '../../../src/contracts/ingest.ts';
import type { LayoutOptions, LayoutWorker } from '../../../src/contracts/layout.ts';
import { defaultLayout } from '../../../src/contracts/layoutSettings.ts';
import type { Matrix } from '../../../src/contracts/matrix.ts';
import { packIds } from '../../../src/data/bytes/packedIds.ts';
import { createMapStore } from '../../../src/features/map/mapStore.ts';
import { createLayoutClient } from '../../../src/features/map/points/layoutClient.ts';
import { sixteenBitRowsOf } from '../../../src/maths/neighbours/sixteenBitRows.ts';
import { type JobContext, serveJob } from '../../../src/rpc/jobContext.ts';
import type { Representation } from '../../../src/session/representation.ts';
import { createSession } from '../../../src/session/session.ts';
import { floatComponents } from '../../../workers/floatComponents.ts';
import { workerClientOf } from '../../rpc/workerClientOf.ts';

/** A catalogue of n galaxies and nothing else. */
function catalogueOf(n: number, positions?: Float32Array): OpenedCatalogue {
  return {
    handle: 1,
    name: 'test',
    rowCount: n,
    ids: packIds(Array.from({ length: n }, (_, i) => `g${i}`)),
    columns: [],
    hasImages: false,
    positions,
    simulated: true,
    problems: [],
  };
}

/** Component 0 of galaxy r is r: the fakes below put it at x = r. */
function representationOf(rows: number[], complete: boolean, weights = 'imagenet'): Representation {
  const components = sixteenBitRowsOf(Float32Array.from(rows), 1);
  return { weights, components, rows: Uint32Array.from(rows), complete };
}

interface LayoutCall {
  matrix: Matrix;
  options: LayoutOptions;
  onPositions: (positions: Float32Array) => void;
  job: JobContext;
  finish(positions?: Float32Array): void;
  fail(error: Error): void;
}

/** A layout worker whose layouts end when the test says so; `place` puts a galaxy at (its component, 7). */
function fakeLayout() {
  const layouts: LayoutCall[] = [];
  const places: { placed: Matrix; positions: Float32Array; added: Matrix }[] = [];
  const at = (matrix: Matrix, y: number) =>
    Float32Array.from({ length: 2 * matrix.rows }, (_, i) =>
      i % 2 === 0 ? Math.round(matrix.values[i >> 1]) : y,
    ); // components in 16 bits are next to whole numbers
  const satisfied: number[] = [];
  const worker: Pick<LayoutWorker, 'layout' | 'place' | 'enough'> = {
    layout: (components, options, onPositions, port) =>
      serveJob(port, async job => {
        const matrix = floatComponents(components);
        let outcome: Float32Array | Error | undefined;
        layouts.push({
          matrix,
          options,
          onPositions,
          job,
          finish: (positions = at(matrix, 1)) => {
            outcome = positions;
          },
          fail: error => {
            outcome = error;
          },
        });
        while (outcome === undefined) await job.breathe();
        if (outcome instanceof Error) throw outcome;
        return { positions: outcome, neighbourRecall: 0.96 };
      }),
    enough: async () => {
      satisfied.push(layouts.length);
    },
    place: (placed, positions, added, port) =>
      serveJob(port, async () => {
        places.push({ placed, positions, added });
        return at(added, 7);
      }),
  };
  const client = createLayoutClient(() => workerClientOf(worker));
  return { client, layouts, places, satisfied };
}

function start(n: number, positions?: Float32Array) {
  const session = createSession(() => 0);
  const fake = fakeLayout();
  session.catalogue.getState().replace(catalogueOf(n, positions));
  const store = createMapStore({ session, layout: fake.client });
  const publish = (representation: Representation) =>
    session.representation.getState().replace(representation);
  const xy = (row: number) => [...(session.positions.getState().positions ?? []).slice(2 * row, 2 * row + 2)];
  return { session, store, publish, xy, ...fake };
}

const turn = () => new Promise(resolve => setTimeout(resolve, 0));
async function until(happened: () => boolean): Promise<void> {
  for (let turns = 0; !happened(); turns++) {
    if (turns > 2000) throw new Error('waited 2,000 turns in vain');
    await turn();
  }
}

describe('mapStore', () => {
  it('tells the layout under way when the person has enough neighbours', async () => {
    const { store, publish, layouts, satisfied } = start(12);
    publish(representationOf([0, 2, 4, 6, 8], true));
    await until(() => layouts.length === 1);
    store.getState().enough();
    await until(() => satisfied.length === 1);
    expect(store.getState().stage).toBe('drawing');
    layouts[0].finish();
    await until(() => store.getState().stage === 'done');
  });

  it('lays out a sample, places what comes later, and lays out all from where they stand', async () => {
    const { session, store, publish, xy, layouts, places } = start(12);
    publish(representationOf([0, 2, 4, 6, 8], false));
    await until(() => layouts.length === 1);
    expect(layouts[0].options.start).toBeUndefined();
    expect(layouts[0].options.neighbours).toBe(4); // one fewer than the galaxies
    expect(store.getState().stage).toBe('drawing');

    layouts[0].job.report({ phase: 'Laying out', done: 3, total: 10, unit: 'epochs' });
    layouts[0].onPositions(Float32Array.from([0, 5, 2, 5, 4, 5, 6, 5, 8, 5]));
    await until(() => session.jobs.getState().jobs[0].progress?.done === 3);
    expect(session.positions.getState().settling).toBe(true);
    expect(xy(4)).toEqual([4, 5]);
    expect(xy(1)).toEqual([Number.NaN, Number.NaN]);

    publish(representationOf([0, 1, 2, 3, 4, 6, 8], false)); // comes while the sample settles: waits
    await turn();
    expect(layouts).toHaveLength(1);
    expect(places).toHaveLength(0);
    layouts[0].finish();
    await until(() => places.length === 1 && store.getState().stage === 'done');
    expect(store.getState().neighbourRecall).toBe(0.96);
    expect([...places[0].placed.values].map(Math.round)).toEqual([0, 2, 4, 6, 8]);
    expect([...places[0].positions]).toEqual([0, 1, 2, 1, 4, 1, 6, 1, 8, 1]);
    expect(xy(3)).toEqual([3, 7]);
    expect(xy(4)).toEqual([4, 1]);
    expect(xy(11)).toEqual([Number.NaN, Number.NaN]);
    expect(session.positions.getState().settling).toBe(false);

    publish(representationOf([0, 1, 2, 3, 4, 5, 6, 8], false));
    await until(() => places.length === 2 && store.getState().stage === 'done');
    expect([...places[1].added.values].map(Math.round)).toEqual([5]);
    expect(layouts).toHaveLength(1);

    publish(representationOf([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], true));
    await until(() => layouts.length === 2);
    const startRows = layouts[1].options.start!;
    expect([...startRows.slice(0, 8)]).toEqual([0, 1, 1, 7, 2, 1, 3, 7]); // what stood stays, what came was placed
    expect(xy(11)).toEqual([11, 7]);
    layouts[1].finish();
    await until(() => store.getState().stage === 'done');
    expect(xy(11)).toEqual([11, 1]);
    expect(session.jobs.getState().jobs.every(job => job.outcome === 'done')).toBe(true);
  });

  it('lays out anew what has grown fourfold, before all are there', async () => {
    const { store, publish, xy, layouts, places } = start(20);
    const first = (count: number) => Array.from({ length: count }, (_, row) => row);
    publish(representationOf(first(4), false));
    await until(() => layouts.length === 1);
    layouts[0].finish();
    await until(() => store.getState().stage === 'done');
    publish(representationOf(first(15), false));
    await until(() => places.length === 1 && store.getState().stage === 'done');
    expect(layouts).toHaveLength(1);
    publish(representationOf(first(16), false));
    await until(() => layouts.length === 2);
    expect([...layouts[1].options.start!.slice(-4)]).toEqual([14, 7, 15, 7]); // from where they were placed
    layouts[1].finish();
    await until(() => store.getState().stage === 'done');
    expect(xy(15)).toEqual([15, 1]);
  });

  it('lets a complete representation supersede the sample', async () => {
    const { session, store, publish, xy, layouts } = start(6);
    publish(representationOf([0, 1, 2, 3], false));
    await until(() => layouts.length === 1);
    layouts[0].onPositions(Float32Array.from([0, 5, 1, 5, 2, 5, 3, 5]));
    publish(representationOf([0, 1, 2, 3, 4, 5], true));
    await until(() => layouts.length === 2);
    await expect(layouts[0].job.breathe()).rejects.toThrow('cancelled');
    expect([...layouts[1].options.start!]).toEqual([0, 5, 1, 5, 2, 5, 3, 5, 4, 7, 5, 7]);
    layouts[0].onPositions(new Float32Array(8)); // a straggler from the old layout
    expect(xy(3)).toEqual([3, 5]);
    layouts[1].finish();
    await until(() => store.getState().stage === 'done');
    expect(xy(3)).toEqual([3, 1]);
    await turn();
    expect(session.jobs.getState().jobs.map(job => job.title)).toEqual(['Map 6 galaxies']); // the old one left no trace
  });

  it('keeps what there is when the person stops it', async () => {
    const { session, store, publish, xy, layouts } = start(5);
    publish(representationOf([0, 1, 2, 3, 4], true));
    await until(() => layouts.length === 1);
    layouts[0].onPositions(Float32Array.from([0, 5, 1, 5, 2, 5, 3, 5, 4, 5]));
    session.jobs.getState().cancel(store.getState().jobId!);
    await until(() => store.getState().stage === 'stopped');
    expect(xy(4)).toEqual([4, 5]);
    expect(session.positions.getState().settling).toBe(false);
    expect(session.jobs.getState().jobs[0].outcome).toBe('stopped');
    expect(session.notices.getState().notices).toEqual([]);
    store.getState().redraw();
    await until(() => layouts.length === 2);
    layouts[1].finish();
    await until(() => store.getState().stage === 'done');
  });

  it('says in one sentence why a layout failed', async () => {
    const { session, store, publish, layouts } = start(5);
    publish(representationOf([0, 1, 2, 3, 4], true));
    await until(() => layouts.length === 1);
    layouts[0].fail(new Error('need finite components; got NaN in row 3'));
    await until(() => store.getState().stage === 'failed');
    expect(store.getState().failure).toBe('need finite components; got NaN in row 3');
    expect(session.jobs.getState().jobs[0].outcome).toBe('failed');
    expect(session.notices.getState().notices.map(n => n.sentence)).toEqual([
      'The map could not be drawn: need finite components; got NaN in row 3',
    ]);
  });

  it('keeps the map a catalogue brings until other weights are chosen, then turns the new one to match it', async () => {
    // A lopsided figure, so that only one attitude fits.
    const brought = Float32Array.from([0, 0, 4, 0, 4, 1, 0, 9, -2, 3]);
    const { session, store, publish, layouts } = start(5, brought);
    const rows = [0, 1, 2, 3, 4];
    publish(representationOf(rows, true, 'file'));
    await turn();
    expect(layouts).toHaveLength(0);
    expect(session.positions.getState().positions).toBe(brought);
    expect(store.getState().stage).toBe('done');
    publish(representationOf(rows, true, 'random'));
    await until(() => layouts.length === 1);
    expect(layouts[0].options.start).toBeUndefined();
    // The same figure turned by a quarter, mirrored and moved.
    const turned = Float32Array.from(rows.flatMap(i => [brought[2 * i + 1] + 50, brought[2 * i] - 20]));
    layouts[0].finish(turned);
    await until(() => store.getState().stage === 'done');
    const drawn = session.positions.getState().positions!;
    for (let i = 0; i < brought.length; i++) expect(drawn[i]).toBeCloseTo(brought[i], 4);
  });

  it('keeps a map that is given, even in the middle of a layout, until other weights are chosen', async () => {
    const { session, store, publish, layouts } = start(5);
    const rows = [0, 1, 2, 3, 4];
    publish(representationOf(rows.slice(0, 4), false, 'galaxy'));
    await until(() => layouts.length === 1);
    const given = Float32Array.from([0, 0, 4, 0, 4, 1, 0, 9, -2, 3]);
    session.positions.getState().give(given);
    expect([session.positions.getState().positions, store.getState().stage]).toEqual([given, 'done']);
    await expect(layouts[0].job.breathe()).rejects.toThrow('cancelled');
    layouts[0].onPositions(new Float32Array(8)); // a straggler from the layout left
    publish(representationOf(rows, true, 'galaxy')); // the rest of the same representation
    await turn();
    expect([session.positions.getState().positions, layouts.length]).toEqual([given, 1]);
    publish(representationOf(rows, true, 'random'));
    await until(() => layouts.length === 2);
    layouts[1].finish();
    await until(() => store.getState().stage === 'done');
    expect(session.positions.getState().positions).not.toBe(given);
  });

  it('puts a map back at once when its representation comes back, brought or drawn, also in the middle of drawing another', async () => {
    const brought = Float32Array.from([0, 0, 4, 0, 4, 1, 0, 9, -2, 3]);
    const { session, store, publish, layouts } = start(5, brought);
    const [first, second, third] = ['galaxy', 'tuned', 'random'].map(weights =>
      representationOf([0, 1, 2, 3, 4], true, weights),
    );
    const shown = () => session.positions.getState().positions;
    publish(first);
    publish(second);
    await until(() => layouts.length === 1);
    layouts[0].finish();
    await until(() => store.getState().stage === 'done');
    const drawn = shown();
    expect(drawn).not.toEqual(brought);
    publish(first);
    expect([shown(), store.getState().stage]).toEqual([brought, 'done']);
    publish(second);
    expect(shown()).toBe(drawn);
    publish(third);
    await until(() => layouts.length === 2);
    layouts[1].onPositions(new Float32Array(10));
    publish(first);
    expect([shown(), session.positions.getState().settling]).toEqual([brought, false]);
    await expect(layouts[1].job.breathe()).rejects.toThrow('cancelled');
    layouts[1].onPositions(new Float32Array(10)); // a straggler from the layout left
    expect(shown()).toBe(brought);
    store.getState().redraw(); // asked for, it is drawn anew all the same
    await until(() => layouts.length === 3);
    layouts[2].finish();
    await until(() => store.getState().stage === 'done');
  });

  it('forgets everything when another catalogue opens', async () => {
    const { session, store, publish, layouts } = start(5);
    publish(representationOf([0, 1, 2, 3, 4], true));
    await until(() => layouts.length === 1);
    layouts[0].onPositions(new Float32Array(10));
    session.catalogue.getState().replace(catalogueOf(3));
    expect(session.positions.getState().positions).toBeNull();
    expect(store.getState().stage).toBe('empty');
    await expect(layouts[0].job.breathe()).rejects.toThrow('cancelled');
    layouts[0].onPositions(new Float32Array(10));
    await turn();
    expect(session.positions.getState().positions).toBeNull();
    publish(representationOf([0, 1, 2], true)); // too few for a neighbour graph: they stand in a row
    await until(() => store.getState().stage === 'done');
    expect([...session.positions.getState().positions!]).toEqual([0, 0, 1, 0, 2, 0]);
    expect(layouts).toHaveLength(1);
  });
});

describe('layout settings', () => {
  it('draw the map with what was chosen, and keep the former one to go back to', async () => {
    const { session, store, layouts } = start(5);
    const whole = representationOf([0, 1, 2, 3, 4], true);
    session.representation.getState().replace(whole);
    await until(() => layouts.length === 1);
    layouts[0].finish();
    await until(() => store.getState().stage === 'done');
    const first = session.maps.getState().shown;
    store.getState().draw({ kind: 'umap', neighbours: 3, minimumDistance: 0.5, seed: 9, startsAt: 'dot' });
    await until(() => layouts.length === 2);
    expect(layouts[1].options).toMatchObject({
      neighbours: 3,
      minimumDistance: 0.5,
      seed: 9,
      startsAt: 'dot',
    });
    layouts[1].finish(Float32Array.from({ length: 10 }, (_, i) => i * i));
    await until(() => store.getState().stage === 'done');
    expect(session.maps.getState().former).toEqual([first]);
    if (first) store.getState().show(first);
    await until(() => session.positions.getState().positions === first?.positions);
    session.representation.getState().replace(whole);
    expect(session.positions.getState().positions).toEqual(first?.positions);
    expect(layouts).toHaveLength(2);
  });

  it('show components and columns without a layout', async () => {
    const { session, store, layouts } = start(3);
    session.representation.getState().replace(representationOf([0, 1, 2], true));
    await until(() => layouts.length === 1 || store.getState().stage === 'done');
    store.getState().draw({ kind: 'components' });
    await until(() => session.maps.getState().shown?.layout?.kind === 'components');
    const places = session.positions.getState().positions;
    expect(places?.[4]).toBeCloseTo(10, 1); // component 0 of galaxy r is r
    expect(places?.[2]).toBeCloseTo(5, 1);
    const values = Float64Array.of(7, 8, 9);
    session.columns.getState().publish({ kind: 'number', name: 'z', source: 'test', values });
    store.getState().draw({ kind: 'columns', x: 'z', y: 'z', by: 'values' });
    expect([...(session.positions.getState().positions ?? [])]).toEqual([-10, -10, 0, 0, 10, 10]);
    session.representation.getState().replace(representationOf([0, 1, 2], true, 'other'));
    expect([...(session.positions.getState().positions ?? [])]).toEqual([-10, -10, 0, 0, 10, 10]);
    store.getState().draw({ kind: 'columns', x: 'z', y: 'gone', by: 'values' });
    expect(session.notices.getState().notices.at(-1)?.sentence).toContain('two columns of numbers');
  });

  it('follow columns that are computed anew, so that ticks and places are of the same values', () => {
    const { session, store } = start(3);
    const publish = (...values: number[]) =>
      session.columns
        .getState()
        .publish({ kind: 'number', name: 'z', source: 'test', values: Float64Array.from(values) });
    const places = () => [...(session.positions.getState().positions ?? [])];
    publish(7, 8, 9);
    store.getState().draw({ kind: 'columns', x: 'z', y: 'z', by: 'values' });
    const former = session.maps.getState().shown;
    publish(9, 8, 7);
    expect(places()).toEqual([10, 10, 0, 0, -10, -10]);
    if (former) store.getState().show(former);
    expect(places()).toEqual([10, 10, 0, 0, -10, -10]);
    session.columns.getState().withdraw('z');
    expect(places()).toEqual([10, 10, 0, 0, -10, -10]);
    expect(session.notices.getState().notices).toEqual([]);
  });

  it('draw a map for other weights where the catalogue’s own is on screen again after columns', async () => {
    const { session, store, layouts } = start(5, Float32Array.of(0, 0, 1, 0, 0, 1, 1, 1, 2, 2));
    session.representation.getState().replace(representationOf([0, 1, 2, 3, 4], true));
    const own = session.maps.getState().shown;
    const values = Float64Array.of(7, 8, 9, 10, 11);
    session.columns.getState().publish({ kind: 'number', name: 'z', source: 'test', values });
    store.getState().draw({ kind: 'columns', x: 'z', y: 'z', by: 'values' });
    if (own) store.getState().show(own);
    session.representation.getState().replace(representationOf([0, 1, 2, 3, 4], true, 'other'));
    await until(() => layouts.length === 1);
    layouts[0].finish();
    await until(() => session.maps.getState().shown?.weights === 'other');
  });

  it('remember that a map grew from one of fewer galaxies', async () => {
    const { session, store, publish, layouts } = start(12);
    publish(representationOf([0, 2, 4, 6, 8], false));
    await until(() => layouts.length === 1);
    layouts[0].finish();
    await until(() => store.getState().stage === 'done');
    expect(session.maps.getState().shown?.grown).toBeUndefined();
    publish(representationOf([0, 1, 2, 3, 4, 5, 6, 8], true));
    await until(() => layouts.length === 2);
    layouts[1].finish();
    await until(() => store.getState().stage === 'done');
    expect(session.maps.getState().shown?.grown).toBe(true);
  });

  it('of a kept catalogue are those its map was drawn with, not those of a map its file brought', async () => {
    const { session, store, layouts } = start(3);
    const map = {
      layout: { kind: 'columns', x: 'z', y: 'z', by: 'values' },
      weights: null,
      neighbourRecall: null,
    } as const;
    const positions = Float32Array.of(0, 0, 1, 1, 2, 2);
    const restored = { published: [], view: null, map };
    session.catalogue.getState().replace({ ...catalogueOf(3, positions), handle: 2, restored });
    expect(session.maps.getState().shown).toEqual({ ...map, positions });
    expect(session.maps.getState().settings).toEqual(map.layout);
    session.representation.getState().replace(representationOf([0, 1, 2], true));
    expect(session.positions.getState().positions).toBe(positions);
    const umap = { layout: defaultLayout, weights: 'galaxy', neighbourRecall: 0.97, grown: true };
    const former = { ...catalogueOf(3, positions), formerWeights: 'galaxy' };
    session.catalogue.getState().replace({ ...former, restored: { ...restored, map: umap } });
    expect(session.maps.getState().shown).toEqual({ ...umap, weights: 'file', positions });
    expect(store.getState().neighbourRecall).toBe(0.97);
    expect(layouts).toHaveLength(0);
  });
});
