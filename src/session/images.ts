import type { EncodedImage } from '../contracts/ingest.ts';

/** Where encoded images come from: the ingest worker, or a fake in tests. */
type FetchImages = (rows: Uint32Array) => Promise<EncodedImage[]>;

/** Images of the open catalogue as object URLs, asked for together and kept while they are likely to be seen again. */
export interface ImageCache {
  /** URL of a galaxy's image, or null where it has none. Calls made in the same moment share one request. */
  url(row: number): Promise<string | null>;
  /** The URL if it is already here, without asking. */
  known(row: number): string | null | undefined;
  /** Forgets everything and fetches from elsewhere: another catalogue has opened. */
  reset(fetch: FetchImages | null): void;
}

const capacity = 600; // a neighbour grid, a hover trail and a table page, at about 10 kB each

/** Cache of object URLs for the images of the open catalogue. */
export function createImageCache(): ImageCache {
  let fetchImages: FetchImages | null = null;
  let urls = new Map<number, string | null>();
  let waiting = new Map<number, Promise<string | null>>();
  let batch: { rows: number[]; promise: Promise<Map<number, string | null>> } | null = null;

  async function fetchBatch(rows: number[], fetch: FetchImages): Promise<Map<number, string | null>> {
    const found = new Map<number, string | null>(rows.map(row => [row, null]));
    for (const image of await fetch(Uint32Array.from(rows))) {
      const bytes = image.bytes as Uint8Array<ArrayBuffer>;
      found.set(image.row, URL.createObjectURL(new Blob([bytes], { type: image.type })));
    }
    return found;
  }

  function keep(row: number, url: string | null): void {
    urls.set(row, url);
    if (urls.size <= capacity) return;
    const [oldest, oldUrl] = urls.entries().next().value as [number, string | null];
    urls.delete(oldest);
    if (oldUrl) setTimeout(() => URL.revokeObjectURL(oldUrl), 10_000); // an <img> may still be loading it
  }

  return {
    known: row => urls.get(row),
    url(row) {
      const kept = urls.get(row);
      if (kept !== undefined) {
        urls.delete(row); // moves it to the recent end: a Map keeps the order of insertion
        urls.set(row, kept);
        return Promise.resolve(kept);
      }
      const already = waiting.get(row);
      if (already) return already;
      if (!fetchImages) return Promise.resolve(null);
      const fetch = fetchImages;
      if (!batch) {
        const rows: number[] = [];
        batch = {
          rows,
          promise: Promise.resolve().then(() => {
            batch = null;
            return fetchBatch(rows, fetch);
          }),
        };
      }
      batch.rows.push(row);
      const promise = batch.promise.then(
        found => {
          const url = found.get(row) ?? null;
          if (waiting.get(row) === promise) {
            waiting.delete(row);
            keep(row, url);
          }
          return url;
        },
        (error: unknown) => {
          waiting.delete(row);
          throw error;
        },
      );
      waiting.set(row, promise);
      return promise;
    },
    reset(fetch) {
      for (const url of urls.values()) if (url) URL.revokeObjectURL(url);
      urls = new Map();
      waiting = new Map();
      batch = null;
      fetchImages = fetch;
    },
  };
}
