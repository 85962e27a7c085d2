import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a recorded host does with one request. */
interface Recorded {
  /** Default 200, or 206 for a range of `bytes`. */
  status?: number;
  bytes?: Uint8Array | string;
  headers?: Record<string, string>;
  /** Sends so many bytes of the body and breaks the connection. */
  cutAfter?: number;
  /** Never sends a body. */
  hangs?: boolean;
  /** Answers a range with the whole. */
  ignoresRange?: boolean;
  /** Leaves Content-Range out, as where a host does not expose it. */
  hidesRange?: boolean;
}

/** A host on this machine that answers as recorded. */
export interface RecordedHost {
  /** "http://127.0.0.1:PORT" */
  url: string;
  /** Answers by path with query; of a list, each but the last is given once. Missing ones are 404. */
  answers: Map<string, Recorded | Recorded[]>;
  /** "GET /a bytes=0-9", in order. */
  requests: string[];
  /** Most requests that were being answered at once. */
  mostAtOnce(): number;
  /** Milliseconds before each answer, and bytes a second of all bodies together. Default: none, any. */
  pace: { latencyMs: number; bytesPerSecond: number };
  close(): Promise<void>;
}

/** Starts a host on loopback that answers other origins (CORS) as the services' own do. */
export async function recordedHost(): Promise<RecordedHost> {
  let [now, most] = [0, 0];
  let lineFreeAt = 0; // when the line has sent all that was asked of it
  const server = createServer((request, response) => {
    now++;
    most = Math.max(most, now);
    response.on('close', () => now--);
    void answer(request, response);
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/';
    const { range } = request.headers;
    host.requests.push(`${request.method} ${path}${range ? ` ${range}` : ''}`);
    if (host.pace.latencyMs > 0) await new Promise(resolve => setTimeout(resolve, host.pace.latencyMs));
    const list = host.answers.get(path);
    const recorded = Array.isArray(list) ? (list.length > 1 ? list.shift()! : list[0]) : list;
    const cors = {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Expose-Headers': 'Content-Range, ETag',
    };
    if (!recorded) {
      response.writeHead(404, cors).end('not found');
      return;
    }
    const { bytes = '', headers = {}, cutAfter, hangs, ignoresRange, hidesRange } = recorded;
    const whole = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
    const isPart = from !== undefined && !ignoresRange && recorded.status === undefined;
    const body = isPart ? whole.subarray(Number(from), Number(to) + 1) : whole;
    response.writeHead(recorded.status ?? (isPart ? 206 : 200), {
      'Content-Type': 'application/octet-stream',
      'Content-Length': String(hangs ? Math.max(1, body.length) : body.length), // an empty body has arrived at once
      ...(isPart && !hidesRange
        ? { 'Content-Range': `bytes ${from}-${Number(from) + body.length - 1}/${whole.length}` }
        : {}),
      ...cors,
      ...headers,
    });
    response.flushHeaders();
    if (hangs) return;
    if (cutAfter !== undefined) {
      response.write(body.subarray(0, cutAfter), () => response.destroy());
      return;
    }
    await paced(body.length);
    response.end(body);
  }

  async function paced(bytes: number): Promise<void> {
    if (!Number.isFinite(host.pace.bytesPerSecond)) return;
    const start = Math.max(performance.now(), lineFreeAt);
    lineFreeAt = start + (1000 * bytes) / host.pace.bytesPerSecond;
    await new Promise(resolve => setTimeout(resolve, lineFreeAt - performance.now()));
  }

  const host: RecordedHost = {
    url: '',
    answers: new Map(),
    requests: [],
    mostAtOnce: () => most,
    pace: { latencyMs: 0, bytesPerSecond: Number.POSITIVE_INFINITY },
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  host.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return host;
}
