import { describe, expect, it } from 'vitest';
import type { CatalogueSource, OpenedCatalogue } from '../../../../src/contracts/ingest.ts';
import type { JoiningGalaxies } from '../../../../src/contracts/joining.ts';
import { catalogueKey, keyOfCatalogue } from '../../../../src/data/catalogues/catalogueKey.ts';
import { openKept } from '../../../../src/data/kept/keptCatalogue.ts';
import { type AddingClients, addGalaxies } from '../../../../src/features/ingest/adding/addGalaxies.ts';
import { createAddingStore } from '../../../../src/features/ingest/adding/addingStore.ts';
import { lacksToAdd } from '../../../../src/features/ingest/adding/sessionState.ts';
import { createIngestStore } from '../../../../src/features/ingest/ingestStore.ts';
import { createKeeper } from '../../../../src/features/ingest/recent/keeper.ts';
import { restoreView } from '../../../../src/features/ingest/recent/restoreView.ts';
import { settleIn } from '../../../../src/features/ingest/settleIn.ts';
import { placeSteps } from '../../../../src/maths/layout/placement.ts';
import { decodedRows } from '../../../../src/maths/neighbours/sixteenBitRows.ts';
import { createSession } from '../../../../src/session/session.ts';
import { memoryKeptShelf } from '../../../data/kept/memoryKeptShelf.ts';
import { ramp, settle, smallCatalogue } from '../../smallCatalogue.ts';

const n = 6;
const basis = { mean: new Float32Array(3), axes: { rows: 2, columns: 3, values: new Float32Array(6) } };
const source: CatalogueSource = {
  kind: 'images',
  name: 'new',
  images: [{ path: 'a.png', file: new File(['a'], 'a.png') }],
};
const head = { kind: 'classes' as const, title: 'shapes', classes: ['round', 'disc'] };

/** Six galaxies on a line, their own columns, one that a room published, and answers of a head. */
function openSmall() {
  const session = createSession(() => 0);
  const positions = Float32Array.from({ length: 2 * n }, (_, i) => (i % 2 === 0 ? i / 2 : 1));
  const catalogue = smallCatalogue(n, {
    ...{ hasImages: true, components: ramp(n, 2), basis, weights: 'galaxy', positions },
    restored: {
      published: [
        {
          name: 'mine',
          kind: 'number',
          source: 'explore',
          values: Float32Array.from({ length: n }, (_, i) => i),
        },
      ],
      view: null,
      answers: {
        head: head as never,
        matrix: { rows: n, columns: 2, values: new Float32Array(2 * n).fill(0.5) },
      },
    },
  });
  settleIn(session, { images: async () => [] }, catalogue, 2);
  return { session, catalogue, positions };
}

/** Galaxies "g4" (there already), "new 1" and "blind", of which the last has no image that can be read. */
const others = (fields: Partial<Omit<OpenedCatalogue, 'ids'>> = {}) =>
  smallCatalogue(3, {
    ...{ handle: 8, name: 'new', ids: ['g4', 'new 1', 'blind'], hasImages: true },
    columns: [
      { name: 'smooth', kind: 'number', source: 'new', values: Float64Array.of(7, 8, 9) },
      { name: 'seeing', kind: 'number', source: 'new', values: Float64Array.of(1, 2, 3) },
    ],
    ...fields,
  });

function clientsFor(opened: OpenedCatalogue) {
  const calls = { closed: [] as number[], joined: [] as unknown[] };
  const ingest = {
    open: async () => opened,
    close: async (handle: number) => void calls.closed.push(handle),
    join: async (parts: unknown) => -calls.joined.push(parts),
  };
  const clients: AddingClients = {
    async embed(_source, rows): Promise<JoiningGalaxies> {
      const read = rows.filter(row => opened.ids.at(row) !== 'blind');
      return {
        rows: read,
        components: Float32Array.from({ length: 2 * read.length }, () => 3), // where galaxy 3 is
        answers: new Float32Array(2 * read.length).fill(0.25),
        distances: null,
        problems: read.length < rows.length ? [{ sentence: 'blind has no image.' }] : [],
      };
    },
    /** By the definition in maths/layout. */
    async place({ components, rows }, positions) {
      const all = positions.slice();
      const values = decodedRows(components);
      const standing = [...rows.keys()].filter(i => !Number.isNaN(positions[2 * rows[i]]));
      const floats = (indices: number[], from: Float32Array) =>
        Float32Array.from(indices.flatMap(i => [from[2 * i], from[2 * i + 1]]));
      const added = [...rows.keys()].filter(i => !standing.includes(i));
      const steps = placeSteps(
        floats(standing, values),
        floats(
          standing.map(i => rows[i]),
          positions,
        ),
        floats(added, values),
        2,
      );
      let step = steps.next();
      while (!step.done) step = steps.next();
      for (const [k, i] of added.entries()) all.set(step.value.subarray(2 * k, 2 * k + 2), 2 * rows[i]);
      return all;
    },
  };
  return { ingest, clients, calls };
}

