import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectToHub, type ReceivedMessage, type SampConnection } from '../../../src/data/samp/sampHub.ts';
import { readAnswer, writeCall } from '../../../src/data/samp/xmlRpc.ts';
import { type WrittenHub, writtenHub } from './writtenHub.ts';

describe('XML-RPC', () => {
  it('reads what it writes, in any depth', () => {
    const value = { a: 'x < "y" & z', list: ['1', ['2', {}], { b: '' }], 'samp.name': '  ' };
    const call = writeCall('m', [value]);
    expect(readAnswer(call)).toEqual(value);
    expect(readAnswer(call.replaceAll('<string>', '').replaceAll('</string>', ''))).toEqual(value); // the short form
  });

  it('reads numbers as texts, and tells faults and what is no answer', () => {
    expect(
      readAnswer(
        '<methodResponse><params><param><value><int>3</int></value></param></params></methodResponse>',
      ),
    ).toBe('3');
    const fault =
      '<methodResponse><fault><value><struct><member><name>faultString</name><value>no leave</value></member></struct></value></fault></methodResponse>';
    expect(() => readAnswer(fault)).toThrow('no leave');
    expect(() => readAnswer('<html><body>')).toThrow('hub’s answer');
    expect(() => readAnswer('<methodResponse/>')).toThrow('holds no value');
  });
});

describe('connectToHub', () => {
  let hub: WrittenHub;
  let connection: SampConnection | undefined;
  const received: ReceivedMessage[] = [];
  const onLost = vi.fn();
  beforeEach(async () => {
    hub = await writtenHub();
    received.length = 0;
    onLost.mockClear();
  });
  afterEach(async () => {
    await connection?.leave();
    connection = undefined;
    await hub.close();
  });
  const connect = async (
    onMessage: (message: ReceivedMessage) => void = message => void received.push(message),
    pullMs = 5,
  ) => {
    connection = await connectToHub({
      name: 'Morphospace',
      description: 'Galaxies',
      mtypes: ['table.load.votable', 'table.highlight.row'],
      onMessage,
      onLost,
      hubUrl: hub.url,
      pullMs,
    });
    return connection;
  };

  it('registers, says who it is and what it listens to', async () => {
    await connect();
    expect(hub.calls.map(({ method }) => method)).toEqual([
      'register',
      'declareMetadata',
      'declareSubscriptions',
      'allowReverseCallbacks',
    ]);
    expect(hub.calls[0].params).toEqual([{ 'samp.name': 'Morphospace' }]);
    expect(hub.calls[2].params).toEqual(['key', { 'table.load.votable': {}, 'table.highlight.row': {} }]);
  });

  it('sends to all and to one, and knows who listens', async () => {
    const at = await connect();
    const message = { mtype: 'coord.pointAt.sky', params: { ra: '1.5', dec: '-2' } };
    await at.send(message);
    await at.send(message, 'c2');
    const written = { 'samp.mtype': 'coord.pointAt.sky', 'samp.params': { ra: '1.5', dec: '-2' } };
    expect(hub.calls.slice(4)).toEqual([
      { method: 'notifyAll', params: ['key', written] },
      { method: 'notify', params: ['key', 'c2', written] },
    ]);
    expect(await at.listeners('table.load.votable')).toEqual(new Map([['c2', 'TOPCAT']]));
    expect(await at.listeners('x')).toEqual(new Map());
  });

  it('hears notifications and calls, and answers calls', async () => {
    await connect(message => {
      received.push(message);
      if (message.params.row === '9') throw new Error('There is no such row.');
    });
    hub.tell('table.highlight.row', { row: '3' });
    hub.tell('table.highlight.row', { row: '4' }, 'm1');
    hub.tell('table.highlight.row', { row: '9' }, 'm2');
    hub.tell('samp.app.ping', {}, 'm3');
    await vi.waitFor(() => expect(hub.calls.filter(({ method }) => method === 'reply')).toHaveLength(3));
    expect(received.map(({ params, sender }) => [sender, params.row])).toEqual([
      ['c2', '3'],
      ['c2', '4'],
      ['c2', '9'],
    ]);
    expect(hub.calls.slice(4).map(({ params }) => params.slice(1))).toEqual([
      ['m1', { 'samp.status': 'samp.ok', 'samp.result': {} }],
      ['m2', { 'samp.status': 'samp.error', 'samp.error': { 'samp.errortxt': 'There is no such row.' } }],
      ['m3', { 'samp.status': 'samp.ok', 'samp.result': {} }],
    ]);
  });

  it('reads tables through the hub alone, and says where it hands none over', async () => {
    const at = await connect();
    hub.files.set('file:/tmp/a b.vot', '<VOTABLE/>');
    expect(new TextDecoder().decode(await at.fetchUrl('file:/tmp/a b.vot'))).toBe('<VOTABLE/>');
    await expect(at.fetchUrl('file:/tmp/other')).rejects.toThrow('could not hand the table over (404)');
    await at.leave();
    hub.translates = false;
    const silent = await connect();
    await expect(silent.fetchUrl('file:/tmp/a b.vot')).rejects.toThrow('save the table, and open the file');
    expect(new TextDecoder().decode(await silent.fetchUrl('data:,x'))).toBe('x');
  });

  it('stays where the hub no longer wants an answer', async () => {
    await connect();
    hub.tell('table.highlight.row', { row: '1' }, 'forgotten');
    hub.tell('table.highlight.row', { row: '2' });
    await vi.waitFor(() => expect(received).toHaveLength(2));
    expect(onLost).not.toHaveBeenCalled();
  });

  it('waits between two questions where one fails, too', async () => {
    const asked: number[] = [];
    const ask = globalThis.fetch;
    const failing = vi.spyOn(globalThis, 'fetch').mockImplementation((url, init) => {
      if (!String(init?.body).includes('pullCallbacks')) return ask(url, init);
      asked.push(performance.now());
      return asked.length < 3 ? Promise.reject(new TypeError('away')) : ask(url, init);
    });
    await connect(undefined, 60);
    await vi.waitFor(() => expect(asked.length).toBeGreaterThan(2));
    failing.mockRestore();
    expect(asked[2] - asked[0]).toBeGreaterThan(100);
    expect(onLost).not.toHaveBeenCalled();
  });

  it('says where there is no hub, no leave, or the hub goes', async () => {
    hub.lets = false;
    await expect(connect()).rejects.toThrow(
      'did not let this page in (Request of registration rejected by the user.)',
    );
    hub.lets = true;
    const at = await connect();
    hub.forget();
    await vi.waitFor(() => expect(onLost).toHaveBeenCalledWith(expect.stringContaining('has gone')));
    await expect(at.send({ mtype: 'x', params: {} })).rejects.toThrow();
    await hub.close();
    await expect(connect()).rejects.toThrow('No SAMP hub answers on this machine');
  });

  it('ends with the hub', async () => {
    await connect();
    hub.tell('samp.hub.event.shutdown', {});
    await vi.waitFor(() => expect(onLost).toHaveBeenCalledWith(expect.stringContaining('was closed')));
  });
});
