import type { FitsGalaxyPixels } from '../../../contracts/ingest.ts';
import { decText, raText } from '../../../maths/catalogue/coordinates.ts';
import { skyOfPixel } from '../../../maths/catalogue/tangentPlane.ts';

/**
 * What of a galaxy lies on the grid of a picture of it: bands of other sizes do not, nor does the place on the sky where the
 * first band, whose it is, is one of these.
 */
export function onGridOf(
  { bands, plane }: FitsGalaxyPixels,
  { widthPx, heightPx }: { widthPx: number; heightPx: number },
): FitsGalaxyPixels {
  const fits = (band: FitsGalaxyPixels['bands'][number]) =>
    band.widthPx === widthPx && band.heightPx === heightPx;
  return { bands: bands.filter(fits), plane: bands.length > 0 && fits(bands[0]) ? plane : undefined };
}

/** "x 12, y 34 · g 0.0123, r 0.0451 · 12h 23m … ", with x and y from 1 as FITS counts. @param x from 0, as y, which is 0 below */
export function valuesAt({ bands, plane }: FitsGalaxyPixels, x: number, y: number): string {
  const numbers = bands.map(({ band, values, widthPx }) => `${band} ${shown(values[y * widthPx + x])}`);
  const place = plane && skyOfPixel(plane, x + 1, y + 1);
  const sky = place ? ` · ${raText(place.raDeg)} ${decText(place.decDeg)}` : '';
  return `x ${x + 1}, y ${y + 1} · ${numbers.join(', ')}${sky}`;
}

function shown(value: number): string {
  return Number.isNaN(value) ? 'nothing' : Number(value.toPrecision(6)).toString();
}
