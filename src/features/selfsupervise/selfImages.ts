import type { PixelView } from '../../contracts/ingest.ts';
import type { JobControl } from '../../contracts/job.ts';
import type { SelfClients } from './selfClients.ts';

const imagesPerCall = 256; // 7 MB at 96 px

/**
 * Images of the open catalogue's rows, in order; those that cannot be read are left out.
 *
 * @param rows (n) catalogue rows
 * @param phase what is being done, for the tray
 * @returns rows (m) and pixels (m, sidePx, sidePx, 3) row-major RGB, 0–255
 */
export async function imagesOf(
  { session, pixels }: Pick<SelfClients, 'session' | 'pixels'>,
  rows: Uint32Array,
  view: PixelView,
  { signal, onProgress }: JobControl,
  phase = 'Reading images',
): Promise<{ rows: Uint32Array; pixels: Uint8Array }> {
  const handle = session.catalogue.getState().catalogue?.handle;
  if (handle === undefined) throw new Error('There is no catalogue to learn from: open one first.');
  const perImage = view.sidePx ** 2 * 3;
  const all = new Uint8Array(rows.length * perImage);
  const readable: number[] = [];
  for (let at = 0; at < rows.length; at += imagesPerCall) {
    signal?.throwIfAborted();
    const batch = await pixels(handle, rows.slice(at, at + imagesPerCall), view);
    all.set(batch.pixels, readable.length * perImage);
    readable.push(...batch.rows);
    const done = Math.min(rows.length, at + imagesPerCall);
    onProgress?.({ phase, done, total: rows.length, unit: 'galaxies' });
  }
  return { rows: Uint32Array.from(readable), pixels: all.slice(0, readable.length * perImage) };
}
