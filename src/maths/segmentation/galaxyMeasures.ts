import { petrosianRadius, radiusOfLight, type SquareImage, withinEllipse } from './apertures.ts';
import { asymmetryCentre, asymmetryOf } from './asymmetry.ts';
import type { CentralGalaxy } from './centralGalaxy.ts';
import { giniOf, giniPixels, momentOfBrightest } from './lightDistribution.ts';
import { smoothnessOf } from './smoothness.ts';

/** What is measured of the galaxy in the middle of a picture; statmorph's definitions (Rodriguez-Gomez et al. 2019), without units where none is named. */
export interface GalaxyMeasures {
  /** Light of the galaxy's pixels over the sky, in the picture's counts. */
  flux: number;
  /** Radius of the circle with half of the light within 1.5 Petrosian radii. */
  halfLightRadiusPx: number;
  petrosianRadiusPx: number;
  /** Short over long axis, from second moments, 0–1. */
  axisRatio: number;
  /** Of the long axis, −π/2 … π/2, from the x axis towards growing y. */
  angleRad: number;
  /** 5 log₁₀ (r₈₀ / r₂₀): 2 … 5 */
  concentration: number;
  /** Light that half a turn moves, less what the sky's noise moves. */
  asymmetry: number;
  /** Light in clumps smaller than a quarter of the Petrosian radius. */
  smoothness: number;
  /** How unevenly light is shared among pixels, 0–1. */
  gini: number;
  /** log₁₀ of the second moment of the brightest fifth over all of it: −3 … 0 */
  m20: number;
  /** Share of the sources' light that is not the galaxy's, 0–1. */
  companionShare: number;
  /** Quadrant that holds most of it, from the middle: 0 right below, 1 left below, 2 left above, 3 right above; −1 where the share is 4 % or less. */
  companionQuadrant: number;
}

/** The numbers of {@link GalaxyMeasures}, in order. */
export const measureNames: readonly (keyof GalaxyMeasures)[] = [
  ...(['flux', 'halfLightRadiusPx', 'petrosianRadiusPx', 'axisRatio', 'angleRad'] as const),
  ...(['concentration', 'asymmetry', 'smoothness', 'gini', 'm20'] as const),
  ...(['companionShare', 'companionQuadrant'] as const),
];

const companionLeast = 0.04; // a smaller share is a speck

/**
 * Measures the galaxy that {@link CentralGalaxy} found. Other sources count as sky.
 *
 * @param image (sidePx, sidePx) row-major, grey, linear where light is to mean light
 * @returns NaN for all but the companion's numbers where there is no galaxy
 */
export function galaxyMeasures(image: Float32Array, sidePx: number, found: CentralGalaxy): GalaxyMeasures {
  const { labels, galaxy, sky, noise, shape } = found;
  const light = image.map((value, pixel) =>
    labels[pixel] === 0 || labels[pixel] === galaxy ? value - sky : 0,
  );
  const own = sumWhere(image, labels, label => label === galaxy && label > 0, sky);
  const companions = companionsOf(image, sidePx, found);
  const share = companions.light > 0 ? companions.light / (companions.light + Math.max(own, 0)) : 0;
  const beside = {
    companionShare: share,
    companionQuadrant: share > companionLeast ? companions.quadrant : -1,
  };
  if (galaxy === 0) return { ...nothing, ...beside };
  const alone: SquareImage = { light, sidePx };
  const first = petrosianRadius(alone, { ...circleAt(shape.xPx, shape.yPx) });
  const centre = asymmetryCentre(alone, shape, 1.5 * first);
  const round = circleAt(centre.xPx, centre.yPx);
  const petrosianRadiusPx = petrosianRadius(alone, round);
  const whole = { ...round, radiusPx: 1.5 * petrosianRadiusPx };
  const [r20, r80] = [0.2, 0.8].map(part => radiusOfLight(alone, whole, part));
  const pixels = giniPixels(alone, { ...shape, ...centre }, found);
  return {
    flux: own,
    halfLightRadiusPx: radiusOfLight(alone, whole, 0.5),
    petrosianRadiusPx,
    axisRatio: shape.axisRatio,
    angleRad: shape.angleRad,
    concentration: 5 * Math.log10(r80 / r20),
    asymmetry:
      asymmetryOf(alone, whole) -
      (skyTurned * noise * withinEllipse(alone, whole).area) / absoluteLight(alone, whole),
    smoothness: smoothnessOf(alone, whole, petrosianRadiusPx, noise),
    gini: giniOf(pixels.map(pixel => light[pixel])),
    m20: momentOfBrightest(alone, pixels),
    ...beside,
  };
}

const skyTurned = 2 / Math.sqrt(Math.PI); // mean of |a − b| of two normal numbers, in their deviation

const circleAt = (xPx: number, yPx: number) => ({ xPx, yPx, axisRatio: 1, angleRad: 0 });

const nothing = {
  ...{
    flux: Number.NaN,
    halfLightRadiusPx: Number.NaN,
    petrosianRadiusPx: Number.NaN,
    axisRatio: Number.NaN,
  },
  ...{ angleRad: Number.NaN, concentration: Number.NaN, asymmetry: Number.NaN, smoothness: Number.NaN },
  ...{ gini: Number.NaN, m20: Number.NaN },
};

function absoluteLight(
  { light, sidePx }: SquareImage,
  circle: { xPx: number; yPx: number; radiusPx: number; axisRatio: number; angleRad: number },
): number {
  return withinEllipse({ light: light.map(Math.abs), sidePx }, circle).light;
}

function sumWhere(
  image: Float32Array,
  labels: Int32Array,
  is: (label: number) => boolean,
  sky: number,
): number {
  let sum = 0;
  for (const [pixel, label] of labels.entries()) if (is(label)) sum += image[pixel] - sky;
  return sum;
}

function companionsOf(image: Float32Array, sidePx: number, { labels, galaxy, sky }: CentralGalaxy) {
  const middle = (sidePx - 1) / 2;
  const quadrants = [0, 0, 0, 0];
  for (const [pixel, label] of labels.entries()) {
    if (label === 0 || label === galaxy) continue;
    const [right, below] = [(pixel % sidePx) - middle, Math.floor(pixel / sidePx) - middle];
    const quadrant = below >= 0 ? (right >= 0 ? 0 : 1) : right < 0 ? 2 : 3;
    quadrants[quadrant] += Math.max(0, image[pixel] - sky);
  }
  const light = quadrants.reduce((sum, value) => sum + value, 0);
  return { light, quadrant: quadrants.indexOf(Math.max(...quadrants)) };
}
