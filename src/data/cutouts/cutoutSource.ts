import type { ImageSource } from '../../contracts/ingest.ts';
import { writeCsv } from '../bytes/csvWriter.ts';
import { imageKind } from '../images/imageKind.ts';
import type { CutoutLayer, CutoutRequest } from './cutoutLayers.ts';
import type { Cutout } from './fetchCutouts.ts';
import type { SkyPlace } from './skyList.ts';

/**
 * Cutouts as a catalogue: a picture for each place that has one, with its position, survey and scale as columns.
 *
 * @param found (places) what became of each
 */
export function cutoutSource(
  layer: CutoutLayer,
  places: readonly SkyPlace[],
  { sizePx, pixelScaleArcsec }: Pick<CutoutRequest, 'sizePx' | 'pixelScaleArcsec'>,
  found: readonly Cutout[],
): ImageSource {
  const images: ImageSource['images'] = [];
  const rows: (string | number)[][] = [];
  for (const [i, { id, raDeg, decDeg }] of places.entries()) {
    const cutout = found[i];
    if (!cutout || !('bytes' in cutout)) continue;
    const type = imageKind(cutout.bytes) ?? 'image/jpeg';
    const path = `${fileName(id, i)}.${type === 'image/png' ? 'png' : 'jpg'}`;
    images.push({ path, file: new File([cutout.bytes], path, { type }) });
    rows.push([id, path, raDeg, decDeg, layer.title, pixelScaleArcsec, sizePx]);
  }
  const csv = writeCsv(['id', 'file', 'ra', 'dec', 'survey', 'pixel scale', 'size'], rows);
  return {
    kind: 'images',
    name: `${layer.title} cutouts`,
    images,
    table: new File([csv], 'cutouts.csv', { type: 'text/csv' }),
    credit: layer.credit,
  };
}

/** A name any disk takes; the number keeps equal ones apart. */
function fileName(id: string, i: number): string {
  return `${String(i + 1).padStart(5, '0')} ${id.replace(/[^\p{L}\p{N}+\-.]+/gu, '_').slice(0, 80)}`;
}
