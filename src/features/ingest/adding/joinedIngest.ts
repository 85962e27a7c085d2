import type { EncodedImage, PixelBatch } from '../../../contracts/ingest.ts';
import type { IngestClient } from '../ingestClient.ts';

/** Some rows of an open catalogue. */
export interface CataloguePart {
  handle: number;
  /** How many rows of it there are. */
  count: number;
  /** (count) which rows of that catalogue; default: from `first` on. */
  rows?: Uint32Array;
  /** Default 0. */
  first?: number;
}

/** An ingest client that also asks several open catalogues as if they were one. */
interface JoinedCatalogues extends IngestClient {
  /** @returns a handle below 0 */
  join(parts: readonly CataloguePart[]): number;
}

/** @param ingest knows the parts; its handles are above 0 */
export function createJoinedCatalogues(ingest: IngestClient): JoinedCatalogues {
  const joined = new Map<number, readonly CataloguePart[]>();
  let lastHandle = 0;

  /** What a call about rows of a joined catalogue is of each part: rows of its own, and where they stood in the question. */
  function split(parts: readonly CataloguePart[], rows: Uint32Array) {
    let start = 0;
    return parts.flatMap(({ handle, count, rows: own, first = 0 }) => {
      const from = start;
      start += count;
      const places: number[] = [];
      for (let i = 0; i < rows.length; i++) if (rows[i] >= from && rows[i] < start) places.push(i);
      if (places.length === 0) return [];
      const asked = Uint32Array.from(places, i => own?.[rows[i] - from] ?? first + rows[i] - from);
      return [{ handle, asked, places }];
    });
  }

  async function images(handle: number, rows: Uint32Array): Promise<EncodedImage[]> {
    const parts = joined.get(handle);
    if (!parts) return ingest.images(handle, rows);
    const found = await Promise.all(
      split(parts, rows).map(async ({ handle: own, asked, places }) => {
        const rowOf = new Map(places.map((i, k) => [asked[k], rows[i]]));
        return (await images(own, asked)).map(image => ({ ...image, row: rowOf.get(image.row)! }));
      }),
    );
    const order = new Map(Array.from(rows, (row, i) => [row, i]));
    return found.flat().sort((a, b) => order.get(a.row)! - order.get(b.row)!);
  }

  const pixels: IngestClient['pixels'] = async (handle, rows, view) => {
    const parts = joined.get(handle);
    if (!parts) return ingest.pixels(handle, rows, view);
    const found = await Promise.all(
      split(parts, rows).map(async ({ handle: own, asked, places }): Promise<PixelBatch> => {
        const rowOf = new Map(places.map((i, k) => [asked[k], rows[i]]));
        const batch = await pixels(own, asked, view);
        const problems = batch.problems.map(({ sentence, row }) => ({
          sentence,
          row: row === undefined ? undefined : rowOf.get(row),
        }));
        return { ...batch, rows: batch.rows.map(row => rowOf.get(row)!), problems };
      }),
    );
    return inOrder(found, rows, view.sidePx);
  };

  const thumbnails: IngestClient['thumbnails'] = async (handle, rows, sidePx) => {
    const parts = joined.get(handle);
    if (!parts) return ingest.thumbnails(handle, rows, sidePx);
    const size = sidePx * sidePx * 3;
    const all = new Uint8Array(rows.length * size);
    for (const { handle: own, asked, places } of split(parts, rows)) {
      const found = await thumbnails(own, asked, sidePx);
      for (const [k, i] of places.entries()) all.set(found.subarray(k * size, (k + 1) * size), i * size);
    }
    return all;
  };

  const fitsPixels: IngestClient['fitsPixels'] = (handle, row) => {
    const parts = joined.get(handle);
    if (!parts) return ingest.fitsPixels(handle, row);
    const [part] = split(parts, Uint32Array.of(row));
    if (!part) return Promise.reject(new RangeError(`need a row of the catalogue; got ${row}`));
    return fitsPixels(part.handle, part.asked[0]);
  };

  const firstOf = (handle: number): number => {
    const parts = joined.get(handle);
    return parts ? firstOf(parts[0].handle) : handle;
  };

  async function close(handle: number): Promise<void> {
    const parts = joined.get(handle);
    joined.delete(handle);
    await Promise.all(
      parts ? [...new Set(parts.map(part => part.handle))].map(close) : [ingest.close(handle)],
    );
  }

  return {
    open: ingest.open,
    pixelsOfFile: ingest.pixelsOfFile,
    ...{ images, pixels, thumbnails, fitsPixels, close },
    preview: (handle, path) => ingest.preview(firstOf(handle), path),
    answers: handle => ingest.answers(firstOf(handle)),
    join(parts) {
      joined.set(--lastHandle, parts); // below 0: the client's own are above
      return lastHandle;
    },
  };
}

/** Batches of several catalogues as one, in the order of the question. */
function inOrder(batches: readonly PixelBatch[], rows: Uint32Array, sidePx: number): PixelBatch {
  const size = sidePx * sidePx * 3;
  const found = new Map<number, Uint8Array>();
  for (const batch of batches)
    for (const [i, row] of batch.rows.entries())
      found.set(row, batch.pixels.subarray(i * size, (i + 1) * size));
  const there = rows.filter(row => found.has(row));
  const pixels = new Uint8Array(there.length * size);
  for (const [i, row] of there.entries()) pixels.set(found.get(row)!, i * size);
  return { rows: there, sidePx, pixels, problems: batches.flatMap(batch => batch.problems) };
}
