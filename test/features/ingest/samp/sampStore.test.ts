import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CatalogueSource } from '../../../../src/contracts/ingest.ts';
import { connectToHub } from '../../../../src/data/samp/sampHub.ts';
import { votableTable } from '../../../../src/data/tables/votableTable.ts';
import { createSampStore, type SampStore } from '../../../../src/features/ingest/samp/sampStore.ts';
import { createSession } from '../../../../src/session/session.ts';
import { type WrittenHub, writtenHub } from '../../../data/samp/writtenHub.ts';
import { smallCatalogue } from '../../smallCatalogue.ts';

const n = 6;
let hub: WrittenHub;
let store: SampStore;
let session: ReturnType<typeof createSession>;
let handles = 1;
const open = vi.fn(async (_: CatalogueSource) => {
  session.catalogue.getState().replace({ ...catalogueOf(), handle: ++handles });
});

function catalogueOf() {
  const raDeg = Float64Array.from({ length: n }, (_, i) => 10 * i);
  return { ...smallCatalogue(n, { raDeg, decDeg: new Float64Array(n).fill(5) }), handle: handles };
}

beforeEach(async () => {
  hub = await writtenHub();
  session = createSession(() => 0);
  const catalogue = catalogueOf();
  session.columns.getState().reset(catalogue.columns);
  session.catalogue.getState().replace(catalogue);
  store = createSampStore({
    session,
    open,
    notes: async () => ({ software: 'a test' }),
    connect: options => connectToHub({ ...options, hubUrl: hub.url, pullMs: 5 }),
  });
  await store.getState().connect();
});
afterEach(async () => {
  await store.getState().disconnect();
  await hub.close();
});

type Message = { 'samp.mtype': string; 'samp.params': Record<string, unknown> };
const sent = () =>
  hub.calls
    .filter(({ method }) => method === 'notifyAll')
    .map(({ params }) => params[1] as unknown as Message);
const sentParams = () => sent().map(message => [message['samp.mtype'], message['samp.params']] as const);

describe('what is sent', () => {
  it('is the whole table within its address, to those who listen', async () => {
    expect(store.getState()).toMatchObject({ status: 'connected', listeners: ['TOPCAT'] });
    await store.getState().send(null);
    const [[mtype, params]] = sentParams();
    expect(mtype).toBe('table.load.votable');
    const bytes = Buffer.from(
      String(params.url).replace('data:application/x-votable+xml;base64,', ''),
      'base64',
    );
    const table = await votableTable(bytes.toString('utf8'), 'sent');
    expect(table.cells.get('ra')).toEqual(['0', '10', '20', '30', '40', '50']);
    expect(store.getState().said).toEqual({ sentence: 'Sent 6 galaxies to TOPCAT.', isFailure: false });
  });

  it('is the galaxy chosen, by its place in each table, and where it is on the sky', async () => {
    await store.getState().send(null);
    session.selection.getState().chooseMany(Uint32Array.of(1, 3, 4), 'lasso');
    await store.getState().send(session.selection.getState().rows);
    hub.calls.length = 0;
    session.selection.getState().choose(3);
    await vi.waitFor(() => expect(sent()).toHaveLength(3));
    expect(sentParams().map(([mtype, params]) => [mtype, params.row ?? params.ra])).toEqual([
      ['table.highlight.row', '3'],
      ['table.highlight.row', '1'], // of the three selected
      ['coord.pointAt.sky', '30'],
    ]);
  });

  it('is the selection, by rows of each table, unless the person does not want it', async () => {
    await store.getState().send(null);
    hub.calls.length = 0;
    session.selection.getState().chooseMany(Uint32Array.of(2, 5), 'lasso');
    await vi.waitFor(() => expect(sent()).toHaveLength(1));
    expect(sentParams()[0]).toEqual([
      'table.select.rowList',
      expect.objectContaining({ 'row-list': ['2', '5'] }),
    ]);
    store.getState().changeTelling(false);
    session.selection.getState().chooseMany(Uint32Array.of(1), 'lasso');
    session.selection.getState().choose(1);
    await new Promise(resolve => setTimeout(resolve, 30));
    expect(sent()).toHaveLength(1);
  });

  it('is nothing when another catalogue opens', async () => {
    await store.getState().send(null);
    session.selection.getState().choose(1);
    session.selection.getState().chooseMany(Uint32Array.of(2, 5), 'lasso');
    await vi.waitFor(() => expect(sent()).toHaveLength(4));
    session.selection.getState().clear();
    await new Promise(resolve => setTimeout(resolve, 30));
    expect(sent()).toHaveLength(4);
    session.selection.getState().choose(1);
    session.selection.getState().chooseMany(Uint32Array.of(2), 'lasso');
    session.selection.getState().chooseNone(); // the person's own emptying is told
    await vi.waitFor(() => expect(sentParams().at(-1)?.[1]['row-list']).toEqual([]));
  });

  it('is refused where it is too large, with the number', async () => {
    const values = Array.from({ length: n }, () => 'x'.repeat(3e6));
    session.columns.getState().publish({ kind: 'text', name: 'long', source: '', values });
    await store.getState().send(null);
    expect(store.getState().said).toMatchObject({
      isFailure: true,
      sentence: expect.stringMatching(/has 18 MB, and at most 16 go by SAMP: select fewer/),
    });
    expect(sent()).toEqual([]);
  });
});

