import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type PreviewServer, preview } from 'vite';
import { needChromium } from '../../scripts/findChromium.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Of Chromium, wherever the built app is visited. */
export const chromiumFlags = [
  '--no-sandbox', // CI runs as root
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The built app, served as `npm start` serves it, and a browser to visit it with. */
export interface Visit extends ServedApp {
  browser: Browser;
  /** A page in a browser context of its own: nothing of an earlier visit is remembered. */
  page(options?: {
    viewport?: { width: number; height: number };
    /** Whether the app may keep itself on the machine; default false, so that what a test intercepts is asked of the server. */
    keepsApp?: boolean;
  }): Promise<Page>;
}

/** The built app as it is served. */
interface ServedApp {
  address: string;
  end(): Promise<void>;
}

/** Serves dist/ on a free port as `npm start` does. */
export async function serveApp(): Promise<ServedApp> {
  if (!existsSync(`${root}dist/index.html`))
    throw new Error('need a built app in dist/; run "npm run build" first');
  const server: PreviewServer = await preview({ root, preview: { port: 0 }, logLevel: 'warn' });
  const address = server.resolvedUrls?.local[0];
  if (!address) throw new Error('the preview server has no address');
  return {
    address,
    async end() {
      await new Promise<void>((resolve, reject) => {
        server.httpServer.close(error => (error ? reject(error) : resolve()));
        if ('closeAllConnections' in server.httpServer) server.httpServer.closeAllConnections();
      });
    },
  };
}

/**
 * Serves dist/ on a free port and starts Chromium.
 *
 * @param options `webgpu` turns on the software adapter, which is right and slow; `flags` are more of Chromium's
 */
export async function startVisit(options: { webgpu?: boolean; flags?: string[] } = {}): Promise<Visit> {
  const app = await serveApp();
  const browser = await chromium.launch({
    executablePath: await needChromium(),
    args: [...chromiumFlags, ...(options.webgpu ? ['--enable-unsafe-webgpu'] : []), ...(options.flags ?? [])],
  });
  return {
    address: app.address,
    browser,
    async page({ viewport = { width: 1280, height: 800 }, keepsApp = false } = {}) {
      const serviceWorkers = keepsApp ? 'allow' : 'block';
      const context = await browser.newContext({ viewport, colorScheme: 'dark', serviceWorkers });
      return context.newPage();
    },
    async end() {
      await browser.close();
      await app.end();
    },
  };
}
