import { describe, expect, it } from 'vitest';
import type { Basis } from '../../../../src/contracts/matrix.ts';
import type { Neighbours } from '../../../../src/contracts/search.ts';
import { createAcrossStore } from '../../../../src/features/similar/across/acrossStore.ts';
import { createSearchClient, type SearchClient } from '../../../../src/features/similar/searchClient.ts';
import { createSimilarStore } from '../../../../src/features/similar/similarStore.ts';
import { projectOnto } from '../../../../src/maths/linear/projection.ts';
import { sixteenBitRowsOf } from '../../../../src/maths/neighbours/sixteenBitRows.ts';
import { createRandom } from '../../../../src/maths/statistics/random.ts';
import type { Representation } from '../../../../src/session/representation.ts';
import { keptAsSecond } from '../../../../src/session/secondCatalogue.ts';
import { createSession } from '../../../../src/session/session.ts';
import { createSearchWorker } from '../../../../workers/search/searchWorker.ts';
import { workerClientOf } from '../../../rpc/workerClientOf.ts';
import { settle, smallCatalogue } from '../../smallCatalogue.ts';

const dimension = 4;
const random = createRandom(3);
const vectors = (n: number) => Float32Array.from({ length: n * dimension }, () => random.normal());

/** A basis that keeps all of a vector, its axes turned by an angle in two planes. */
function turned(angle: number): Basis {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const values = Float32Array.of(c, s, 0, 0, -s, c, 0, 0, 0, 0, c, s, 0, 0, -s, c);
  const mean = Float32Array.from({ length: dimension }, () => random.normal());
  return { mean, axes: { rows: dimension, columns: dimension, values } };
}

function representationOf(all: Float32Array, basis: Basis, weights = 'galaxy'): Representation {
  const components = sixteenBitRowsOf(
    projectOnto({ mean: basis.mean, axes: basis.axes.values }, all),
    dimension,
  );
  const rows = Uint32Array.from({ length: all.length / dimension }, (_, row) => row);
  return { weights, components, rows, complete: true, basis };
}

/** The answer of the catalogue on the map, which these tests do not look at. */
const nothing: Neighbours = {
  rows: new Uint32Array(0),
  distances: new Float64Array(0),
  nearestQuantile: 0,
  typicalDistance: 1,
};

/** What the network of these tests sees in any image. */
const seen = vectors(1);

function open(weights = 'galaxy') {
  const session = createSession(() => 0);
  const [here, there] = [vectors(8), vectors(40)];
  session.catalogue.getState().replace(smallCatalogue(8));
  session.representation.getState().replace(representationOf(here, turned(0.3)));
  const second = representationOf(there, turned(1.2), weights);
  session.second
    .getState()
    .keep({ catalogue: smallCatalogue(40, { handle: 2, name: 'other' }), representation: second });
  session.preferences.getState().change({ metric: 'euclidean', neighbours: 5 });
  session.selection.getState().choose(2);
  const unused = async () => {
    throw new Error('not asked here');
  };
  const nearestToVector = async () => nothing;
  const own: SearchClient = { nearestToRow: unused, nearestToVector, distancesToRow: unused };
  const embedQuery = async (file: File) => {
    if (file.size === 0) throw new Error('it is empty.');
    const { basis } = session.representation.getState().representation!;
    return {
      vector: projectOnto({ mean: basis!.mean, axes: basis!.axes.values }, seen),
      imageUrl: URL.createObjectURL(file),
    };
  };
  const similar = createSimilarStore({ session, search: own, embedQuery });
  const search = createSearchClient(
    () => workerClientOf(createSearchWorker(() => 0)),
    () => {
      const { second: kept, version } = session.second.getState();
      return { representation: kept?.representation ?? null, version };
    },
  );
  const store = createAcrossStore({ session, similar, search });
  return { session, store, similar, here, there };
}

async function until(happened: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !happened(); i++) await settle();
}

