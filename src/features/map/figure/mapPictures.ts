import type { MapDensity } from '../../../contracts/map.ts';
import { float16ToNumber } from '../../../data/bytes/float16.ts';
import type { SceneDrawing } from '../scene/sceneDrawing.ts';
import type { FetchThumbnails } from '../thumbnails/thumbnailAtlas.ts';

const sharpness = 2; // pixels of a picture per pixel of the drawing: sharp in print
const mostSidePx = 256; // as the map draws them at most
const quality = 0.92; // of JPEG: its blocks are not seen
const bands = 7; // as on screen (scene/densityLayer.ts)

/** The pictures on screen as data URLs, by row. */
export async function pictureHrefs(
  { pictures }: SceneDrawing,
  fetchThumbnails: FetchThumbnails,
): Promise<Map<number, string>> {
  if (!pictures || pictures.drawn.rows.length === 0) return new Map();
  const rows = Uint32Array.from(pictures.drawn.rows);
  const sidePx = Math.min(mostSidePx, Math.ceil(sharpness * pictures.drawn.sidePx));
  const rgb = await fetchThumbnails(rows, sidePx);
  const { canvas, context } = canvasOf(sidePx);
  const pixels = context.createImageData(sidePx, sidePx);
  const each = sidePx * sidePx;
  return new Map(
    Array.from(rows, (row, i) => {
      for (let p = 0; p < each; p++) {
        const from = 3 * (i * each + p);
        pixels.data[4 * p] = rgb[from];
        pixels.data[4 * p + 1] = rgb[from + 1];
        pixels.data[4 * p + 2] = rgb[from + 2];
        pixels.data[4 * p + 3] = 255;
      }
      context.putImageData(pixels, 0, 0);
      return [row, canvas.toDataURL('image/jpeg', quality)] as const;
    }),
  );
}

/** The layer under the points as a data URL, in the bands it has on screen. */
export function densityHref({ frame: { side }, heights }: MapDensity, ground: 'light' | 'dark'): string {
  const { canvas, context } = canvasOf(side);
  const pixels = context.createImageData(side, side);
  const [colour, full] = ground === 'dark' ? [[87, 130, 209], 0.36] : [[92, 122, 184], 0.4];
  for (let line = 0; line < side; line++) {
    for (let column = 0; column < side; column++) {
      const height = float16ToNumber(heights[(side - 1 - line) * side + column]); // its first row lies at the bottom
      const alpha = (Math.floor(height * bands) / bands) * full;
      pixels.data.set([...colour, 255 * alpha], 4 * (line * side + column));
    }
  }
  context.putImageData(pixels, 0, 0);
  return canvas.toDataURL('image/png');
}

function canvasOf(sidePx: number) {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [sidePx, sidePx];
  const context = canvas.getContext('2d');
  if (!context)
    throw new Error('need a canvas to draw pictures on; got none: close other pages and try again');
  return { canvas, context };
}