describe('addGalaxies', () => {
  it('puts new galaxies below the former ones, which stay what they were', async () => {
    const { session, catalogue, positions } = openSmall();
    const { ingest, clients, calls } = clientsFor(others());
    const { catalogue: longer, sentence, details } = await addGalaxies(session, ingest, clients, source, {});
    expect([...longer.ids]).toEqual([...catalogue.ids, 'new 1', 'blind']);
    expect(longer).toMatchObject({ rowCount: 8, weights: 'galaxy' });
    expect(keyOfCatalogue(longer)).toBe(catalogueKey(catalogue.name, catalogue.ids)); // ratings, sets and runs stay with it
    expect(longer.positions!.slice(0, 2 * n)).toEqual(positions);
    expect([...longer.positions!.slice(2 * n)]).toEqual([3, 1, Number.NaN, Number.NaN]);
    expect(decodedRows(longer.components!, 0, n)).toEqual(decodedRows(catalogue.components!));
    expect([...longer.restored!.componentRows!]).toEqual([0, 1, 2, 3, 4, 5, 6]);
    const values = (name: string) => {
      const column = [...longer.columns, ...longer.restored!.published].find(each => each.name === name);
      return column?.kind === 'number' ? [...column.values] : undefined;
    };
    expect(values('smooth')!.slice(n)).toEqual([8, 9]);
    expect(values('seeing')).toEqual([...new Array(n).fill(Number.NaN), 2, 3]);
    expect(values('mine')).toEqual([0, 1, 2, 3, 4, 5, Number.NaN, Number.NaN]);
    const { answers } = longer.restored!;
    expect([...answers!.matrix.values.slice(2 * n)]).toEqual([0.25, 0.25, Number.NaN, Number.NaN]);
    expect(sentence).toBe(
      '2 galaxies were added to small. One of them has no image that can be read, and no place on the map. g4 is there already and was not added again.',
    );
    expect(details).toEqual(['blind has no image.']);
    expect(calls.joined).toEqual([
      [
        { handle: 1, count: n },
        { handle: 8, count: 2, rows: Uint32Array.of(1, 2) },
      ],
    ]);
  });

  it('adds nothing where every galaxy is there, or none has an image, and says so', async () => {
    const { session } = openSmall();
    const there = clientsFor(others({ rowCount: 1, ids: ['g4'] } as never));
    await expect(addGalaxies(session, there.ingest, there.clients, source, {})).rejects.toThrow(
      'Every galaxy of new is in small already (g4): nothing was added.',
    );
    expect(there.calls.closed).toEqual([8]);
    const bare = clientsFor(others({ hasImages: false }));
    await expect(addGalaxies(session, bare.ingest, bare.clients, source, {})).rejects.toThrow(
      /has no images/,
    );
  });

  it('does not take row numbers of two files for the same galaxies', async () => {
    const { session } = openSmall();
    session.catalogue
      .getState()
      .replace(
        smallCatalogue(n, { ...session.catalogue.getState().catalogue, ids: ['0', '1', '2', '3', '4', '5'] }),
      );
    const counted = { ...others(), ids: smallCatalogue(3, { ids: ['0', '1', '2'] }).ids };
    const { ingest, clients } = clientsFor(counted);
    const { catalogue: longer } = await addGalaxies(session, ingest, clients, source, {});
    expect([...longer.ids].slice(n)).toEqual(['new 0', 'new 1', 'new 2']);
  });

  it('says what is missing where it cannot be', async () => {
    const { session } = openSmall();
    expect(lacksToAdd(session)).toBeNull();
    const whole = session.representation.getState().representation!;
    session.representation.getState().replace({ ...whole, complete: false });
    expect(lacksToAdd(session)).toMatch(/still being embedded/);
    session.representation.getState().replace({ ...whole, weights: 'file' });
    expect(lacksToAdd(session)).toMatch(/compute its representations anew/);
    session.catalogue.getState().replace(smallCatalogue(n, { simulated: true }));
    expect(lacksToAdd(session)).toMatch(/embedded sky is simulated/);
  });
});

