import type { ImageSource } from '../../contracts/ingest.ts';
import type { MosaicFacts, MosaicSources } from '../../contracts/mosaic.ts';
import { skyOfPixel } from '../../maths/catalogue/tangentPlane.ts';
import { writeCsv } from '../bytes/csvWriter.ts';

/** Columns that say where a galaxy is in the large image it was cut from; by them the image is shown with its galaxies. */
export const mosaicColumns = { x: 'mosaic x', y: 'mosaic y' } as const;

const leastSidePx = 32;
const mostSidePx = 512;
const radiiShown = 4; // Kron radii across: the galaxy fills some half of the picture, as Galaxy Zoo's do

/** What the ids of the galaxies cut out of an image begin with. @param name of the image's file */
function stemOf(name: string): string {
  return name.replace(/\.[^.]+$/, '').replace(/\.fits?$/i, '');
}

/** True for the id of a galaxy that was cut out of an image of this name. */
export function isCutFrom(name: string, id: string): boolean {
  const stem = stemOf(name);
  return id.startsWith(`${stem} `) && /^\d{5,}$/.test(id.slice(stem.length + 1));
}

/** Side of the square cut around a source. */
export function cutSideOf(kronRadiusPx: number): number {
  return Math.min(mostSidePx, Math.max(leastSidePx, 2 * Math.round((radiiShown * kronRadiusPx) / 2)));
}

/**
 * Cut-out galaxies as a catalogue: pictures, measured columns, and positions on the sky where the image has them.
 *
 * @param chosen (n) indices among the sources
 * @param pictures (n) PNGs, theirs
 */
export function mosaicSource(
  { name, plane, heightPx }: Omit<MosaicFacts, 'preview'>,
  sources: MosaicSources,
  chosen: ArrayLike<number>,
  pictures: readonly Uint8Array<ArrayBuffer>[],
): ImageSource {
  const stem = stemOf(name);
  const names = ['id', 'file', mosaicColumns.x, mosaicColumns.y, ...(plane ? ['ra', 'dec'] : [])];
  names.push('significance', 'flux', 'flux error', 'kron radius', 'size', 'axis ratio', 'angle');
  const rows: (string | number)[][] = [];
  const images: ImageSource['images'] = [];
  for (let i = 0; i < chosen.length; i++) {
    const at = chosen[i];
    const id = `${stem} ${String(i + 1).padStart(5, '0')}`;
    const path = `${id.replace(/[^\p{L}\p{N}+\-. ]+/gu, '_')}.png`;
    images.push({ path, file: new File([pictures[i]], path, { type: 'image/png' }) });
    const [x, y] = [sources.xPx[at], sources.yPx[at]];
    const sky = plane && skyOfPixel(plane, x + 1, heightPx - y); // FITS counts from 1, and from the lowest row
    rows.push([
      ...[id, path, x, y],
      ...(sky ? [sky.raDeg, sky.decDeg] : []),
      ...[sources.significance[at], sources.flux[at], sources.fluxError[at], sources.kronRadiusPx[at]],
      ...[sources.majorPx[at], sources.minorPx[at] / sources.majorPx[at], sources.angleDeg[at]],
    ]);
  }
  const table = new File([writeCsv(names, rows)], 'galaxies.csv', { type: 'text/csv' });
  return { kind: 'images', name: `Galaxies of ${stem}`, images, table };
}
