import { gaussianBlur } from './gaussianBlur.ts';
import { type ShapeMoments, shapeMoments } from './shapeMoments.ts';
import { skyLevel } from './skyLevel.ts';
import { findSources, type Sources } from './sources.ts';

/** The galaxy in the middle of a picture, and what else stands there. */
export interface CentralGalaxy extends Sources {
  /** The galaxy's label; 0 where the picture has no source: then its shape is that of a point in the middle. */
  galaxy: number;
  /** Level and noise of the sky. */
  sky: number;
  noise: number;
  shape: ShapeMoments;
}

/** How sources are told from sky. */
interface CentralGalaxyRules {
  /** Smoothing before anything is looked for. Default: 1/64 of the side */
  sigmaPx?: number;
  /** Least height over the sky in its noise, before smoothing. Default 1.5 */
  aboveNoise?: number;
  /** Least height over the sky as a share of the picture's brightest. Default 0.04: JPEG leaves ripples around bright galaxies */
  aboveShare?: number;
  /** See {@link findSources}. Default 0.75 */
  saddleShare?: number;
}

/**
 * Finds the source in the middle of a square picture, the one that holds the middle or, where that is sky, the nearest.
 *
 * @param image (sidePx, sidePx) row-major, grey, any scale
 */
export function centralGalaxy(
  image: Float32Array,
  sidePx: number,
  { sigmaPx = sidePx / 64, aboveNoise = 1.5, aboveShare = 0.04, saddleShare = 0.75 }: CentralGalaxyRules = {},
): CentralGalaxy {
  const { median: sky, noise } = skyLevel(image);
  const smooth = gaussianBlur(image, sidePx, sigmaPx);
  const brightest = smooth.reduce((most, value) => Math.max(most, value), -Infinity);
  const threshold = sky + Math.max(aboveNoise * noise, aboveShare * (brightest - sky));
  const leastPixels = Math.max(4, Math.round((sidePx / 64) ** 2 * 6));
  const sources = findSources(smooth, sidePx, { threshold, saddleShare, base: sky, leastPixels });
  const galaxy = nearestToMiddle(sources.labels, sidePx);
  const middle = (sidePx - 1) / 2;
  const point = { xPx: middle, yPx: middle, majorPx: 0, minorPx: 0, axisRatio: 1, angleRad: 0 };
  const light = smooth.map(value => value - sky);
  const shape = galaxy > 0 ? shapeMoments(light, sidePx, pixel => sources.labels[pixel] === galaxy) : point;
  return { ...sources, galaxy, sky, noise, shape };
}

function nearestToMiddle(labels: Int32Array, sidePx: number): number {
  const middle = (sidePx - 1) / 2;
  let [nearest, least] = [0, Number.POSITIVE_INFINITY];
  for (let pixel = 0; pixel < labels.length; pixel++) {
    if (labels[pixel] === 0) continue;
    const [x, y] = [pixel % sidePx, Math.floor(pixel / sidePx)];
    const squared = (x - middle) ** 2 + (y - middle) ** 2;
    if (squared < least) [nearest, least] = [labels[pixel], squared];
  }
  return nearest;
}
