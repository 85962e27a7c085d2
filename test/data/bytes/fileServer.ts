import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FileServer {
  url: string;
  /** "GET /a.parquet bytes=0-3", in order. */
  requests: string[];
  close(): Promise<void>;
}

/** Serves bytes by name on this machine; `ranges` false answers Range requests with the whole, as simple servers do. */
export async function serveFiles(files: Map<string, Uint8Array>, ranges = true): Promise<FileServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const range = request.headers.range;
    requests.push(`${request.method} ${request.url}${range ? ` ${range}` : ''}`);
    const bytes = files.get(request.url?.slice(1) ?? '');
    if (!bytes) {
      response.writeHead(404).end();
      return;
    }
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
    const part = ranges && first !== undefined ? bytes.subarray(Number(first), Number(last) + 1) : bytes;
    response.writeHead(part === bytes ? 200 : 206, { 'Content-Length': part.length });
    response.end(request.method === 'HEAD' ? undefined : part);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    requests,
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
