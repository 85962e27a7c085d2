import { Nearest } from '../../../maths/neighbours/nearest.ts';

/** Galaxies are compared at this many pixels a side: shapes remain, noise does not. */
export const comparedSidePx = 16;
const size = comparedSidePx * comparedSidePx * 3;
const orientations = 8; // a galaxy has no up and no handedness

/** Small pixels of a catalogue's galaxies, as they come. */
export interface SmallGalaxies {
  /** @param rows (n) of the catalogue @param pixels (n, {@link comparedSidePx}, {@link comparedSidePx}, 3) RGB */
  add(rows: Uint32Array, pixels: Uint8Array): void;
  readonly count: number;
  /**
   * Rows of the k galaxies most like an image: by the correlation of their pixels, each channel about its own mean, in the best
   * of eight orientations. The likeness of a blank image is 0.
   *
   * @param image (side, side, 3) row-major; its side a multiple of {@link comparedSidePx}
   */
  nearest(image: Float32Array, sidePx: number, k: number): { row: number; likeness: number }[];
}

/** @param capacity most galaxies that will be added */
export function createSmallGalaxies(capacity: number): SmallGalaxies {
  const rows = new Uint32Array(capacity);
  const pixels = new Uint8Array(capacity * size);
  let count = 0;
  return {
    add(own, values) {
      rows.set(own, count);
      pixels.set(values, count * size);
      count += own.length;
    },
    get count() {
      return count;
    },
    nearest(image, sidePx, k) {
      const turned = allOrientations(centred(shrunk(image, sidePx)));
      const best = new Nearest(Math.min(k, count));
      const galaxy = new Float32Array(size);
      for (let i = 0; i < count; i++) {
        galaxy.set(pixels.subarray(i * size, (i + 1) * size));
        centred(galaxy);
        let most = Number.NEGATIVE_INFINITY;
        for (let turn = 0; turn < orientations; turn++) {
          let sum = 0;
          for (let p = 0, at = turn * size; p < size; p++, at++) sum += galaxy[p] * turned[at];
          if (sum > most) most = sum;
        }
        best.offer(i, -most);
      }
      const { indices, distances } = best.take();
      return Array.from(indices, (index, i) => ({ row: rows[index], likeness: -distances[i] }));
    },
  };
}

/** Means over square blocks: (16, 16, 3). */
export function shrunk(image: Float32Array, sidePx: number): Float32Array {
  const block = sidePx / comparedSidePx;
  if (!Number.isInteger(block)) {
    throw new RangeError(`need a side of a multiple of ${comparedSidePx} px; got ${sidePx}`);
  }
  const small = new Float32Array(size);
  for (let y = 0; y < sidePx; y++) {
    for (let x = 0; x < sidePx; x++) {
      const to = (Math.floor(y / block) * comparedSidePx + Math.floor(x / block)) * 3;
      for (let c = 0; c < 3; c++) small[to + c] += image[(y * sidePx + x) * 3 + c] / block ** 2;
    }
  }
  return small;
}

/** Takes away each channel's mean and brings the whole to length 1, in place. */
function centred(image: Float32Array): Float32Array {
  const means = [0, 0, 0];
  for (let p = 0; p < size; p++) means[p % 3] += image[p] / (size / 3);
  let squares = 0;
  for (let p = 0; p < size; p++) {
    image[p] -= means[p % 3];
    squares += image[p] ** 2;
  }
  const length = Math.sqrt(squares);
  if (length > 0) for (let p = 0; p < size; p++) image[p] /= length;
  return image;
}

/** (8, 16, 16, 3): the four quarter turns of an image and of its mirror image. */
function allOrientations(image: Float32Array): Float32Array {
  const all = new Float32Array(orientations * size);
  const last = comparedSidePx - 1;
  for (let turn = 0; turn < orientations; turn++) {
    for (let y = 0; y < comparedSidePx; y++) {
      for (let x = 0; x < comparedSidePx; x++) {
        let [u, v] = turn < 4 ? [x, y] : [last - x, y];
        for (let quarter = 0; quarter < turn % 4; quarter++) [u, v] = [last - v, u];
        const to = turn * size + (v * comparedSidePx + u) * 3;
        const from = (y * comparedSidePx + x) * 3;
        for (let c = 0; c < 3; c++) all[to + c] = image[from + c];
      }
    }
  }
  return all;
}
