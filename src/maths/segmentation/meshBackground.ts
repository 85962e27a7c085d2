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
 * @param level of a box: the mean is right to a fraction of a count where pixels are whole numbers, but wants the sources hidden.
 * Default median
 * @throws RangeError where a side is no whole number of at least 1
 */
export function meshBackground(
  image: Float32Array,
  widthPx: number,
  boxPx: number,
  hidden?: Uint8Array,
  level: 'median' | 'mean' = 'median',
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
  const inside = new Float32Array(boxPx * boxPx);
  for (let box = 0; box < levels.length; box++) {
    const [left, top] = [(box % across) * boxPx, Math.floor(box / across) * boxPx];
    let count = 0;
    for (let y = top; y < Math.min(heightPx, top + boxPx); y++) {
      for (let x = left; x < Math.min(widthPx, left + boxPx); x++) {
        const pixel = y * widthPx + x;
        if (Number.isFinite(image[pixel]) && !hidden?.[pixel]) inside[count++] = image[pixel];
      }
    }
    if (count === 0) continue;
    const sky = skyLevel(inside.subarray(0, count));
    [levels[box], noises[box]] = [sky[level], sky.noise];
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
  const columns = placesAlong(widthPx, across, boxPx);
  const rows = placesAlong(heightPx, down, boxPx);
  const whole = new Float32Array(widthPx * heightPx);
  const line = new Float64Array(across); // the boxes' values at the height of a row
  for (let y = 0; y < heightPx; y++) {
    const [top, bottom, share] = [rows.low[y] * across, rows.high[y] * across, rows.share[y]];
    for (let box = 0; box < across; box++) {
      line[box] = mesh[top + box] * (1 - share) + mesh[bottom + box] * share;
    }
    for (let x = 0; x < widthPx; x++) {
      const right = columns.share[x];
      whole[y * widthPx + x] = line[columns.low[x]] * (1 - right) + line[columns.high[x]] * right;
    }
  }
  return whole;
}

/** For each pixel along an axis the boxes whose middles it lies between, and how far it is from the first to the second. */
function placesAlong(
  length: number,
  boxes: number,
  boxPx: number,
): { low: Int32Array; high: Int32Array; share: Float64Array } {
  const places = {
    low: new Int32Array(length),
    high: new Int32Array(length),
    share: new Float64Array(length),
  };
  for (let at = 0; at < length; at++) {
    const exact = Math.min(boxes - 1, Math.max(0, (at + 0.5) / boxPx - 0.5));
    places.low[at] = Math.min(Math.floor(exact), Math.max(0, boxes - 2));
    places.high[at] = Math.min(boxes - 1, places.low[at] + 1);
    places.share[at] = exact - places.low[at];
  }
  return places;
}
