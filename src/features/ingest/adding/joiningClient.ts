import { loadOnce } from '../../../rpc/loadOnce.ts';
import type { IngestClient } from '../ingestClient.ts';
import type { CataloguePart } from './joinedIngest.ts';

/** An ingest client that also asks several open catalogues as if they were one. */
export interface JoiningClient extends IngestClient {
  /**
   * One handle for the rows of several catalogues below each other; closing it closes them all. Rows beyond the last belong to
   * none and have no image.
   */
  join(parts: readonly CataloguePart[]): Promise<number>;
}

/** The code that joins is loaded with the first galaxies that are added. @param ingest its handles are above 0 */
export function createJoiningClient(ingest: IngestClient): JoiningClient {
  const joined = loadOnce(async () => {
    const { createJoinedCatalogues } = await import('./joinedIngest.ts');
    return createJoinedCatalogues(ingest);
  });
  const ask = <T>(handle: number, call: (of: IngestClient) => Promise<T>): Promise<T> =>
    handle > 0 ? call(ingest) : joined().then(call);
  return {
    open: ingest.open,
    pixelsOfFile: ingest.pixelsOfFile,
    images: (handle, rows) => ask(handle, of => of.images(handle, rows)),
    pixels: (handle, rows, view) => ask(handle, of => of.pixels(handle, rows, view)),
    thumbnails: (handle, rows, sidePx) => ask(handle, of => of.thumbnails(handle, rows, sidePx)),
    fitsPixels: (handle, row) => ask(handle, of => of.fitsPixels(handle, row)),
    preview: (handle, path) => ask(handle, of => of.preview(handle, path)),
    answers: handle => ask(handle, of => of.answers(handle)),
    close: handle => ask(handle, of => of.close(handle)),
    join: async parts => (await joined()).join(parts),
  };
}
