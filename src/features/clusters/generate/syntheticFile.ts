import { withPngNotes } from '../../../data/images/pngNotes.ts';
import {
  type SyntheticGalaxies,
  syntheticFits,
  syntheticParquet,
  syntheticSentence,
} from '../../../data/synthetic/syntheticGalaxies.ts';
import { saveFile } from '../../../ui/files/saveFile.ts';

const scale = 3; // pixels of the file to one of a picture
const gapPx = 4;
const footPx = 28;
const columns = 6;

/** Formats that generated galaxies are exported in. */
export type SyntheticFile = 'png' | 'parquet' | 'fits';

/** Hands generated galaxies to the person, as a file that says that they are synthetic. */
export async function saveSynthetic(kind: SyntheticFile, synthetic: SyntheticGalaxies): Promise<void> {
  const name = `synthetic-galaxies.${kind}`;
  if (kind === 'png') saveFile(name, await sheetOf(synthetic));
  else if (kind === 'parquet') saveFile(name, new Blob([await syntheticParquet(synthetic)]));
  else saveFile(name, new Blob(syntheticFits(synthetic), { type: 'application/fits' }));
}

/** A sheet that says it in its pixels and in its notes. */
async function sheetOf({ pictures, sidePx, words }: SyntheticGalaxies): Promise<Blob> {
  const wide = Math.min(columns, pictures.length);
  const tile = sidePx * scale + gapPx;
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(wide * tile + gapPx, 420);
  canvas.height = Math.ceil(pictures.length / wide) * tile + gapPx + footPx;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The browser gives no canvas to draw a sheet on.');
  context.fillStyle = '#000';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingEnabled = false;
  const small = document.createElement('canvas');
  small.width = sidePx;
  small.height = sidePx;
  for (const [i, values] of pictures.entries()) {
    const rgba = new Uint8ClampedArray(4 * sidePx ** 2);
    const channels = values.length / sidePx ** 2;
    for (let at = 0; at < rgba.length; at++) {
      const [pixel, c] = [Math.floor(at / 4), at % 4];
      rgba[at] = c === 3 ? 255 : 255 * values[channels * pixel + (c % channels)];
    }
    small.getContext('2d')?.putImageData(new ImageData(rgba, sidePx, sidePx), 0, 0);
    const [x, y] = [gapPx + (i % wide) * tile, gapPx + Math.floor(i / wide) * tile];
    context.drawImage(small, x, y, sidePx * scale, sidePx * scale);
  }
  context.fillStyle = '#fff';
  context.font = '13px "Inter Variable", system-ui, sans-serif';
  context.fillText(`SYNTHETIC · ${words}`, gapPx, canvas.height - 10, canvas.width - 2 * gapPx);
  const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('The browser could not write the sheet as a PNG.');
  const noted = withPngNotes(new Uint8Array(await blob.arrayBuffer()), {
    Title: `Synthetic galaxies: ${words}`,
    Description: syntheticSentence,
    Software: 'Morphospace',
  });
  return new Blob([noted], { type: 'image/png' });
}
