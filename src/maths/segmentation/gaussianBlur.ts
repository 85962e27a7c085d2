/**
 * A grey image smoothed by a Gaussian, along rows and then along columns; the image is mirrored at its edges (d c b a | a b c d),
 * as scipy.ndimage.gaussian_filter does by default.
 *
 * @param image (heightPx, widthPx) row-major
 * @param sigmaPx of the Gaussian, cut off at four; 0 gives a copy
 * @returns (heightPx, widthPx)
 */
export function gaussianBlur(image: ArrayLike<number>, widthPx: number, sigmaPx: number): Float32Array {
  const blurred = Float32Array.from(image);
  if (!(sigmaPx > 0)) return blurred;
  const heightPx = image.length / widthPx;
  const reach = Math.floor(4 * sigmaPx + 0.5);
  const weights = Float64Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-0.5 * ((i - reach) / sigmaPx) ** 2),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  for (let i = 0; i < weights.length; i++) weights[i] /= sum;
  for (let y = 0; y < heightPx; y++) blurLine(blurred, y * widthPx, 1, widthPx, weights);
  for (let x = 0; x < widthPx; x++) blurLine(blurred, x, widthPx, heightPx, weights);
  return blurred;
}

/** Smooths one row or column in place. Positional parameters: a line is where it begins, its step and its length. */
function blurLine(
  image: Float32Array,
  start: number,
  step: number,
  length: number,
  weights: Float64Array,
): void {
  const reach = (weights.length - 1) / 2;
  const padded = new Float64Array(length + 2 * reach);
  for (let i = 0; i < padded.length; i++) {
    padded[i] = image[start + mirrored(i - reach, length) * step];
  }
  for (let i = 0; i < length; i++) {
    let sum = 0;
    for (let k = 0; k < weights.length; k++) sum += padded[i + k] * weights[k];
    image[start + i * step] = sum;
  }
}

/** A place outside a line as the one inside that it mirrors, the edge pixel counted twice. */
function mirrored(at: number, length: number): number {
  const period = 2 * length;
  const wrapped = ((at % period) + period) % period;
  return wrapped < length ? wrapped : period - 1 - wrapped;
}
