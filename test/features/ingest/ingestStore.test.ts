import { describe, expect, it, vi } from 'vitest';
import type { CatalogueSource, OpenedCatalogue } from '../../../src/contracts/ingest.ts';
import { StorageFullError } from '../../../src/data/bytes/databaseWriter.ts';
import type { IngestClient } from '../../../src/features/ingest/ingestClient.ts';
import { createIngestStore } from '../../../src/features/ingest/ingestStore.ts';
import { createSession } from '../../../src/session/session.ts';
import { ramp, settle, smallCatalogue } from '../smallCatalogue.ts';

function start(more: Partial<Parameters<typeof createIngestStore>[0]> = {}) {
  const session = createSession(() => 0);
  const waiting: { source: CatalogueSource; resolve(c: OpenedCatalogue): void; reject(e: Error): void }[] =
    [];
  const ingest = {
    open: vi.fn<IngestClient['open']>(
      source => new Promise((resolve, reject) => waiting.push({ source, resolve, reject })),
    ),
    images: vi.fn<IngestClient['images']>(async () => []),
    fitsPixels: vi.fn<IngestClient['fitsPixels']>(async () => ({ bands: [] })),
    preview: vi.fn<IngestClient['preview']>(async () => []),
    close: vi.fn<IngestClient['close']>(async () => {}),
  };
  const store = createIngestStore({ session, ingest, ...more });
  return { session, store, ingest, waiting };
}

const url = (name: string): CatalogueSource => ({ kind: 'url', url: `https://here/${name}`, name });

