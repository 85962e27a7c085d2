import { type CentralGalaxy, centralGalaxy } from './centralGalaxy.ts';
import { pixelsAround } from './sources.ts';

/** A galaxy alone and turned to its long axis, with what was taken away. */
interface StandardPicture {
  /** (outPx, outPx) row-major 0–1: the least is 0, the most 1 */
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
  { outPx, mask = true, turn = true }: StandardiseOptions,
): StandardPicture {
  if (!(outPx >= 1 && outPx <= sidePx)) {
    throw new RangeError(`need 1 ≤ outPx ≤ sidePx; got outPx = ${outPx}, sidePx = ${sidePx}`);
  }
  const found = centralGalaxy(image, sidePx);
  const covered = mask ? othersOf(found, sidePx) : new Uint8Array(image.length);
  const alone = mask ? withoutOthers(image, sidePx, covered, found) : image;
  const picture = turn
    ? stretched(turned(alone, sidePx, outPx, found))
    : stretched(sampled(alone, sidePx, outPx, { cos: 1, sin: 0, ...middleOf(sidePx) }, found.sky));
  return { picture, covered, found };
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

const middleOf = (sidePx: number) => ({ xPx: (sidePx - 1) / 2, yPx: (sidePx - 1) / 2 });

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
  { shape, sky }: CentralGalaxy,
): Float32Array {
  return image.map((value, pixel) => {
    if (covered[pixel] === 0) return value;
    const x = Math.round(2 * shape.xPx - (pixel % sidePx));
    const y = Math.round(2 * shape.yPx - Math.floor(pixel / sidePx));
    const inside = x >= 0 && x < sidePx && y >= 0 && y < sidePx;
    return inside && covered[y * sidePx + x] === 0 ? image[y * sidePx + x] : sky;
  });
}

/** The long axis along x around the picture's middle, turned and mirrored so that more light lies far right and far below. */
function turned(image: Float32Array, sidePx: number, outPx: number, found: CentralGalaxy): Float32Array {
  const { shape, sky } = found;
  const [cos, sin] = [Math.cos(shape.angleRad), Math.sin(shape.angleRad)];
  const out = sampled(image, sidePx, outPx, { cos, sin, ...middleOf(sidePx) }, sky);
  const middle = (outPx - 1) / 2;
  let [right, below] = [0, 0]; // thirds moments of the light: which tail is the longer
  for (let pixel = 0; pixel < out.length; pixel++) {
    const [x, y] = [(pixel % outPx) - middle, Math.floor(pixel / outPx) - middle];
    right += (out[pixel] - sky) * x ** 3;
    below += (out[pixel] - sky) * y ** 3;
  }
  if (right >= 0 && below >= 0) return out;
  return out.map((_, pixel) => {
    const [x, y] = [pixel % outPx, Math.floor(pixel / outPx)];
    return out[(below >= 0 ? y : outPx - 1 - y) * outPx + (right >= 0 ? x : outPx - 1 - x)];
  });
}

/** Bilinear samples of a turned grid around a place; the sky outside the picture. */
function sampled(
  image: Float32Array,
  sidePx: number,
  outPx: number,
  { cos, sin, xPx, yPx }: { cos: number; sin: number; xPx: number; yPx: number },
  sky: number,
): Float32Array {
  const middle = (outPx - 1) / 2;
  const at = (x: number, y: number) =>
    x >= 0 && x < sidePx && y >= 0 && y < sidePx ? image[y * sidePx + x] : sky;
  return Float32Array.from({ length: outPx * outPx }, (_, pixel) => {
    const [right, below] = [(pixel % outPx) - middle, Math.floor(pixel / outPx) - middle];
    const [x, y] = [xPx + cos * right - sin * below, yPx + sin * right + cos * below];
    const [left, top] = [Math.floor(x), Math.floor(y)];
    const [across, down] = [x - left, y - top];
    return (
      (at(left, top) * (1 - across) + at(left + 1, top) * across) * (1 - down) +
      (at(left, top + 1) * (1 - across) + at(left + 1, top + 1) * across) * down
    );
  });
}
