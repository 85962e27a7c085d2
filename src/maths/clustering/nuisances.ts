import { type CentralGalaxy, centralGalaxy } from '../segmentation/centralGalaxy.ts';

/** What a clustering should not be about, measured of every picture: the numbers of a galaxy, in this order. */
const nuisanceNames = [
  'companionShare',
  'companionQuadrant',
  'angleRad',
  'axisRatio',
  'flux',
  'majorPx',
] as const;

/** Numbers a galaxy. */
export const nuisanceCount = nuisanceNames.length;

const companionLeast = 0.04; // of the light: a smaller share is a speck, as in segmentation/galaxyMeasures.ts
const elongated = 0.7; // axis ratio below which a galaxy has an angle
const quadrantWords = ['below right', 'below left', 'above left', 'above right'];

/**
 * @param image (sidePx, sidePx) row-major, grey, 0–255
 * @param found absent: looked for
 */
export function nuisancesOf(
  image: Float32Array,
  sidePx: number,
  found: CentralGalaxy = centralGalaxy(image, sidePx),
): number[] {
  const { labels, galaxy, sky, shape } = found;
  const middle = (sidePx - 1) / 2;
  const quadrants = [0, 0, 0, 0];
  let own = 0;
  for (const [pixel, label] of labels.entries()) {
    if (label === 0) continue;
    const light = Math.max(0, image[pixel] - sky);
    if (label === galaxy) {
      own += light;
      continue;
    }
    const [right, below] = [(pixel % sidePx) - middle, Math.floor(pixel / sidePx) - middle];
    quadrants[below >= 0 ? (right >= 0 ? 0 : 1) : right < 0 ? 2 : 3] += light;
  }
  const others = quadrants.reduce((sum, value) => sum + value, 0);
  const share = others > 0 ? others / (others + own) : 0;
  const quadrant = share > companionLeast ? quadrants.indexOf(Math.max(...quadrants)) : -1;
  return [share, quadrant, shape.angleRad, shape.axisRatio, own, shape.majorPx];
}

/** A column of few words: what a division of galaxies is compared with. */
export interface CodedColumn {
  name: string;
  /** As a sentence names it: "companion", "Spiral arms". */
  label: string;
  /** By code, to follow the label: "below right", "high". */
  words: string[];
  /** (n) place in the words; −1 where there is none */
  codes: Int32Array;
}

/**
 * The nuisances as words.
 *
 * @param values (n, nuisances) row-major; NaN where a galaxy was not measured
 * @param binsOf bins of equal numbers of galaxies, from low to high
 */
export function nuisanceColumns(
  values: ArrayLike<number>,
  binsOf: (column: Float64Array) => Int32Array,
): CodedColumn[] {
  const n = values.length / nuisanceCount;
  const of = (name: (typeof nuisanceNames)[number]) =>
    Float64Array.from({ length: n }, (_, i) => values[i * nuisanceCount + nuisanceNames.indexOf(name)]);
  const [share, quadrant, angle, ratio] = (
    ['companionShare', 'companionQuadrant', 'angleRad', 'axisRatio'] as const
  ).map(of);
  const known = (i: number) => !Number.isNaN(share[i]);
  const column = (name: string, label: string, words: string[], code: (i: number) => number) => ({
    ...{ name, label, words },
    codes: Int32Array.from({ length: n }, (_, i) => (known(i) ? code(i) : -1)),
  });
  const bins = (name: (typeof nuisanceNames)[number]) => binsOf(of(name));
  const [light, size] = [bins('flux'), bins('majorPx')];
  return [
    column('companion', 'a companion', ['has none', 'has one'], i => Number(quadrant[i] >= 0)),
    column('companion quadrant', 'the companion’s place', quadrantWords, i => quadrant[i]),
    column('companion and place', 'a companion and its place', [...quadrantWords, 'has none'], i =>
      quadrant[i] < 0 ? quadrantWords.length : quadrant[i],
    ),
    column('orientation', 'orientation', ['along 0°', 'along 45°', 'along 90°', 'along 135°'], i =>
      ratio[i] < elongated ? ((Math.round((-angle[i] * 4) / Math.PI) % 4) + 4) % 4 : -1,
    ),
    column('brightness', 'brightness', levelWords, i => light[i]),
    column('size', 'size', levelWords, i => size[i]),
  ];
}

/** Of five bins of equal numbers of galaxies. */
export const levelWords = ['very low', 'low', 'middling', 'high', 'very high'];
