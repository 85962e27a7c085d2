import { UnreadableError } from '../bytes/unreadable.ts';
import { readAnswer, SampFault, type SampValue, writeCall } from './xmlRpc.ts';

/** Where the hub of the web profile is, on every machine (SAMP 1.3, 5.1). */
const sampHubUrl = 'http://127.0.0.1:21012/';

/** A message of SAMP: what is meant, and its parameters. */
export interface SampMessage {
  /** "table.load.votable" */
  mtype: string;
  params: { readonly [name: string]: SampValue };
}

/** A message that came. */
export interface ReceivedMessage extends SampMessage {
  /** Public id of whoever sent it. */
  sender: string;
}

/** This page's place at a hub. */
export interface SampConnection {
  /** Sends to all who listen, or to one of them. */
  send(message: SampMessage, to?: string): Promise<void>;
  /** Names of those who listen to such messages, by their public ids. */
  listeners(mtype: string): Promise<Map<string, string>>;
  /** What a program is called. */
  nameOf(id: string): Promise<string>;
  /** Reads what an address of a message leads to, through the hub where it is another machine's. */
  fetchUrl(url: string): Promise<Uint8Array<ArrayBuffer>>;
  /** Says good-bye to the hub. Never rejects. */
  leave(): Promise<void>;
}

interface ConnectOptions {
  /** "Morphospace" */
  name: string;
  description: string;
  /** Messages to be told of. */
  mtypes: readonly string[];
  onMessage(message: ReceivedMessage): void | Promise<void>;
  /** The hub is gone: @param why as a sentence */
  onLost(why: string): void;
  signal?: AbortSignal;
  /** For tests. Default {@link sampHubUrl} */
  hubUrl?: string;
  /** Between two questions for messages. Default 700 ms */
  pullMs?: number;
}

const pullSeconds = '5'; // hubs may hold the question open so long
const mostFailures = 3; // in a row, and the hub is gone
const mostBytes = 200e6; // of a table that comes

/**
 * Registers at the hub that TOPCAT, Aladin or another program runs on this machine; the hub asks the person for leave. Web profile of
 * SAMP 1.3 (IVOA recommendation, Taylor et al. 2012, section 5).
 *
 * @throws UnreadableError with a sentence where there is no hub, or leave is not given; an AbortError when stopped
 */
export async function connectToHub(options: ConnectOptions): Promise<SampConnection> {
  const { name, description, mtypes, onMessage, onLost, signal, hubUrl = sampHubUrl, pullMs = 700 } = options;
  const ended = new AbortController();

  async function call(method: string, ...params: SampValue[]): Promise<SampValue> {
    const response = await fetch(hubUrl, {
      method: 'POST',
      headers: { 'Content-Type': 'text/xml' }, // hubs grant leave for it beforehand (5.2.1)
      body: writeCall(`samp.webhub.${method}`, params),
      credentials: 'omit',
      keepalive: method === 'unregister', // the page may be about to close
      signal: signal ? AbortSignal.any([signal, ended.signal]) : ended.signal,
    });
    return readAnswer(await response.text());
  }

  const { key, translator } = await register(() => call('register', { 'samp.name': name }), signal);
  await call('declareMetadata', key, { 'samp.name': name, 'samp.description.text': description });
  await call('declareSubscriptions', key, Object.fromEntries(mtypes.map(mtype => [mtype, {}])));
  await call('allowReverseCallbacks', key, '1');
  void listen();

  /** Asks for messages until the connection ends. */
  async function listen(): Promise<void> {
    let failures = 0;
    while (!ended.signal.aborted && !signal?.aborted) {
      try {
        const callbacks = await call('pullCallbacks', key, pullSeconds);
        failures = 0;
        for (const callback of Array.isArray(callbacks) ? callbacks : []) await take(callback);
      } catch (error) {
        if (ended.signal.aborted || signal?.aborted) return;
        const isRefused = error instanceof SampFault; // the hub no longer knows this page
        if (isRefused || ++failures >= mostFailures) {
          end();
          onLost('The SAMP hub has gone: start TOPCAT, Aladin or another hub, and connect again.');
        }
      }
      await new Promise(resolve => setTimeout(resolve, pullMs));
    }
  }

  async function take(callback: SampValue): Promise<void> {
    const heard = messageOf(callback);
    if (!heard) return;
    const { received, callId } = heard;
    if (received.mtype === 'samp.hub.event.shutdown' || received.mtype === 'samp.hub.disconnect') {
      end();
      onLost('The SAMP hub was closed: connect again once it runs.');
      return;
    }
    let failure: string | undefined;
    try {
      if (received.mtype !== 'samp.app.ping') await onMessage(received);
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
    }
    if (callId !== undefined)
      await call('reply', key, callId, {
        'samp.status': failure === undefined ? 'samp.ok' : 'samp.error',
        ...(failure === undefined ? { 'samp.result': {} } : { 'samp.error': { 'samp.errortxt': failure } }),
      }).catch(error => {
        if (!(error instanceof SampFault)) throw error; // nobody waits for the answer any more
      });
  }

  function end(): void {
    ended.abort();
  }

  return {
    async send({ mtype, params }, to) {
      const message = { 'samp.mtype': mtype, 'samp.params': params };
      await (to === undefined ? call('notifyAll', key, message) : call('notify', key, to, message)).catch(
        sayRefusal,
      );
    },
    async listeners(mtype) {
      const found = await call('getSubscribedClients', key, mtype).catch(sayRefusal);
      const ids = typeof found === 'object' && !Array.isArray(found) ? Object.keys(found) : [];
      return new Map(await Promise.all(ids.map(async id => [id, await nameOf(id)] as const)));
    },
    nameOf,
    async fetchUrl(url) {
      const response = await fetch(addressThrough(translator, url, hubUrl), {
        credentials: 'omit',
        signal: ended.signal,
      });
      return tableBytes(response);
    },
    async leave() {
      await call('unregister', key).catch(() => undefined); // a hub that is gone needs no good-bye
      end();
    },
  };

  async function nameOf(id: string): Promise<string> {
    const told = await call('getMetadata', key, id).catch(() => ({}));
    return textOf(told, 'samp.name') || id;
  }
}

