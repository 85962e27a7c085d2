import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** What a model host does with one path. */
interface HubFile {
  bytes: Uint8Array;
  /** Default: derived from nothing, absent. */
  etag?: string;
  /** Breaks the connection after that many bytes of a body, once. */
  breaksAfter?: number;
  /** Default application/octet-stream. */
  type?: string;
  /** No Content-Length: the body ends when it ends. */
  unsized?: boolean;
}

export interface HubServer {
  port: number;
  /** "http://127.0.0.1:PORT" */
  url: string;
  /** Files by path; a number is the status to answer with; what is missing is a 404. May be changed between requests. */
  files: Map<string, HubFile | number>;
  /** "GET /a/resolve/main/model.safetensors bytes=4-", in order, redirected ones as "CDN …". */
  requests: string[];
  /** False answers Range requests with the whole. */
  ranges: boolean;
  /** False leaves out Access-Control-Allow-Origin. */
  cors: boolean;
  /** Host that /resolve/ redirects to, as the hub sends people to its CDN; empty sends the bytes at once. */
  cdn: string;
  /** Milliseconds between two pieces of a body; 0 sends all at once. */
  pieceEveryMs: number;
  close(): Promise<void>;
}

const pieceBytes = 2 ** 18; // small enough to see a bar grow

/** A model host as Hugging Face is one: redirects to a CDN, ranges, entity tags, CORS. */
export async function serveHub(
  secure?: { key: string; cert: string },
  port = 0, // the next free one
): Promise<HubServer> {
  const broken = new Set<HubFile>();

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? '/';
    const { range, origin } = request.headers;
    const onCdn = path.startsWith('/cdn/');
    hub.requests.push(
      `${onCdn ? 'CDN' : request.method} ${path.replace(/^\/cdn/, '')}${range ? ` ${range}` : ''}`,
    );
    const common: Record<string, string> = hub.cors
      ? {
          'Access-Control-Allow-Origin': onCdn ? '*' : (origin ?? '*'),
          'Access-Control-Expose-Headers': 'Accept-Ranges, Content-Range, ETag',
        }
      : {};
    const file = hub.files.get(path.replace(/^\/cdn/, ''));
    if (file === undefined || typeof file === 'number') {
      response.writeHead(file ?? 404, common).end('no such file');
    } else if (hub.cdn && !onCdn) {
      response.writeHead(302, { ...common, Location: `${hub.cdn}/cdn${path}` }).end();
    } else {
      void send(file, range, response, common);
    }
  }

  async function send(
    file: HubFile,
    range: string | undefined,
    response: ServerResponse,
    headers: Record<string, string>,
  ): Promise<void> {
    const first = hub.ranges ? Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0) : 0;
    if (first >= file.bytes.length) {
      response.writeHead(416, headers).end();
      return;
    }
    const body = file.bytes.subarray(first);
    response.writeHead(first > 0 ? 206 : 200, {
      ...headers,
      'Content-Type': file.type ?? 'application/octet-stream',
      ...(file.unsized ? {} : { 'Content-Length': String(body.length) }),
      ...(file.etag ? { ETag: file.etag } : {}),
      ...(first > 0
        ? { 'Content-Range': `bytes ${first}-${file.bytes.length - 1}/${file.bytes.length}` }
        : {}),
    });
    const breaksAfter = broken.has(file) ? undefined : file.breaksAfter;
    const end = breaksAfter ?? body.length;
    for (let at = 0; at < end && !response.destroyed; at += pieceBytes) {
      const piece = body.subarray(at, Math.min(end, at + pieceBytes));
      if (!response.write(piece)) await drained(response);
      if (hub.pieceEveryMs > 0) await new Promise(resolve => setTimeout(resolve, hub.pieceEveryMs));
    }
    if (breaksAfter === undefined) response.end();
    else {
      broken.add(file);
      response.socket?.end(); // what was sent gets through, and then no more comes
    }
  }

  const server = secure ? createSecureServer(secure, answer) : createServer(answer);
  const hub: HubServer = {
    port: 0,
    url: '',
    files: new Map(),
    requests: [],
    ranges: true,
    cors: true,
    cdn: '',
    pieceEveryMs: 0,
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve));
  hub.port = (server.address() as AddressInfo).port;
  hub.url = `${secure ? 'https' : 'http'}://127.0.0.1:${hub.port}`;
  return hub;
}

/** Room for the next piece, or nobody there to take it. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}
