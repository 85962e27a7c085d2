import { clientsClaim } from 'workbox-core';
import {
  addPlugins,
  cleanupOutdatedCaches,
  getCacheKeyForURL,
  matchPrecache,
  precacheAndRoute,
} from 'workbox-precaching';
import { RangeRequestsPlugin } from 'workbox-range-requests';
import { registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import { type AppFiles, revisionedUrl } from './appFiles.ts';
import { withHeaders } from './withHeaders.ts';

/**
 * What the app is made of, and the headers its pages need; put here by the build (`scripts/offlineApp.mjs`).
 */
declare const builtApp: { files: AppFiles; headers: Record<string, string> };

/** The part of the service worker's scope that is used here; the project's types are those of pages. */
interface OfflineScope {
  addEventListener(type: 'message' | 'activate', listen: (event: OfflineEvent) => void): void;
  skipWaiting(): Promise<void>;
  registration: { scope: string };
}

interface OfflineEvent {
  data?: { type?: string };
  waitUntil(work: Promise<unknown>): void;
}

const scope = globalThis as unknown as OfflineScope;
const usedCache = 'morphospace-used';
const { files, headers } = builtApp;

/** Answers from this machine carry the headers of the app's server, also where its host sends none (GitHub Pages). */
const headersPlugin = {
  handlerWillRespond: async ({ response }: { response: Response }) => withHeaders(response, headers),
};

const ranges = new RangeRequestsPlugin();

// What every visit may need: kept when this version is installed.
addPlugins([ranges, headersPlugin]);
precacheAndRoute(files.kept, { ignoreURLParametersMatching: [/./] }); // a link's query is read by the page alone
cleanupOutdatedCaches();

// Files that are read by ranges are asked for their length first.
registerRoute(({ url }) => getCacheKeyForURL(url.href) !== undefined, headOf, 'HEAD');

// What only some visits need (other weights, prototypes): kept once it was used.
const used = new Map(files.used.map(file => [new URL(file.url, scope.registration.scope).href, file]));
registerRoute(
  ({ url }) => used.has(url.href),
  new CacheFirst({
    cacheName: usedCache,
    plugins: [
      {
        cacheKeyWillBeUsed: async ({ request }) => {
          const file = used.get(request.url);
          return file ? revisionedUrl(request.url, file) : request;
        },
      },
      ranges,
      headersPlugin,
    ],
  }),
);

scope.addEventListener('activate', event => event.waitUntil(forgetFormer()));
clientsClaim();

/** A new version waits until the person takes it: parts of two versions never mix in a page. */
scope.addEventListener('message', ({ data }) => {
  if (data?.type === 'SKIP_WAITING') void scope.skipWaiting();
});

/** The head of a kept file, with its length. */
async function headOf({ request }: { request: Request }): Promise<Response> {
  const kept = await matchPrecache(request.url);
  if (!kept) return fetch(request);
  const { size } = await kept.blob();
  const head = new Response(null, { headers: kept.headers });
  return withHeaders(head, { ...headers, 'Content-Length': String(size), 'Accept-Ranges': 'bytes' });
}

/** Deletes what former versions kept once it was used, where this version has other contents for it. */
async function forgetFormer(): Promise<void> {
  const present = new Set([...used].map(([url, file]) => revisionedUrl(url, file)));
  const cache = await caches.open(usedCache);
  for (const { url } of await cache.keys()) if (!present.has(url)) await cache.delete(url);
}
