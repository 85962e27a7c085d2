import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

/** dist/ on a host that knows nothing of the app. */
interface StaticHost {
  /** Of the app, below a folder of the host. */
  address: string;
  /** Replaces a file, as a later version would: its contents by those that `change` makes of them. */
  change(path: string, change: (contents: string) => string): void;
  /** Takes the host from the net; it can come back. */
  end(): Promise<void>;
}

/** Serves dist/ below /some/where/, without headers of the app's own and without ranges. */
export async function startStaticHost(): Promise<StaticHost> {
  const folder = '/some/where/';
  const changes = new Map<string, (contents: string) => string>();
  const server = createServer(async ({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://host');
    const path = pathname.slice(folder.length) || 'index.html';
    try {
      if (!pathname.startsWith(folder) || path.includes('..')) throw new Error('not here');
      const bytes = await readFile(join(dist, path));
      const change = changes.get(path);
      response.writeHead(200, { 'Content-Type': types[extname(path)] ?? 'application/octet-stream' });
      response.end(change ? change(bytes.toString('utf8')) : bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}${folder}`,
    change: (path, change) => changes.set(path, change),
    async end() {
      const closed = new Promise(resolve => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