describe('opening', () => {
  it('opens a file although what was kept of it cannot be read', async () => {
    const { session, store, waiting } = start({
      recall: () => Promise.reject(new Error('small is damaged in this browser’s storage')),
    });
    void store.getState().open(url('a.parquet'));
    waiting[0].resolve(smallCatalogue(10, { handle: 7 }));
    await settle();
    expect(session.catalogue.getState().catalogue?.handle).toBe(7);
    expect(store.getState().failure).toBeNull();
  });

  it('says that the disk is full where a session does not fit', async () => {
    const full = new StorageFullError('This catalogue could not be saved: the disk is full.');
    const { store } = start({ takeSession: () => Promise.reject(full) });
    const file = new File([], 'a.morphospace.zip');
    await store.getState().openFiles([{ path: file.name, file }]);
    expect(store.getState().failure).toBe(full.message);
  });

  it('does not let files that took long to look through replace what was opened after them', async () => {
    const { session, store, waiting } = start();
    const file = new File(['x'], 'a.parquet');
    let walked: (files: { path: string; file: File }[]) => void = () => {};
    const dropped = store.getState().openFiles(new Promise(resolve => (walked = resolve)));
    void store.getState().open(url('b.parquet'));
    waiting[0].resolve(smallCatalogue(4, { handle: 2 }));
    await settle();
    walked([{ path: file.name, file }]);
    await dropped;
    expect(waiting).toHaveLength(1);
    expect(session.catalogue.getState().catalogue?.handle).toBe(2);
    expect(store.getState()).toMatchObject({ opening: null, failure: null });
  });

  it('tells that a catalogue leaves while the session still has it', async () => {
    const handles: unknown[] = [];
    const { session, store, waiting } = start({
      leaving: () => handles.push(session.catalogue.getState().catalogue?.handle),
    });
    for (const handle of [1, 2]) {
      void store.getState().open(url(`${handle}.parquet`));
      waiting[handle - 1].resolve(smallCatalogue(4, { handle }));
      await settle();
    }
    expect(handles).toEqual([undefined, 1]);
  });

  it('gives no spectrum of a galaxy that was removed to one that is added in its row', async () => {
    const { session, store, waiting } = start();
    void store.getState().open(url('a.parquet'));
    waiting[0].resolve(smallCatalogue(3, { handle: 1 }));
    await settle();
    const file = { name: 'a.fits', entries: [], problems: [], read: () => Promise.reject(new Error()) };
    const ofRow = new Map([0, 2].map(row => [row, { file, entry: 0 }]));
    const joined = { name: 'a.fits', ofRow, columns: [], sentence: '', problems: [] };
    session.spectra.getState().join(1, joined);
    store.getState().exchange(smallCatalogue(2, { handle: -1 }));
    store.getState().exchange(smallCatalogue(3, { handle: -2 }));
    const { handle, joined: now } = session.spectra.getState();
    expect([handle, [...now[0].ofRow.keys()]]).toEqual([-2, [0]]);
  });

  it('keeps the former catalogue open to search in, and closes it with the next or when let go', async () => {
    const { session, store, ingest, waiting } = start();
    const basis = { mean: new Float32Array(3), axes: { rows: 2, columns: 3, values: new Float32Array(6) } };
    for (const handle of [1, 2, 3]) {
      void store.getState().open(url(`${handle}.parquet`));
      waiting[handle - 1].resolve(
        smallCatalogue(4, { handle, components: ramp(4, 2), weights: 'galaxy', basis }),
      );
      await settle();
    }
    expect(session.second.getState().second?.catalogue.handle).toBe(2);
    expect(ingest.close.mock.calls).toEqual([[1]]);
    store.getState().closeSecond();
    expect(session.second.getState().second).toBeNull();
    expect(ingest.close.mock.calls).toEqual([[1], [2]]);
  });

  it('settles everything on the new catalogue and closes the former', async () => {
    const { session, store, ingest, waiting } = start();
    void store.getState().open(url('a.parquet'));
    expect(store.getState().opening).toBe('a.parquet');
    waiting[0].resolve(smallCatalogue(10, { handle: 1, hasImages: true }));
    await settle();
    session.selection.getState().choose(7);
    session.columns
      .getState()
      .publish({ name: 'similarity', kind: 'number', source: 'similar', values: new Float32Array(10) });

    const positions = new Float32Array(8);
    void store.getState().open(url('b.parquet'));
    waiting[1].resolve(
      smallCatalogue(4, {
        handle: 2,
        hasImages: true,
        components: ramp(4, 2),
        weights: 'imagenet',
        positions,
      }),
    );
    await settle();
    expect(ingest.close.mock.calls).toEqual([[1]]);
    expect(session.catalogue.getState().catalogue?.handle).toBe(2);
    expect(session.columns.getState().columns.map(c => c.name)).toEqual(['smooth', 'class', 'note']);
    expect(session.selection.getState()).toMatchObject({ row: 0, history: [0] });
    expect(session.positions.getState()).toMatchObject({ positions, settling: false });
    expect(session.representation.getState().representation).toMatchObject({
      weights: 'imagenet',
      complete: true,
    });
    expect([...session.representation.getState().representation!.rows]).toEqual([0, 1, 2, 3]);
    await session.images.url(3);
    expect(ingest.images.mock.lastCall?.[0]).toBe(2);
    expect(store.getState()).toMatchObject({ opening: null, failure: null, source: { name: 'b.parquet' } });
    expect(session.jobs.getState().jobs[0]).toMatchObject({ title: 'Open b.parquet', outcome: 'done' });
    expect(session.notices.getState().notices).toEqual([]);
  });

  it('lets no room take galaxies of the former catalogue, and points at none', async () => {
    const { session, store, waiting } = start();
    void store.getState().open(url('a.parquet'));
    waiting[0].resolve(smallCatalogue(10));
    await settle();
    session.handover.getState().hand({ verb: 'teach', rows: Uint32Array.of(8, 9), words: 'rings' });
    session.hovered.getState().hover(9);
    void store.getState().open(url('b.parquet'));
    waiting[1].resolve(smallCatalogue(4));
    await settle();
    expect(session.handover.getState().take('teach')).toBeNull();
    expect(session.hovered.getState().row).toBeNull();
  });

  it('leaves the representation alone where the file brings an embedding only', async () => {
    const { session, store, waiting } = start();
    void store.getState().open(url('a.parquet'));
    waiting[0].resolve(
      smallCatalogue(4, { embedding: { rows: 4, columns: 2, values: new Float32Array(8) } }),
    );
    await settle();
    expect(session.representation.getState().representation).toBeNull();
  });

  it('keeps what was open where it fails, and says why', async () => {
    const { session, store, ingest, waiting } = start();
    void store.getState().open(url('a.parquet'));
    const former = smallCatalogue(10);
    waiting[0].resolve(former);
    await settle();
    session.selection.getState().choose(7);
    void store.getState().open(url('b.parquet'));
    waiting[1].reject(new Error('b.parquet is not a Parquet file: it ends before its footer.'));
    await settle();
    expect(session.catalogue.getState().catalogue).toBe(former);
    expect(session.columns.getState().columns).toBe(former.columns);
    expect(session.selection.getState().row).toBe(7);
    expect(ingest.close).not.toHaveBeenCalled();
    expect(store.getState()).toMatchObject({
      opening: null,
      failure: 'Could not open b.parquet. b.parquet is not a Parquet file: it ends before its footer.',
      source: { name: 'a.parquet' },
    });
    expect(session.jobs.getState().jobs[0].outcome).toBe('failed');
    expect(session.notices.getState().notices).toHaveLength(1);
  });

  it('begins at the first galaxy of what is opened while other colours are applied to all', async () => {
    const { session, store, waiting } = start();
    const rendering = { kind: 'single', band: 0, lowPercent: 0, highPercent: 99, softness: 5 } as const;
    void store.getState().open({ kind: 'fits', name: 'stamps', files: [] });
    waiting[0].resolve(smallCatalogue(10, { fits: { rendering, bands: ['r'] } }));
    await settle();
    session.selection.getState().choose(7);
    void session.rendering.getState().rendered!.applyToAll({ ...rendering, softness: 9 });
    void store.getState().open(url('b.parquet'));
    waiting[2].resolve(smallCatalogue(4, { handle: 3 }));
    await settle();
    expect(session.selection.getState().row).toBe(0);
  });

  it('opens what was asked for later, whichever of the two is ready first', async () => {
    const { session, store, ingest, waiting } = start();
    void store.getState().open(url('slow.parquet'));
    void store.getState().open(url('quick.parquet'));
    waiting[1].resolve(smallCatalogue(3, { handle: 2 }));
    await settle();
    waiting[0].resolve(smallCatalogue(5, { handle: 1 }));
    await settle();
    expect(session.catalogue.getState().catalogue?.handle).toBe(2);
    expect(ingest.close.mock.calls).toEqual([[1]]); // the late one is let go
    expect(
      session.jobs
        .getState()
        .jobs.map(j => j.outcome)
        .sort(),
    ).toEqual(['done', 'stopped']);
    expect(session.notices.getState().notices).toEqual([]);
  });

  it('stops when the job is cancelled, and nothing changes', async () => {
    const { session, store, waiting } = start();
    void store.getState().open(url('a.parquet'));
    session.jobs.getState().cancel(session.jobs.getState().jobs[0].id);
    waiting[0].reject(new DOMException('The job was cancelled.', 'AbortError'));
    await settle();
    expect(session.jobs.getState().jobs[0].outcome).toBe('stopped');
    expect(session.catalogue.getState().catalogue).toBeNull();
    expect(store.getState()).toMatchObject({ opening: null, failure: null });
  });

  it('makes columns x and y the map where the person says so, and leaves all else as it is', async () => {
    const { session, store, ingest, waiting } = start();
    const axis = (name: string, ...values: number[]) =>
      ({ kind: 'number', name, source: 'a.parquet', values: Float64Array.from(values) }) as const;
    const columns = [axis('x', 1024.5, 10, 20), axis('y', 1, 2, 3)];
    void store.getState().open(url('a.parquet'));
    waiting[0].resolve(smallCatalogue(3, { columns, asksForMap: true }));
    await settle();
    const catalogue = session.catalogue.getState().catalogue;
    session.selection.getState().choose(2);
    session.selection.getState().chooseMany(Uint32Array.of(1, 2));
    const own = { ...axis('mine', 7, 8, 9), source: 'labels.csv' };
    session.columns.getState().publish(own);
    expect([store.getState().asksForMap, session.positions.getState().positions]).toEqual([true, null]);
    store.getState().mapFromColumns();
    expect(session.positions.getState().positions).toEqual(Float32Array.of(1024.5, 1, 10, 2, 20, 3));
    expect(store.getState().asksForMap).toBe(false);
    expect(ingest.open).toHaveBeenCalledTimes(1);
    expect(session.catalogue.getState().catalogue).toBe(catalogue);
    expect(session.selection.getState()).toMatchObject({ row: 2, rows: Uint32Array.of(1, 2) });
    expect(session.columns.getState().columns.map(({ name }) => name)).toEqual(['x', 'y', 'mine']);
  });

  it('reports all problems in one notice', async () => {
    const { session, store, waiting } = start();
    void store.getState().open(url('a.parquet'));
    const problems = Array.from({ length: 250 }, (_, row) => ({ sentence: `Row ${row} has no image.`, row }));
    waiting[0].resolve(smallCatalogue(1000, { problems }));
    await settle();
    const [notice, ...others] = session.notices.getState().notices;
    expect(others).toEqual([]);
    expect(notice.sentence).toBe('Opened small with 1,000 galaxies and 250 problems.');
    expect(notice.details).toHaveLength(201);
    expect(notice.details?.at(-1)).toBe('… and 50 more');
  });
});

describe('files', () => {
  const file = (name: string) => ({ path: name, file: new File([], name) });

  it('that cannot be opened are refused with a sentence, and no job is started', async () => {
    const { session, store, ingest } = start();
    await store.getState().openFiles([file('m51.tif')]);
    expect(ingest.open).not.toHaveBeenCalled();
    expect(session.jobs.getState().jobs).toEqual([]);
    expect(store.getState().failure).toContain('m51.tif');
    expect(store.getState().opening).toBeNull();
  });

  it('that are no part of the catalogue are named', async () => {
    const { session, store, waiting } = start();
    const opened = store.getState().openFiles([file('a.jpg'), file('paper.pdf')]);
    await settle();
    waiting[0].resolve(smallCatalogue(1));
    await opened;
    expect(session.notices.getState().notices[0]).toMatchObject({ details: ['paper.pdf'] });
  });
});
