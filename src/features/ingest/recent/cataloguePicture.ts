import type { OpenedCatalogue } from '../../../contracts/ingest.ts';

const sidePx = 48; // of each of four galaxies
const quality = 0.8;

/**
 * Four galaxies of a catalogue as one small picture: a JPEG as a data URL; undefined where it has no images.
 *
 * @param thumbnails (rows.length, sidePx, sidePx, 3) RGB squares
 */
export async function cataloguePicture(
  { rowCount, hasImages, handle }: OpenedCatalogue,
  thumbnails: (handle: number, rows: Uint32Array, sidePx: number) => Promise<Uint8Array>,
): Promise<string | undefined> {
  if (!hasImages) return undefined;
  const across = rowCount >= 4 ? 2 : 1;
  const rows = Uint32Array.from({ length: across * across }, (_, i) =>
    Math.floor((i * rowCount) / across ** 2),
  );
  const rgb = await thumbnails(handle, rows, sidePx);
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = across * sidePx;
  const context = canvas.getContext('2d');
  if (!context) return undefined;
  for (let i = 0; i < rows.length; i++) {
    const square = context.createImageData(sidePx, sidePx);
    for (let p = 0; p < sidePx * sidePx; p++) {
      square.data.set(rgb.subarray(3 * (i * sidePx * sidePx + p), 3 * (i * sidePx * sidePx + p) + 3), 4 * p);
      square.data[4 * p + 3] = 255;
    }
    context.putImageData(square, (i % across) * sidePx, Math.floor(i / across) * sidePx);
  }
  return canvas.toDataURL('image/jpeg', quality);
}
