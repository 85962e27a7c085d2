import type { EncodedImage } from '../../../contracts/ingest.ts';
import { creditLine } from '../../../data/figures/creditLine.ts';
import { withPngNotes } from '../../../data/images/pngNotes.ts';

const tilePx = 160;
const gapPx = 4;
const marginPx = 16;
const creditPx = 32;
const mostSidePx = 16_384; // browsers draw no larger canvas

/** How many pictures stand beside each other: about as many as below each other. */
function tilesAcross(pictures: number): number {
  return Math.max(
    1,
    Math.min(Math.ceil(Math.sqrt(1.4 * pictures)), Math.floor(mostSidePx / (tilePx + gapPx)) - 1),
  );
}

/** Pictures on black, in rows, those that cannot be drawn left out, with a line of credit, as a PNG that says where it comes from. */
export async function drawContactSheet(
  images: readonly (EncodedImage | null)[],
  notes: Readonly<Record<string, string>>,
): Promise<Blob> {
  const across = tilesAcross(images.length);
  const canvas = document.createElement('canvas');
  canvas.width = across * (tilePx + gapPx) - gapPx + 2 * marginPx;
  canvas.height = Math.ceil(images.length / across) * (tilePx + gapPx) - gapPx + 2 * marginPx + creditPx;
  const context = canvas.getContext('2d');
  if (!context)
    throw new Error('need a canvas to draw the sheet on; got none: close other pages and try again');
  context.fillStyle = '#000000';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  for (const [i, image] of images.entries()) {
    if (!image) continue;
    const blob = new Blob([image.bytes as BlobPart], { type: image.type });
    const bitmap = await createImageBitmap(blob).catch(() => null); // a damaged one leaves its place black
    if (!bitmap) continue;
    const scale = tilePx / Math.max(bitmap.width, bitmap.height);
    const [width, height] = [bitmap.width * scale, bitmap.height * scale];
    const x = marginPx + (i % across) * (tilePx + gapPx) + (tilePx - width) / 2;
    const y = marginPx + Math.floor(i / across) * (tilePx + gapPx) + (tilePx - height) / 2;
    context.drawImage(bitmap, x, y, width, height);
    bitmap.close();
  }
  context.fillStyle = '#9aa4b5';
  context.font = '12px Inter, sans-serif';
  context.fillText(creditLine(notes), marginPx, canvas.height - marginPx, canvas.width - 2 * marginPx);
  const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('the sheet is too large for this browser: select fewer galaxies');
  return new Blob([withPngNotes(new Uint8Array(await blob.arrayBuffer()), notes)], { type: 'image/png' });
}
