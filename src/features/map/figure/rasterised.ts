import { withPngNotes } from '../../../data/images/pngNotes.ts';

const cmPerInch = 2.54;
const mostSidePx = 16_384; // browsers draw no larger canvas

/**
 * An SVG as a PNG of a size on paper, with notes and its resolution in the file.
 *
 * @param size of the SVG in CSS pixels
 * @throws Error where it would be larger than browsers draw
 */
export async function rasterised(
  svg: string,
  size: { widthPx: number; heightPx: number },
  { widthCm, dpi }: { widthCm: number; dpi: number },
  notes: Readonly<Record<string, string>>,
): Promise<Blob> {
  const width = Math.round((widthCm / cmPerInch) * dpi);
  const height = Math.round((width * size.heightPx) / size.widthPx);
  if (width < 1 || Math.max(width, height) > mostSidePx)
    throw new Error(
      `need at most ${mostSidePx} pixels a side; got ${width} × ${height}: choose fewer dots per inch`,
    );
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image(width, height);
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [width, height];
    const context = canvas.getContext('2d');
    if (!context)
      throw new Error('need a canvas to draw the picture on; got none: close other pages and try again');
    context.drawImage(image, 0, 0, width, height);
    const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/png'));
    if (!blob) throw new Error('the picture is too large for this browser: choose fewer dots per inch');
    const png = withPngNotes(new Uint8Array(await blob.arrayBuffer()), notes, dpi);
    return new Blob([png], { type: 'image/png' });
  } finally {
    URL.revokeObjectURL(url);
  }
}
