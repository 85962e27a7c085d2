import { type CentralGalaxy, centralGalaxy } from './centralGalaxy.ts';
import { pixelsAround } from './sources.ts';

/** A galaxy alone and turned to its long axis, with what was taken away. */
interface StandardPicture {
  /** (outPx, outPx) row-major 0–1: the least is 0, the most 1; of a coloured one (outPx, outPx, 3), the most and least of all colours */
  picture: Float32Array;
  /** (sidePx, sidePx) of the picture that was given: 1 where another source was covered */
  covered: Uint8Array;
  found: CentralGalaxy;
}

/** What is made alike. */
interface StandardiseOptions {
  /** Side of the result, at the scale of what was given; at most sidePx / √2, that its corners are seen at every turn. */
  outPx: number;
  /** Whether other sources are covered. Default true */
  mask?: boolean;
  /** Whether the long axis is laid along x, the brighter side to the right and below. Default true */
  turn?: boolean;
  /** (sidePx, sidePx, 3) row-major: the same picture in colours, made alike instead of the grey one, by what the grey one shows. */
  coloured?: Float32Array;
}

/**
 * Takes out of a picture what says nothing of its galaxy: other sources, covered by the galaxy's other side (half a turn around
 * its middle) or, where that is covered too, by the sky; the angle it lies at; and its brightness.
 *
 * @param image (sidePx, sidePx) row-major, grey, any scale
 * @throws RangeError where outPx is larger than sidePx
 */
export function standardisePicture(
  image: Float32Array,
  sidePx: number,
  { outPx, mask = true, turn = true, coloured }: StandardiseOptions,
): StandardPicture {
  if (!(outPx >= 1 && outPx <= sidePx)) {
    throw new RangeError(`need 1 ≤ outPx ≤ sidePx; got outPx = ${outPx}, sidePx = ${sidePx}`);
  }
  const found = centralGalaxy(image, sidePx);
  const covered = mask ? othersOf(found, sidePx) : new Uint8Array(image.length);
  const alone = (plane: Float32Array, sky: number) =>
    mask ? withoutOthers(plane, sidePx, covered, found, sky) : plane;
  const grid = turn
    ? longAxis(alone(image, found.sky), sidePx, outPx, found)
    : { cos: 1, sin: 0, right: 1 as const, below: 1 as const };
  const made = (plane: Float32Array, sky: number) => sampled(alone(plane, sky), sidePx, outPx, grid, sky);
  if (!coloured) return { picture: stretched(made(image, found.sky)), covered, found };
  const picture = new Float32Array(3 * outPx * outPx);
  for (let c = 0; c < 3; c++) {
    const plane = image.map((_, pixel) => coloured[3 * pixel + c]);
    for (const [pixel, value] of made(plane, skyOf(plane, found)).entries()) picture[3 * pixel + c] = value;
  }
  return { picture: stretched(picture), covered, found };
}

/** Median of what belongs to no source; the least where all does. */
function skyOf(plane: Float32Array, { labels }: CentralGalaxy): number {
  const empty = plane.filter((_, pixel) => labels[pixel] === 0).sort();
  return empty.length > 0 ? empty[empty.length >> 1] : plane.reduce((least, value) => Math.min(least, value));
}

/** (n) The least becomes 0 and the most 1; a flat picture becomes 0. @param image (n) any scale */
export function stretched(image: Float32Array): Float32Array {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of image) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return most > least ? image.map(value => (value - least) / (most - least)) : image.map(() => 0);
}

/** Other sources and a rim of one pixel around them, for smoothing hid their edges; never the galaxy itself. */
function othersOf({ labels, galaxy }: CentralGalaxy, sidePx: number): Uint8Array {
  const covered = new Uint8Array(labels.length);
  for (let pixel = 0; pixel < labels.length; pixel++) {
    if (labels[pixel] === 0 || labels[pixel] === galaxy) continue;
    covered[pixel] = 1;
    for (const other of pixelsAround(pixel, sidePx, labels.length)) {
      if (labels[other] !== galaxy) covered[other] = 1;
    }
  }
  return covered;
}

function withoutOthers(
  image: Float32Array,
  sidePx: number,
  covered: Uint8Array,
  { shape }: CentralGalaxy,
  sky: number,
): Float32Array {
  return image.map((value, pixel) => {
    if (covered[pixel] === 0) return value;
    const x = Math.round(2 * shape.xPx - (pixel % sidePx));
    const y = Math.round(2 * shape.yPx - Math.floor(pixel / sidePx));
    const inside = x >= 0 && x < sidePx && y >= 0 && y < sidePx;
    return inside && covered[y * sidePx + x] === 0 ? image[y * sidePx + x] : sky;
  });
}

/** A grid around the picture's middle: its turn, and along which of its axes it runs backwards. */
interface Grid {
  cos: number;
  sin: number;
  right: 1 | -1;
  below: 1 | -1;
}

/** The grid with the long axis along x, mirrored so that more light lies far right and far below. */
function longAxis(image: Float32Array, sidePx: number, outPx: number, { shape, sky }: CentralGalaxy): Grid {
  const grid: Grid = { cos: Math.cos(shape.angleRad), sin: Math.sin(shape.angleRad), right: 1, below: 1 };
  const out = sampled(image, sidePx, outPx, grid, sky);
  const middle = (outPx - 1) / 2;
  let [right, below] = [0, 0]; // thirds moments of the light: which tail is the longer
  for (let pixel = 0; pixel < out.length; pixel++) {
    const [x, y] = [(pixel % outPx) - middle, Math.floor(pixel / outPx) - middle];
    right += (out[pixel] - sky) * x ** 3;
    below += (out[pixel] - sky) * y ** 3;
  }
  return { ...grid, right: right >= 0 ? 1 : -1, below: below >= 0 ? 1 : -1 };
}

/** Bilinear samples of a grid; the sky outside the picture. */
function sampled(
  image: Float32Array,
  sidePx: number,
  outPx: number,
  { cos, sin, right, below }: Grid,
  sky: number,
): Float32Array {
  const [middle, centre] = [(outPx - 1) / 2, (sidePx - 1) / 2];
  const at = (x: number, y: number) =>
    x >= 0 && x < sidePx && y >= 0 && y < sidePx ? image[y * sidePx + x] : sky;
  return Float32Array.from({ length: outPx * outPx }, (_, pixel) => {
    const along = right * ((pixel % outPx) - middle);
    const aside = below * (Math.floor(pixel / outPx) - middle);
    const [x, y] = [centre + cos * along - sin * aside, centre + sin * along + cos * aside];
    const [left, top] = [Math.floor(x), Math.floor(y)];
    const [across, down] = [x - left, y - top];
    return (
      (at(left, top) * (1 - across) + at(left + 1, top) * across) * (1 - down) +
      (at(left, top + 1) * (1 - across) + at(left + 1, top + 1) * across) * down
    );
  });
}
