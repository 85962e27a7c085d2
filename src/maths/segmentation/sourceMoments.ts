/** Where a source of a large image is, and how it lies. Pixel centres are at whole numbers. */
interface SourceShape {
  xPx: number;
  yPx: number;
  /** Standard deviations of its light along its long and its short axis, at least that of a pixel. */
  majorPx: number;
  minorPx: number;
  /** Of the long axis from the x axis towards growing y, −π/2 … π/2. */
  angleRad: number;
  /** Pixels of its own. */
  pixels: number;
  /** Highest of them over the sky. */
  peak: number;
}

const ofOnePixel = 1 / 12; // variance of a pixel's own width

/**
 * First and second moments of all sources in one pass over the image (SExtractor's X2, Y2 and XY); pixels below 0 count as 0.
 *
 * @param light (heightPx, widthPx) over the sky
 * @param labels (heightPx, widthPx) 0 for sky, 1 … count
 * @returns (count) null for a source without light
 */
export function sourceMoments(
  light: Float32Array,
  widthPx: number,
  labels: Int32Array,
  count: number,
): (SourceShape | null)[] {
  const sums = new Float64Array(8 * count); // of light, x, y, xx, yy, xy, pixels; highest
  for (let pixel = 0; pixel < labels.length; pixel++) {
    if (labels[pixel] === 0) continue;
    const at = 8 * (labels[pixel] - 1);
    const own = light[pixel];
    sums[at + 6]++;
    if (!(own > 0)) continue;
    const x = pixel % widthPx;
    const y = (pixel - x) / widthPx;
    sums[at] += own;
    sums[at + 1] += own * x;
    sums[at + 2] += own * y;
    sums[at + 3] += own * x * x;
    sums[at + 4] += own * y * y;
    sums[at + 5] += own * x * y;
    sums[at + 7] = Math.max(sums[at + 7], own);
  }
  return Array.from({ length: count }, (_, i) => {
    const [all, x, y, xx, yy, xy, pixels, peak] = sums.subarray(8 * i, 8 * i + 8);
    if (!(all > 0)) return null;
    const [xPx, yPx] = [x / all, y / all];
    const varX = Math.max(ofOnePixel, xx / all - xPx * xPx);
    const varY = Math.max(ofOnePixel, yy / all - yPx * yPx);
    const both = xy / all - xPx * yPx;
    const [half, apart] = [(varX + varY) / 2, Math.hypot((varX - varY) / 2, both)];
    return {
      ...{ xPx, yPx, pixels, peak },
      majorPx: Math.sqrt(half + apart),
      minorPx: Math.sqrt(Math.max(ofOnePixel, half - apart)),
      angleRad: apart > 0 ? 0.5 * Math.atan2(2 * both, varX - varY) : 0,
    };
  });
}
