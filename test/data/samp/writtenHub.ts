import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readAnswer, type SampValue, writeCall } from '../../../src/data/samp/xmlRpc.ts';

/** A hub of SAMP's web profile with one other client ("TOPCAT", id c2) that a test speaks for. */
export interface WrittenHub {
  url: string;
  /** Every call but the questions for messages: "register {…}". */
  calls: { method: string; params: readonly SampValue[] }[];
  /** Whether the person lets the page in. */
  lets: boolean;
  /** Queues a message to the page. @param id of a call that wants an answer; absent: a notification */
  tell(mtype: string, params: Record<string, SampValue>, id?: string): void;
  /** What the translator hands over, by the address asked for. */
  files: Map<string, string>;
  /** Whether it hands over what addresses lead to. */
  translates: boolean;
  /** The hub forgets the page. */
  forget(): void;
  close(): Promise<void>;
}

/** Starts one on loopback, on a free port. */
export async function writtenHub(): Promise<WrittenHub> {
  const queue: SampValue[] = [];
  let known = false;
  const answer = (value: SampValue) =>
    writeCall('x', [value])
      .replace(/<methodCall><methodName>x<\/methodName>/, '<methodResponse>')
      .replace('</methodCall>', '</methodResponse>');
  const fault = (words: string) =>
    `<?xml version="1.0"?><methodResponse><fault><value><struct><member><name>faultCode</name><value><int>1</int></value></member><member><name>faultString</name><value>${words}</value></member></struct></value></fault></methodResponse>`;
  const server = createServer((request, response) => {
    const cors = {
      'Access-Control-Allow-Origin': request.headers.origin ?? '*',
      'Access-Control-Allow-Headers': 'Content-Type',
      'Content-Type': 'text/xml',
    };
    if (request.method === 'OPTIONS') {
      response.writeHead(200, cors).end();
      return;
    }
    if (request.method === 'GET') {
      const ref = new URL(request.url ?? '', 'http://x').searchParams.get('ref') ?? '';
      const file = hub.files.get(ref);
      response.writeHead(file === undefined ? 404 : 200, cors).end(file);
      return;
    }
    let body = '';
    request.on('data', piece => {
      body += piece;
    });
    request.on('end', () => {
      const method = /<methodName>samp\.webhub\.(\w+)</.exec(body)?.[1] ?? '';
      const params = [...body.matchAll(/<param>([\s\S]*?)<\/param>/g)].map(([, value]) =>
        readAnswer(`<methodResponse>${value}</methodResponse>`),
      );
      if (method !== 'pullCallbacks') hub.calls.push({ method, params });
      response.writeHead(200, cors).end(respond(method, params));
    });
  });
  function respond(method: string, params: readonly SampValue[]): string {
    if (method === 'register') {
      if (!hub.lets) return fault('Request of registration rejected by the user.');
      known = true;
      return answer({
        'samp.private-key': 'key',
        'samp.hub-id': 'hub',
        'samp.self-id': 'c1',
        ...(hub.translates && { 'samp.url-translator': `${hub.url}translator/key?ref=` }),
      });
    }
    if (!known || params[0] !== 'key') return fault('Private-key expired or invalid.');
    if (method === 'reply' && params[1] === 'forgotten') return fault('No message of this id is awaited.');
    if (method === 'pullCallbacks') return answer(queue.splice(0));
    if (method === 'getSubscribedClients')
      return answer(params[1] === 'table.load.votable' ? { c2: {} } : {});
    if (method === 'getMetadata') return answer({ 'samp.name': 'TOPCAT' });
    return answer(method === 'notifyAll' ? ['c2'] : '');
  }
  const hub: WrittenHub = {
    url: '',
    calls: [],
    lets: true,
    translates: true,
    files: new Map(),
    tell(mtype, params, id) {
      const message = { 'samp.mtype': mtype, 'samp.params': params };
      queue.push(
        id === undefined
          ? { 'samp.methodName': 'receiveNotification', 'samp.params': ['c2', message] }
          : { 'samp.methodName': 'samp.webclient.receiveCall', 'samp.params': ['c2', id, message] }, // as astropy's hub spells it
      );
    },
    forget() {
      known = false;
    },
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  hub.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return hub;
}
