import { type Ellipse, type SquareImage, withinEllipse } from './apertures.ts';

/**
 * Light that half a turn around a circle's middle moves, over all light: Σ |I − I₁₈₀| / Σ |I| (Conselice 2003, without the
 * sky's part).
 */
export function asymmetryOf({ light, sidePx }: SquareImage, circle: Ellipse): number {
  const moved = new Float32Array(light.length);
  for (let pixel = 0; pixel < light.length; pixel++) {
    const x = 2 * circle.xPx - (pixel % sidePx);
    const y = 2 * circle.yPx - Math.floor(pixel / sidePx);
    moved[pixel] = Math.abs(light[pixel] - sampled(light, sidePx, x, y));
  }
  const all = withinEllipse({ light: light.map(Math.abs), sidePx }, circle).light;
  return withinEllipse({ light: moved, sidePx }, circle).light / all;
}

/** Bilinear; the nearest pixel of the edge outside. */
function sampled(light: Float32Array, sidePx: number, x: number, y: number): number {
  const inside = (value: number) => Math.min(sidePx - 1, Math.max(0, value));
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [across, down] = [x - left, y - top];
  const at = (column: number, row: number) => light[inside(row) * sidePx + inside(column)];
  const upper = at(left, top) * (1 - across) + at(left + 1, top) * across;
  const lower = at(left, top + 1) * (1 - across) + at(left + 1, top + 1) * across;
  return upper * (1 - down) + lower * down;
}

/** The middle around which half a turn moves least light: steps to the best neighbour, halved down to a sixteenth of a pixel. */
export function asymmetryCentre(
  image: SquareImage,
  from: { xPx: number; yPx: number },
  radiusPx: number,
): { xPx: number; yPx: number } {
  const around = (xPx: number, yPx: number) => ({ xPx, yPx, radiusPx, axisRatio: 1, angleRad: 0 });
  let best = { xPx: from.xPx, yPx: from.yPx };
  let least = asymmetryOf(image, around(best.xPx, best.yPx));
  for (let step = 1; step >= 1 / 16; ) {
    let found = false;
    for (const [right, below] of [
      [step, 0],
      [-step, 0],
      [0, step],
      [0, -step],
    ]) {
      const tried = { xPx: best.xPx + right, yPx: best.yPx + below };
      const value = asymmetryOf(image, around(tried.xPx, tried.yPx));
      if (value < least) [best, least, found] = [tried, value, true];
    }
    if (!found) step /= 2;
  }
  return best;
}
