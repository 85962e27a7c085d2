import { descendingPlaces } from '../statistics/radixOrder.ts';

/** The sources of an image. */
export interface Sources {
  /** (heightPx, widthPx) row-major: 0 for sky, 1 for the source of the highest peak, 2 for the next … */
  labels: Int32Array;
  /** (sources) the pixel of each one's peak, that of label 1 first. */
  peaks: number[];
}

/** What counts as a source. */
interface SourceRules {
  /** Pixels above it belong to a source. */
  threshold: number;
  /**
   * Two peaks are one source where the saddle between them is higher than this share of the lower peak's height over
   * `base`. 0–1; 1 leaves every peak its own. Default 0.75
   */
  saddleShare?: number;
  /** Nor are two peaks parted of which the lower rises less than this over the saddle: ripples of noise on a bright galaxy. Default 0 */
  leastRise?: number;
  /** What heights are counted from: the level of the sky. Default 0 */
  base?: number;
  /** Smaller sources join the one they touch highest, or are sky where they touch none. Default 5 */
  leastPixels?: number;
}

/**
 * Finds sources and parts those that touch: a watershed by flooding from above, of the pixels over a threshold, corners counted
 * as neighbours. Pixels are taken from the brightest down; each joins the basin of its brightest neighbour, and a pixel between
 * two basins is their saddle.
 *
 * @param image (heightPx, widthPx) row-major, smoothed: every ripple is a peak
 */
export function findSources(
  image: Float32Array,
  widthPx: number,
  { threshold, saddleShare = 0.75, leastRise = 0, base = 0, leastPixels = 5 }: SourceRules,
): Sources {
  const order = brightestFirst(image, threshold);
  const labels = new Int32Array(image.length).fill(-1);
  const basins = createBasins(order.length);
  const { peaks, pixels } = basins;
  const touching: [a: number, b: number][] = []; // highest saddles first
  const beside: number[] = []; // basins that a pixel joins or parts
  for (let i = 0; i < order.length; i++) {
    const pixel = order[i];
    const column = pixel % widthPx;
    let [uphill, brightest] = [-1, Number.NEGATIVE_INFINITY];
    beside.length = 0;
    for (let row = pixel - widthPx; row <= pixel + widthPx; row += widthPx) {
      if (row < 0 || row >= image.length) continue;
      const last = column + 1 < widthPx ? row + 1 : row;
      for (let neighbour = column > 0 ? row - 1 : row; neighbour <= last; neighbour++) {
        if (labels[neighbour] < 0) continue; // as the pixel itself, still
        const basin = basins.rootOf(labels[neighbour]);
        if (!beside.includes(basin)) beside.push(basin);
        if (image[neighbour] > brightest) {
          uphill = basin;
          brightest = image[neighbour];
        }
      }
    }
    if (beside.length > 1) beside.sort((a, b) => image[peaks[b]] - image[peaks[a]]);
    for (let at = 1; at < beside.length; at++) {
      const [high, low] = [beside[0], beside[at]];
      const height = image[peaks[low]];
      const isRipple = height - image[pixel] < leastRise;
      if (isRipple || image[pixel] - base > saddleShare * (height - base)) basins.join(low, high);
      else touching.push([low, high]);
    }
    const own = uphill < 0 ? basins.add(pixel) : basins.rootOf(uphill);
    labels[pixel] = own;
    pixels[own]++;
  }
  for (const [a, b] of touching) {
    const [low, high] = [basins.rootOf(a), basins.rootOf(b)];
    if (low === high) continue;
    const [small, large] = pixels[low] <= pixels[high] ? [low, high] : [high, low];
    if (pixels[small] >= leastPixels) continue;
    if (image[peaks[small]] > image[peaks[large]]) peaks[large] = peaks[small];
    basins.join(small, large);
  }
  const kept = basins
    .roots()
    .filter(basin => pixels[basin] >= leastPixels)
    .sort((a, b) => image[peaks[b]] - image[peaks[a]]);
  const places = new Int32Array(order.length);
  for (const [i, basin] of kept.entries()) places[basin] = i + 1;
  for (let pixel = 0; pixel < labels.length; pixel++) {
    labels[pixel] = labels[pixel] < 0 ? 0 : places[basins.rootOf(labels[pixel])];
  }
  return { labels, peaks: kept.map(basin => peaks[basin]) };
}

/** Basins that join one another. */
interface Basins {
  /** Pixel of each one's peak, and its pixels in all. */
  peaks: Int32Array;
  pixels: Int32Array;
  /** A new one, numbered from 0. */
  add(peak: number): number;
  /** The basin that one has come to be part of, or itself. */
  rootOf(basin: number): number;
  join(low: number, high: number): void;
  /** Those that are part of no other, in the order they were added. */
  roots(): number[];
}

/** @param most that there will be */
function createBasins(most: number): Basins {
  const [peaks, pixels, joined] = [new Int32Array(most), new Int32Array(most), new Int32Array(most)];
  let count = 0;
  return {
    peaks,
    pixels,
    add(peak) {
      [peaks[count], joined[count]] = [peak, count];
      return count++;
    },
    rootOf(basin) {
      let root = basin;
      while (joined[root] !== root) {
        joined[root] = joined[joined[root]]; // the way is shorter next time
        root = joined[root];
      }
      return root;
    },
    join(low, high) {
      joined[low] = high;
      pixels[high] += pixels[low];
    },
    roots: () => Array.from({ length: count }, (_, basin) => basin).filter(basin => joined[basin] === basin),
  };
}

function brightestFirst(image: Float32Array, threshold: number): Uint32Array {
  const above = new Uint32Array(image.length);
  let count = 0;
  for (let i = 0; i < image.length; i++) if (image[i] > threshold) above[count++] = i;
  return descendingPlaces(image, above.subarray(0, count));
}

/** The pixels beside one, corners included. */
export function pixelsAround(pixel: number, widthPx: number, pixels: number): number[] {
  const column = pixel % widthPx;
  const found: number[] = [];
  for (let down = -widthPx; down <= widthPx; down += widthPx) {
    for (let right = -1; right <= 1; right++) {
      const other = pixel + down + right;
      if (column + right < 0 || column + right >= widthPx || other < 0 || other >= pixels) continue;
      if (other !== pixel) found.push(other);
    }
  }
  return found;
}
