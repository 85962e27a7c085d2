import { skyLevel } from './skyLevel.ts';

/** The sky under every pixel of an image. */
interface MeshBackground {
  /** (heightPx, widthPx) row-major */
  level: Float32Array;
  /** (heightPx, widthPx): standard deviation */
  noise: Float32Array;
}

/**
 * The sky of an image that changes across it: the clipped median and deviation of boxes, smoothed by a median of three boxes
 * by three, and interpolated between their middles (photutils' `Background2D` with `MedianBackground`, which interpolates by
 * splines). Boxes that no pixel is left in take the median of all.
 *
 * @param image (heightPx, widthPx) row-major; NaN is left out
 * @param boxPx side of a box, several times as large as the sources
 * @param hidden 1 where a pixel is not to count, (heightPx, widthPx). Default: none
 * @throws RangeError where a side is no whole number of at least 1
 */
export function meshBackground(
  image: ArrayLike<number>,
  widthPx: number,
  boxPx: number,
  hidden?: ArrayLike<number>,
): MeshBackground {
  const heightPx = image.length / widthPx;
  if (!(Number.isInteger(heightPx) && boxPx >= 1)) {
    throw new RangeError(
      `need whole rows and a box of 1 px or more; got ${image.length} pixels, ${widthPx} wide, box ${boxPx}`,
    );
  }
  const [across, down] = [Math.ceil(widthPx / boxPx), Math.ceil(heightPx / boxPx)];
  const levels = new Float64Array(across * down).fill(Number.NaN);
  const noises = new Float64Array(across * down).fill(Number.NaN);
  for (let box = 0; box < levels.length; box++) {
    const [left, top] = [(box % across) * boxPx, Math.floor(box / across) * boxPx];
    const inside: number[] = [];
    for (let y = top; y < Math.min(heightPx, top + boxPx); y++) {
      for (let x = left; x < Math.min(widthPx, left + boxPx); x++) {
        const pixel = y * widthPx + x;
        if (Number.isFinite(image[pixel]) && !hidden?.[pixel]) inside.push(image[pixel]);
      }
    }
    if (inside.length === 0) continue;
    const { median, noise } = skyLevel(inside);
    [levels[box], noises[box]] = [median, noise];
  }
  const spread = (mesh: Float64Array) =>
    interpolated(medianOfThree(mesh, across), { across, boxPx, widthPx, heightPx });
  return { level: spread(levels), noise: spread(noises) };
}

/** Each box by the median of itself and those around it. */
function medianOfThree(mesh: Float64Array, across: number): Float64Array {
  const down = mesh.length / across;
  const all = medianOf([...mesh]);
  return mesh.map((_, box) => {
    const [column, row] = [box % across, Math.floor(box / across)];
    const near: number[] = [];
    for (let y = Math.max(0, row - 1); y <= Math.min(down - 1, row + 1); y++) {
      for (let x = Math.max(0, column - 1); x <= Math.min(across - 1, column + 1); x++)
        near.push(mesh[y * across + x]);
    }
    const median = medianOf(near);
    return Number.isNaN(median) ? all : median;
  });
}

/** NaN is left out; NaN where nothing is left. */
function medianOf(values: number[]): number {
  const sorted = values.filter(value => !Number.isNaN(value)).sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return Number.NaN;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function interpolated(
  mesh: Float64Array,
  { across, boxPx, widthPx, heightPx }: { across: number; boxPx: number; widthPx: number; heightPx: number },
): Float32Array {
  const down = mesh.length / across;
  return Float32Array.from({ length: widthPx * heightPx }, (_, pixel) => {
    const place = (at: number, boxes: number) => {
      const exact = Math.min(boxes - 1, Math.max(0, (at + 0.5) / boxPx - 0.5));
      const low = Math.min(Math.floor(exact), Math.max(0, boxes - 2));
      return [low, Math.min(boxes - 1, low + 1), exact - low] as const;
    };
    const [left, right, x] = place(pixel % widthPx, across);
    const [top, bottom, y] = place(Math.floor(pixel / widthPx), down);
    const row = (at: number) => mesh[at * across + left] * (1 - x) + mesh[at * across + right] * x;
    return row(top) * (1 - y) + row(bottom) * y;
  });
}
