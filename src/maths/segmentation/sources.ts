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
  const basins: Basin[] = [];
  const rootOf = (label: number): number => {
    while (basins[label].joined !== label) label = basins[label].joined;
    return label;
  };
  const join = (low: number, high: number) => {
    basins[low].joined = high;
    basins[high].pixels += basins[low].pixels;
  };
  const touching: [a: number, b: number][] = []; // highest saddles first
  for (const pixel of order) {
    let [uphill, brightest] = [-1, Number.NEGATIVE_INFINITY];
    const beside: number[] = []; // basins that this pixel joins or parts
    for (const neighbour of pixelsAround(pixel, widthPx, image.length)) {
      if (labels[neighbour] < 0) continue;
      const basin = rootOf(labels[neighbour]);
      if (!beside.includes(basin)) beside.push(basin);
      if (image[neighbour] > brightest) [uphill, brightest] = [basin, image[neighbour]];
    }
    beside.sort((a, b) => image[basins[b].peak] - image[basins[a].peak]);
    for (const low of beside.slice(1)) {
      const [high] = beside;
      const height = image[basins[low].peak];
      const isRipple = height - image[pixel] < leastRise;
      if (isRipple || image[pixel] - base > saddleShare * (height - base)) join(low, high);
      else touching.push([low, high]);
    }
    let own = uphill < 0 ? -1 : rootOf(uphill);
    if (own < 0) {
      own = basins.length;
      basins.push({ peak: pixel, joined: own, pixels: 0 });
    }
    labels[pixel] = own;
    basins[own].pixels++;
  }
  for (const [a, b] of touching) {
    const [low, high] = [rootOf(a), rootOf(b)];
    if (low === high) continue;
    const [small, large] = basins[low].pixels <= basins[high].pixels ? [low, high] : [high, low];
    if (basins[small].pixels >= leastPixels) continue;
    if (image[basins[small].peak] > image[basins[large].peak]) basins[large].peak = basins[small].peak;
    join(small, large);
  }
  const kept = basins
    .map((_, label) => label)
    .filter(label => basins[label].joined === label && basins[label].pixels >= leastPixels)
    .sort((a, b) => image[basins[b].peak] - image[basins[a].peak]);
  const place = new Map(kept.map((label, i) => [label, i + 1]));
  return {
    labels: labels.map(label => (label < 0 ? 0 : (place.get(rootOf(label)) ?? 0))),
    peaks: kept.map(label => basins[label].peak),
  };
}

interface Basin {
  peak: number;
  /** The basin it was joined to, or itself. */
  joined: number;
  pixels: number;
}

function brightestFirst(image: Float32Array, threshold: number): number[] {
  const above: number[] = [];
  for (let i = 0; i < image.length; i++) if (image[i] > threshold) above.push(i);
  return above.sort((a, b) => image[b] - image[a] || a - b);
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
