import { levelGap, levelOfGap, neverPictured } from '../../../maths/density/pictureLevels.ts';
import type { PlacedPictures } from '../survey/mapSurvey.ts';

const smallestPx = 46; // a spiral's arms are still seen; some sixty fit an overview
const largestPx = 256; // beyond it a survey's own pixels would show
/** Least ground between two pictures. */
export const pictureGapPx = 8;
const slowGrowth = 0.25; // octaves of side per octave of zoom while the map is crowded: room goes to more pictures
const fastGrowth = 0.8; // once half of all galaxies have pictures: room goes to larger ones

/**
 * Side of the pictures at a zoom, in pixels: it grows with the zoom, faster once the map is no longer crowded.
 *
 * @param fitZoom zoom at which the whole map fits
 * @param roomyZoom zoom from which half of all galaxies have pictures
 */
export function pictureSidePx(zoom: number, fitZoom: number, roomyZoom: number): number {
  const octaves =
    slowGrowth * Math.max(0, zoom - fitZoom) +
    (fastGrowth - slowGrowth) * Math.max(0, zoom - Math.max(fitZoom, roomyZoom));
  return Math.min(largestPx, smallestPx * 2 ** octaves);
}

/** The zoom from which half of the galaxies that ever have a picture have one, at the smallest side. */
export function roomyZoomOf({ levels, frame }: Pick<PlacedPictures, 'levels' | 'frame'>): number {
  const counts = new Uint32Array(256);
  for (const level of levels) counts[level]++;
  const half = (levels.length - counts[neverPictured]) / 2;
  let level = 0;
  for (let sum = counts[0]; sum < half && level < neverPictured - 1; sum += counts[level]) level++;
  return Math.log2((smallestPx + pictureGapPx) / levelGap(frame, level));
}

/** The level of pictures at a zoom: the deepest at which they keep their gap; −1 where not even the first does. */
export function levelAtZoom({ frame }: Pick<PlacedPictures, 'frame'>, zoom: number, sidePx: number): number {
  return levelOfGap(frame, (sidePx + pictureGapPx) / 2 ** zoom);
}