/** The whole: stores, a keeper on a shelf in memory, and what galaxies are added from. */
async function inTheHouse() {
  const { session, catalogue } = openSmall();
  const { ingest, clients } = clientsFor(others());
  const shelf = memoryKeptShelf();
  let names = 0;
  const keeper = createKeeper({
    ...{ session, shelf, clock: () => 5, newName: () => `p${names++}`, room: () => 'data' },
    pictureOf: async () => undefined,
    onKept() {},
  });
  const base: CatalogueSource = { kind: 'file', file: new File(['six'], 'small.parquet') };
  const opening = createIngestStore({
    session,
    ingest: {
      ...ingest,
      images: async () => [],
      fitsPixels: async () => ({ bands: [] }),
      preview: async () => [],
    },
    restoreView: each => restoreView(session, each),
  });
  opening.setState({ source: base });
  await keeper.begin(base, catalogue);
  const adding = createAddingStore({
    ...{ session, ingest, opening, ...clients },
    rowsChange: (longer, from) => void keeper.rowsChange(longer, from),
  });
  const key = catalogueKey(catalogue.name, catalogue.ids);
  const files = [{ path: 'new/a.png', file: new File(['a'], 'a.png') }];
  return { session, catalogue, shelf, keeper, adding, key, files };
}

describe('a catalogue that was added to', () => {
  it('shows the new galaxies at once, keeps what a person had chosen, and can be undone whole', async () => {
    const { session, catalogue, adding, files } = await inTheHouse();
    session.selection.getState().chooseMany(Uint32Array.of(1, 3), 'lasso', 'new');
    session.columns.getState().paint('smooth');
    const before = {
      ids: [...catalogue.ids],
      columns: session.columns.getState().columns.map(({ name }) => name),
      places: session.positions.getState().positions!.slice(),
      components: decodedRows(session.representation.getState().representation!.components),
    };
    await adding.getState().addFiles(files);
    await settle();
    expect(session.catalogue.getState().rowOf('new 1')).toBe(n);
    expect(session.representation.getState().representation!.rows.length).toBe(n + 1);
    expect(session.predictions.getState().predictions!.values.length).toBe(2 * (n + 2));
    expect(session.selection.getState()).toMatchObject({
      row: 2,
      rows: Uint32Array.of(1, 3),
      words: 'lasso',
    });
    expect(session.columns.getState().painted).toBe('smooth');
    const [notice] = session.notices.getState().notices;
    expect(notice.sentence).toMatch(/^2 galaxies were added to small\./);
    expect(notice.action?.label).toBe('Select the 2 added');
    notice.action!.act();
    expect(session.selection.getState().rows).toEqual(Uint32Array.of(n, n + 1));
    session.selection.getState().undo();
    notice.undo!();
    await settle();
    const { catalogue: after } = session.catalogue.getState();
    expect([...after!.ids]).toEqual(before.ids);
    expect(after!.added).toBeUndefined();
    await adding.getState().removeLast();
    expect(session.notices.getState().notices.at(-1)?.sentence).toBe('No galaxies were added to small.');
    expect(session.columns.getState().columns.map(({ name }) => name)).toEqual(before.columns);
    expect(session.positions.getState().positions).toEqual(before.places);
    expect(decodedRows(session.representation.getState().representation!.components)).toEqual(
      before.components,
    );
    expect(session.selection.getState()).toMatchObject({ row: 2, rows: Uint32Array.of(1, 3) });
  });

  it('comes back from the shelf with the pictures of both', async () => {
    const { catalogue, shelf, keeper, adding, key, files } = await inTheHouse();
    await adding.getState().addFiles(files);
    keeper.flush();
    await keeper.whenIdle();
    const asked: unknown[] = [];
    const kept = await openKept({ kind: 'kept', key, name: 'small' }, shelf, async from => {
      asked.push(from.kind);
      const contents = from.kind === 'file' ? catalogue : others();
      return {
        contents,
        readImages: async rows =>
          Array.from(rows, row => ({ row, bytes: Uint8Array.of(contents.rowCount, row) })),
      };
    });
    expect([...kept.contents.ids]).toEqual([...catalogue.ids, 'new 1', 'blind']);
    expect(kept.contents).toMatchObject({ key, hasImages: true, rowCount: n + 2 });
    expect(kept.contents.added).toEqual([
      { name: 'new', rowCount: 2, columns: ['seeing'], credit: undefined },
    ]);
    const images = await kept.readImages(Uint32Array.of(7, 0, 6));
    expect(images.map(image => ('bytes' in image ? [image.row, ...image.bytes] : []))).toEqual([
      [7, 3, 2],
      [0, 6, 0],
      [6, 3, 1],
    ]);
    expect(asked).toEqual(['file', 'images']);
    await adding.getState().removeLast();
    keeper.flush();
    await keeper.whenIdle();
    const shorter = await openKept({ kind: 'kept', key, name: 'small' }, shelf, () =>
      Promise.reject(new Error()),
    );
    expect([...shorter.contents.ids]).toEqual([...catalogue.ids]);
    expect((await shelf.manifest(key))?.additions).toBeUndefined();
    expect([...shelf.pieces.keys()].length).toBeLessThan(60);
  });
});
