/** Where a source is and how it lies, from the first and second moments of its light. */
export interface ShapeMoments {
  /** Column and row of the centre of light, pixel centres at whole numbers. */
  xPx: number;
  yPx: number;
  /** Standard deviations of the light along its long and its short axis. */
  majorPx: number;
  minorPx: number;
  /** Short over long axis, 0–1. */
  axisRatio: number;
  /** Of the long axis from the x axis towards growing y, −π/2 … π/2: clockwise as an image is shown. */
  angleRad: number;
}

/**
 * Moments of the light of some pixels (Stetson; SExtractor's X2, Y2 and XY). A source of one pixel has axes of 0 and ratio 1.
 *
 * @param image (heightPx, widthPx) row-major, sky taken off; pixels below 0 count as 0
 * @param belongs whether a pixel is of the source
 * @throws RangeError where no light is left
 */
export function shapeMoments(
  image: ArrayLike<number>,
  widthPx: number,
  belongs: (pixel: number) => boolean,
): ShapeMoments {
  const sums = new Float64Array(6); // of light, x, y, xx, yy, xy
  for (let pixel = 0; pixel < image.length; pixel++) {
    const light = image[pixel];
    if (!(light > 0) || !belongs(pixel)) continue;
    const x = pixel % widthPx;
    const y = (pixel - x) / widthPx;
    sums[0] += light;
    sums[1] += light * x;
    sums[2] += light * y;
    sums[3] += light * x * x;
    sums[4] += light * y * y;
    sums[5] += light * x * y;
  }
  const [light] = sums;
  if (!(light > 0)) throw new RangeError(`need a source with light; got ${light} of ${image.length} pixels`);
  const [xPx, yPx] = [sums[1] / light, sums[2] / light];
  const xx = Math.max(0, sums[3] / light - xPx * xPx);
  const yy = Math.max(0, sums[4] / light - yPx * yPx);
  const xy = sums[5] / light - xPx * yPx;
  const [half, apart] = [(xx + yy) / 2, Math.hypot((xx - yy) / 2, xy)];
  const majorPx = Math.sqrt(half + apart);
  const minorPx = Math.sqrt(Math.max(0, half - apart));
  return {
    xPx,
    yPx,
    majorPx,
    minorPx,
    axisRatio: majorPx > 0 ? minorPx / majorPx : 1,
    angleRad: apart > 0 ? 0.5 * Math.atan2(2 * xy, xx - yy) : 0,
  };
}
