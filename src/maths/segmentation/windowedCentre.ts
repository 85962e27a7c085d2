const steps = 6;
const settledPx = 0.01;

/**
 * Centre of light under a Gaussian window that follows it, begun at a source's peak (SExtractor's XWIN and YWIN): the light of a
 * neighbour, or of one that was not parted from it, moves it less than it moves the centre of all its pixels.
 *
 * @param light (heightPx, widthPx) over the sky
 * @param peak pixel to begin at
 * @param sigmaPx of the window
 * @returns pixel centres at whole numbers; the peak where the light runs away from it
 */
export function windowedCentre(
  light: Float32Array,
  widthPx: number,
  peak: number,
  sigmaPx: number,
): { xPx: number; yPx: number } {
  const heightPx = light.length / widthPx;
  const start = { xPx: peak % widthPx, yPx: Math.floor(peak / widthPx) };
  let { xPx, yPx } = start;
  const reach = 3 * sigmaPx;
  for (let step = 0; step < steps; step++) {
    let [sum, right, down] = [0, 0, 0];
    for (let y = Math.max(0, Math.ceil(yPx - reach)); y <= Math.min(heightPx - 1, yPx + reach); y++) {
      for (let x = Math.max(0, Math.ceil(xPx - reach)); x <= Math.min(widthPx - 1, xPx + reach); x++) {
        const squared = (x - xPx) ** 2 + (y - yPx) ** 2;
        const weighed = light[y * widthPx + x] * Math.exp(-squared / (2 * sigmaPx * sigmaPx));
        sum += weighed;
        right += weighed * (x - xPx);
        down += weighed * (y - yPx);
      }
    }
    if (!(sum > 0)) return start;
    const [moveX, moveY] = [(2 * right) / sum, (2 * down) / sum]; // twice: the window holds the centre back by half
    xPx += moveX;
    yPx += moveY;
    if (Math.hypot(xPx - start.xPx, yPx - start.yPx) > reach) return start;
    if (Math.hypot(moveX, moveY) < settledPx) break;
  }
  return { xPx, yPx };
}
