import { isOffline } from '../bytes/offline.ts';
import { RemoteError, type RemoteFailure } from './remoteError.ts';

/** What is asked of another host. */
export interface RemoteRequest {
  url: string;
  /** For sentences: "gz2.parquet". */
  name: string;
  /** Page on which a person finds it. */
  page?: string;
  /** Bytes [start, end); absent: all. */
  range?: { start: number; end: number };
  /** Sent with the question, as JSON; the question is then a POST, for which browsers ask leave beforehand. */
  json?: unknown;
  /** Statuses besides 200 and 206 whose bodies are answers: services say in them what is wrong with a question. */
  answers?: readonly number[];
}

/** How long is waited, and how often asked. */
export interface Patience {
  signal?: AbortSignal;
  /** Told of every piece as it comes: bytes of this answer so far. */
  onBytes?(bytes: number): void;
  /** How long nothing may come before it counts as no answer. Default 30,000 */
  stallMs?: number;
  /** How often it is asked in all, where the failure may pass. Default 4 */
  tries?: number;
  /** Wait before the second try; each further one waits twice as long. Default 500 */
  firstWaitMs?: number;
}

/** A whole answer. */
export interface RemoteAnswer {
  /** 200 or 206. */
  status: number;
  headers: Headers;
  bytes: Uint8Array<ArrayBuffer>;
  /** Where it came from in the end, after redirects. */
  url: string;
}

const mostWaitMs = 30_000; // a longer Retry-After is for programs

/**
 * A question to another host that is asked again after 429, 5xx, a broken or a stalled answer. One plain Range and no header of ours, so that
 * browsers need no leave for it beforehand (preflighted requests fail on the hub's CDN), but where JSON is sent; never credentials.
 *
 * @throws RemoteError with a sentence; an AbortError when stopped
 */
export async function patientFetch(asked: RemoteRequest, patience: Patience = {}): Promise<RemoteAnswer> {
  const { signal, tries = 4, firstWaitMs = 500 } = patience;
  for (let tried = 1; ; tried++) {
    signal?.throwIfAborted();
    const outcome = await ask(asked, patience);
    if ('bytes' in outcome) return outcome;
    if (!outcome.mayPass || tried >= tries) throw new RemoteError(outcome.failure, asked);
    await wait(outcome.retryMs ?? firstWaitMs * 2 ** (tried - 1), signal);
  }
}

interface Failed {
  failure: RemoteFailure;
  mayPass: boolean;
  retryMs?: number;
}

async function ask(
  { url, range, json, answers = [] }: RemoteRequest,
  { signal, onBytes, stallMs = 30_000 }: Patience,
): Promise<RemoteAnswer | Failed> {
  const stalled = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stillComing = () => {
    clearTimeout(timer);
    timer = setTimeout(() => stalled.abort(), stallMs);
  };
  stillComing();
  try {
    const response = await fetch(url, {
      ...(json !== undefined && { method: 'POST', body: JSON.stringify(json) }),
      headers: {
        ...(range && { Range: `bytes=${range.start}-${range.end - 1}` }),
        ...(json !== undefined && { 'Content-Type': 'application/json' }),
      },
      cache: 'no-store', // what is worth keeping is kept on our shelf
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: signal ? AbortSignal.any([signal, stalled.signal]) : stalled.signal,
    });
    const refused = answers.includes(response.status) ? undefined : refusalOf(response);
    if (refused) {
      await response.body?.cancel();
      return refused;
    }
    const bytes = await bodyOf(response, got => {
      stillComing();
      onBytes?.(got);
    });
    const announced = announcedLength(response);
    if (announced !== null && bytes.length < announced) return { failure: { kind: 'cut' }, mayPass: true };
    return { status: response.status, headers: response.headers, bytes, url: response.url || url };
  } catch (error) {
    signal?.throwIfAborted();
    if (stalled.signal.aborted) {
      return { failure: { kind: 'slow', waitedSeconds: Math.round(stallMs / 1000) }, mayPass: true };
    }
    if (error instanceof BodyBrokeOff) return { failure: { kind: 'cut' }, mayPass: true };
    if (!(error instanceof TypeError)) throw error;
    const offline = isOffline();
    return { failure: { kind: offline ? 'offline' : 'unreachable' }, mayPass: !offline };
  } finally {
    clearTimeout(timer);
  }
}

/** Why an answer is none; undefined for 200 and 206. */
function refusalOf({ ok, status, headers }: Response): Failed | undefined {
  if (ok) {
    const isPage = /^text\/html\b/.test(headers.get('Content-Type') ?? '');
    return isPage ? { failure: { kind: 'page' }, mayPass: false } : undefined;
  }
  if (status === 401 || status === 403) return { failure: { kind: 'gated' }, mayPass: false };
  if (status === 404 || status === 410) return { failure: { kind: 'moved' }, mayPass: false };
  const seconds = Number(headers.get('Retry-After') ?? Number.NaN);
  const retryMs = seconds >= 0 ? Math.min(mostWaitMs, 1000 * seconds) : undefined;
  if (status === 429) return { failure: { kind: 'busy' }, mayPass: true, retryMs };
  return { failure: { kind: 'server', status }, mayPass: status >= 500, retryMs };
}

class BodyBrokeOff extends Error {}

async function bodyOf(
  response: Response,
  onBytes: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  try {
    for (;;) {
      const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
      if (done) break;
      pieces.push(value);
      length += value.length;
      onBytes(length);
    }
  } catch (error) {
    throw new BodyBrokeOff('the body ended early', { cause: error });
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** Length of the body; null where it is not told, or is that of something compressed. */
function announcedLength({ headers }: Response): number | null {
  const length = headers.get('Content-Length');
  return length === null || headers.has('Content-Encoding') ? null : Number(length);
}

function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