describe('what comes', () => {
  const idOf = () => String(sentParams().find(([mtype]) => mtype === 'table.load.votable')![1]['table-id']);

  it('chooses rows of a table that was sent, and is not sent back', async () => {
    await store.getState().send(null);
    const id = idOf();
    hub.calls.length = 0;
    hub.tell('table.highlight.row', { 'table-id': id, row: '4' }, 'm1');
    await vi.waitFor(() => expect(session.selection.getState().row).toBe(4));
    hub.tell('table.select.rowList', { 'table-id': id, 'row-list': ['5', '0', '5', '99'] });
    await vi.waitFor(() => expect([...session.selection.getState().rows]).toEqual([0, 5]));
    expect(session.selection.getState().words).toBe('chosen in TOPCAT');
    await new Promise(resolve => setTimeout(resolve, 30));
    expect(sent()).toEqual([]);
    session.selection.getState().choose(2); // the person's own choice is
    await vi.waitFor(() => expect(sent().length).toBeGreaterThan(0));
  });

  it('chooses the galaxy at a place on the sky', async () => {
    hub.tell('coord.pointAt.sky', { ra: '20.001', dec: '5.001' });
    await vi.waitFor(() => expect(session.selection.getState().row).toBe(2));
    hub.tell('coord.pointAt.sky', { ra: '21', dec: '5' });
    hub.tell('table.highlight.row', { 'table-id': 'other', row: '4' }, 'm1');
    await vi.waitFor(() => expect(hub.calls.some(({ method }) => method === 'reply')).toBe(true));
    expect(hub.calls.find(({ method }) => method === 'reply')?.params[2]).toMatchObject({
      'samp.status': 'samp.error',
    });
    expect(session.selection.getState().row).toBe(2);
  });

  it('chooses nothing where the row or the place is missing', async () => {
    await store.getState().send(null);
    const id = sentParams()[0][1]['table-id'] as string;
    hub.tell('table.highlight.row', { 'table-id': id, row: '3' });
    await vi.waitFor(() => expect(session.selection.getState().row).toBe(3));
    hub.tell('coord.pointAt.sky', { ra: '', dec: '5' });
    hub.tell('table.highlight.row', { 'table-id': id }, 'm1');
    await vi.waitFor(() => expect(hub.calls.some(({ method }) => method === 'reply')).toBe(true));
    expect(hub.calls.find(({ method }) => method === 'reply')?.params[2]).toMatchObject({
      'samp.error': { 'samp.errortxt': 'There is no row “”.' },
    });
    expect(session.selection.getState().row).toBe(3);
  });

  it('is a table, which opens when the person says so and is then known to both', async () => {
    hub.files.set('file:/tmp/x.vot', '<VOTABLE/>');
    hub.tell('table.load.votable', { url: 'file:/tmp/x.vot', name: '/tmp/x.vot', 'table-id': 't1' });
    await vi.waitFor(() => expect(store.getState().received).toHaveLength(1));
    expect(open).not.toHaveBeenCalled();
    const [notice] = session.notices.getState().notices;
    expect(notice.sentence).toBe('TOPCAT sent the table “x.vot”.');
    await store.getState().openReceived(store.getState().received[0]);
    expect(open.mock.calls[0][0]).toMatchObject({ kind: 'table', name: 'x.vot' });
    hub.tell('table.highlight.row', { 'table-id': 't1', row: '1' });
    await vi.waitFor(() => expect(session.selection.getState().row).toBe(1));
  });

  it('ends with the hub', async () => {
    hub.tell('samp.hub.event.shutdown', {});
    await vi.waitFor(() => expect(store.getState().status).toBe('apart'));
    expect(store.getState().said?.sentence).toContain('The SAMP hub was closed');
  });
});