/** The message of a callback, and its id where an answer is wanted; undefined for answers to our own. */
function messageOf(callback: SampValue): { received: ReceivedMessage; callId?: string } | undefined {
  const method = textOf(callback, 'samp.methodName').replace(/^.*\./, '');
  const params = memberOf(callback, 'samp.params');
  const isCall = method === 'receiveCall';
  if (!Array.isArray(params) || (!isCall && method !== 'receiveNotification')) return undefined;
  const message = isCall ? params[2] : params[1];
  const received: ReceivedMessage = {
    sender: String(params[0]),
    mtype: textOf(message, 'samp.mtype'),
    params: (memberOf(message, 'samp.params') ?? {}) as SampMessage['params'],
  };
  return { received, ...(isCall && { callId: String(params[1]) }) };
}

/** A table as the hub hands it over. */
async function tableBytes(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  if (!response.ok)
    throw new UnreadableError(`The hub could not hand the table over (${response.status}): send it again.`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes.length > mostBytes)
    throw new UnreadableError(
      `The table has ${Math.round(bytes.length / 1e6)} MB, and at most ${mostBytes / 1e6} are taken by SAMP: save it, and open the file.`,
    );
  return bytes;
}

/** Data within the message are read directly, all addresses through the hub. @throws UnreadableError where it does not hand over here */
function addressThrough(translator: string, url: string, hubUrl: string): string {
  if (url.startsWith('data:')) return url;
  const through = `${translator}${encodeURIComponent(url)}`;
  const at = URL.canParse(through) ? new URL(through) : undefined; // a hub may hand nothing over
  if (at?.port !== new URL(hubUrl).port || !/^(localhost|127\.0\.0\.1)$/.test(at.hostname))
    throw new UnreadableError(
      'The hub hands tables over at another address than its own, which this page may not ask: save the table, and open the file.',
    );
  return through;
}

async function register(
  ask: () => Promise<SampValue>,
  signal: AbortSignal | undefined,
): Promise<{ key: string; translator: string }> {
  try {
    const told = await ask();
    const key = textOf(told, 'samp.private-key');
    if (key === '') throw new SampFault('it gave no key');
    return { key, translator: textOf(told, 'samp.url-translator') };
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof SampFault)
      throw new UnreadableError(
        `The SAMP hub did not let this page in (${error.message}): connect again, and allow it in the hub’s question.`,
      );
    throw new UnreadableError(
      'No SAMP hub answers on this machine: start TOPCAT or Aladin (both bring a hub that pages may use), and connect again. A browser may ask once whether this page may use your local network.',
    );
  }
}

function sayRefusal(error: unknown): never {
  if (error instanceof SampFault) throw new UnreadableError(`The SAMP hub refused: ${error.message}.`);
  if (error instanceof TypeError)
    throw new UnreadableError('The SAMP hub does not answer: is the program that runs it still open?');
  throw error;
}

function memberOf(value: SampValue | undefined, name: string): SampValue | undefined {
  return typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, SampValue>)[name]
    : undefined;
}

function textOf(value: SampValue | undefined, name: string): string {
  const found = memberOf(value, name);
  return typeof found === 'string' ? found : '';
}
