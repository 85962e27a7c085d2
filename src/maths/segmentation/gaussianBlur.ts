/**
 * A grey image smoothed by a Gaussian, along rows and then along columns; the image is mirrored at its edges (d c b a | a b c d),
 * as scipy.ndimage.gaussian_filter does by default.
 *
 * @param image (heightPx, widthPx) row-major
 * @param sigmaPx of the Gaussian, cut off at four; 0 gives a copy
 * @returns (heightPx, widthPx)
 */
export function gaussianBlur(image: ArrayLike<number>, widthPx: number, sigmaPx: number): Float32Array {
  if (!(sigmaPx > 0)) return Float32Array.from(image);
  const reach = Math.floor(4 * sigmaPx + 0.5);
  const weights = Float64Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-0.5 * ((i - reach) / sigmaPx) ** 2),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  for (let i = 0; i < weights.length; i++) weights[i] /= sum;
  return blurredDown(blurredAcross(image, widthPx, weights), widthPx, weights);
}

function blurredAcross(image: ArrayLike<number>, widthPx: number, weights: Float64Array): Float32Array {
  const blurred = new Float32Array(image.length);
  const places = mirroredPlaces(widthPx, weights.length);
  const padded = new Float64Array(places.length);
  for (let start = 0; start < image.length; start += widthPx) {
    for (let i = 0; i < padded.length; i++) padded[i] = image[start + places[i]];
    for (let x = 0; x < widthPx; x++) {
      let sum = 0;
      for (let k = 0; k < weights.length; k++) sum += padded[x + k] * weights[k];
      blurred[start + x] = sum;
    }
  }
  return blurred;
}

/** Whole rows at a time: a column's pixels lie far apart in memory. */
function blurredDown(image: Float32Array, widthPx: number, weights: Float64Array): Float32Array {
  const blurred = new Float32Array(image.length);
  const heightPx = image.length / widthPx;
  const places = mirroredPlaces(heightPx, weights.length);
  const sums = new Float64Array(widthPx);
  for (let y = 0; y < heightPx; y++) {
    sums.fill(0);
    for (let k = 0; k < weights.length; k++) {
      const [start, weight] = [places[y + k] * widthPx, weights[k]];
      for (let x = 0; x < widthPx; x++) sums[x] += image[start + x] * weight;
    }
    blurred.set(sums, y * widthPx);
  }
  return blurred;
}

/** For a line and what is before and behind it, as far as the weights reach: the places inside that are there or mirrored. */
function mirroredPlaces(length: number, weights: number): Int32Array {
  const reach = (weights - 1) / 2;
  return Int32Array.from({ length: length + 2 * reach }, (_, i) => mirrored(i - reach, length));
}

/** A place outside a line as the one inside that it mirrors, the edge pixel counted twice. */
function mirrored(at: number, length: number): number {
  const period = 2 * length;
  const wrapped = ((at % period) + period) % period;
  return wrapped < length ? wrapped : period - 1 - wrapped;
}