/** Against the definition, in the representation itself. */
function expectNearest({ rows, distances }: Neighbours, query: Float32Array, there: Float32Array): void {
  const all = Array.from({ length: 40 }, (_, other) => ({
    other,
    distance: Math.hypot(...query.map((x, j) => x - there[other * dimension + j])),
  })).sort((a, b) => a.distance - b.distance);
  expect([...rows]).toEqual(all.slice(0, 5).map(({ other }) => other));
  distances.forEach((distance, i) => {
    expect(distance).toBeCloseTo(all[i].distance, 3);
  });
}

describe('acrossStore', () => {
  it('finds the galaxies of the other catalogue nearest in the representation itself, whatever their bases', async () => {
    const { session, store, here, there } = open();
    for (const row of [2, 5]) {
      session.selection.getState().choose(row);
      await until(() => store.getState().answer?.query.kind === 'galaxy' && !store.getState().working);
      const query = here.subarray(row * dimension, (row + 1) * dimension);
      expectNearest(store.getState().answer!.neighbours, query, there);
    }
    store.getState().end();
  });

  it('finds those nearest to an image from outside, under whichever basis it was seen', async () => {
    const { session, store, similar, there } = open();
    const answered = (now = store.getState()) => now.answer?.query.kind === 'image' && !now.working;
    similar.getState().askWithImage(new File(['x'], 'mine.png'));
    await until(() => answered());
    expectNearest(store.getState().answer!.neighbours, seen, there);
    const first = store.getState().answer;
    session.representation.getState().replace(representationOf(vectors(8), turned(2)));
    await until(() => store.getState().answer !== first && answered());
    expect(store.getState().answer).not.toBe(first);
    expectNearest(store.getState().answer!.neighbours, seen, there);
    similar.getState().askWithImage(new File([], 'empty.png'));
    await until(() => store.getState().failure !== null);
    expect(store.getState()).toMatchObject({ failure: 'it is empty.', working: false });
    store.getState().end();
  });

  it('is left when another catalogue takes the second place', () => {
    const { session, store, similar } = open();
    similar.getState().searchAcross(true);
    session.representation.getState().replace(representationOf(vectors(8), turned(0.5)));
    expect(similar.getState().across).toBe(true);
    const { second } = session.second.getState();
    session.second.getState().keep(second && { ...second, catalogue: smallCatalogue(40, { handle: 3 }) });
    expect(similar.getState().across).toBe(false);
    store.getState().end();
  });

  it('says why where the weights differ, and is empty once the other is let go', async () => {
    const { session, store } = open('imagenet');
    await until(() => store.getState().failure !== null);
    expect(store.getState().failure).toContain('choose the same model');
    session.second.getState().keep(null);
    expect(store.getState()).toMatchObject({ answer: null, failure: null, working: false });
  });
});

it('compares nothing that other weights of the same name made', async () => {
  const { session, store } = open();
  const { representation } = session.representation.getState();
  const { second } = session.second.getState();
  if (!representation || !second) throw new Error('need both');
  session.representation.getState().replace({ ...representation, weightsSha256: 'aa' });
  const there = { ...second.representation, weightsSha256: 'bb' };
  session.second.getState().keep({ ...second, representation: there });
  await until(() => store.getState().failure !== null);
  expect(store.getState().failure).toContain('other weights');
  store.getState().end();
});

describe('keptAsSecond', () => {
  it('keeps only what others can be compared with', () => {
    const catalogue = smallCatalogue(8);
    const whole = representationOf(vectors(8), turned(0.1));
    expect(keptAsSecond(catalogue, whole)).toEqual({ catalogue, representation: whole });
    expect(keptAsSecond(catalogue, { ...whole, complete: false })).toBeNull();
    expect(keptAsSecond(catalogue, { ...whole, basis: undefined })).toBeNull();
    expect(keptAsSecond(catalogue, { ...whole, weights: 'file' })).toBeNull();
    expect(keptAsSecond({ ...catalogue, rowCount: 300_000 }, whole)).toBeNull();
    expect(keptAsSecond(null, whole)).toBeNull();
  });
});
