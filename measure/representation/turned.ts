/** One of the eight ways to show a square image: mirrored left to right or not, then turned anticlockwise. */
interface Orientation {
  mirrored: boolean;
  quarterTurns: number;
}

/** All eight, the first as the image is, then its quarter turns, then those of its mirror image. */
export const orientations: readonly Orientation[] = [false, true].flatMap(mirrored =>
  [0, 1, 2, 3].map(quarterTurns => ({ mirrored, quarterTurns })),
);

/** Images (n, side, side, 3) row-major, each shown in another orientation. */
export function turned(
  pixels: Uint8Array,
  sidePx: number,
  { mirrored, quarterTurns }: Orientation,
): Uint8Array {
  const out = new Uint8Array(pixels.length);
  const last = sidePx - 1;
  const size = sidePx * sidePx * 3;
  for (let first = 0; first < pixels.length; first += size) {
    for (let y = 0; y < sidePx; y++) {
      for (let x = 0; x < sidePx; x++) {
        let [u, v] = mirrored ? [last - x, y] : [x, y];
        for (let quarter = 0; quarter < quarterTurns; quarter++) [u, v] = [v, last - u];
        const to = first + (v * sidePx + u) * 3;
        const from = first + (y * sidePx + x) * 3;
        for (let c = 0; c < 3; c++) out[to + c] = pixels[from + c];
      }
    }
  }
  return out;
}

/** How alike galaxies and other views of them are. */
export interface Likeness {
  /** Mean cosine of a view with its galaxy, the catalogue's mean subtracted */
  cosine: number;
  /** Share of views whose nearest galaxy of the catalogue (Euclidean) is their own */
  findsItself: number;
}

/**
 * @param catalogue (n, columns)
 * @param views each (m, columns): the first m galaxies of the catalogue, seen otherwise
 */
export function likeness(catalogue: Float32Array, columns: number, views: readonly Float32Array[]): Likeness {
  const n = catalogue.length / columns;
  const mean = new Float64Array(columns);
  for (let i = 0; i < catalogue.length; i++) mean[i % columns] += catalogue[i] / n;
  let [cosines, found, count] = [0, 0, 0];
  for (const view of views) {
    for (let i = 0; i < view.length / columns; i++, count++) {
      const own = view.subarray(i * columns, (i + 1) * columns);
      cosines += cosineFrom(mean, own, catalogue.subarray(i * columns, (i + 1) * columns));
      if (nearestTo(own, catalogue, columns) === i) found++;
    }
  }
  return { cosine: cosines / count, findsItself: found / count };
}

function cosineFrom(mean: Float64Array, a: Float32Array, b: Float32Array): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (let j = 0; j < mean.length; j++) {
    const [x, y] = [a[j] - mean[j], b[j] - mean[j]];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return ab / Math.sqrt(aa * bb);
}

function nearestTo(wanted: Float32Array, catalogue: Float32Array, columns: number): number {
  let [best, least] = [-1, Number.POSITIVE_INFINITY];
  for (let k = 0; k < catalogue.length / columns; k++) {
    let distance = 0;
    for (let j = 0; j < columns && distance < least; j++) {
      distance += (wanted[j] - catalogue[k * columns + j]) ** 2;
    }
    if (distance < least) [best, least] = [k, distance];
  }
  return best;
}
