import { type Ellipse, petrosianRadius, type SquareImage, withinEllipse } from './apertures.ts';
import type { CentralGalaxy } from './centralGalaxy.ts';
import { boxMean } from './smoothness.ts';

/**
 * How unevenly light is shared among pixels (Lotz et al. 2004, eq. 6): 0 where all have the same, 1 where one has all.
 *
 * @param light of the pixels, any order; at least two
 */
export function giniOf(light: readonly number[]): number {
  const sorted = light.map(Math.abs).sort((a, b) => a - b);
  const n = sorted.length;
  const total = sorted.reduce((sum, value) => sum + value, 0);
  const ranked = sorted.reduce((sum, value, i) => sum + (2 * (i + 1) - n - 1) * value, 0);
  return ranked / (total * (n - 1));
}

/**
 * M₂₀: log₁₀ of the second moment of the brightest pixels that hold a fifth of the light over that of all, around their common
 * middle (Lotz et al. 2004, eq. 8).
 */
export function momentOfBrightest({ light, sidePx }: SquareImage, pixels: readonly number[]): number {
  const place = (pixel: number) => [pixel % sidePx, Math.floor(pixel / sidePx)] as const;
  let [all, sumX, sumY] = [0, 0, 0];
  for (const pixel of pixels) {
    const [x, y] = place(pixel);
    all += light[pixel];
    sumX += light[pixel] * x;
    sumY += light[pixel] * y;
  }
  const moment = (pixel: number) => {
    const [x, y] = place(pixel);
    return light[pixel] * ((x - sumX / all) ** 2 + (y - sumY / all) ** 2);
  };
  const whole = pixels.reduce((sum, pixel) => sum + moment(pixel), 0);
  let [held, brightest] = [0, 0];
  for (const pixel of [...pixels].sort((a, b) => light[b] - light[a])) {
    if (held >= 0.2 * all) break;
    held += light[pixel];
    brightest += moment(pixel);
  }
  return Math.log10(brightest / whole);
}

const smoothShare = 0.2; // of the Petrosian radius

/** The pixels whose smoothed light is at least that at the elliptical Petrosian radius, and that hang together with the middle. */
export function giniPixels(
  image: SquareImage,
  ellipse: Omit<Ellipse, 'radiusPx'>,
  { labels, galaxy }: CentralGalaxy,
): number[] {
  const { light, sidePx } = image;
  const radiusPx = petrosianRadius(image, ellipse);
  const smooth = boxMean(light, sidePx, Math.max(1, Math.floor(smoothShare * radiusPx)));
  const within = (radius: number) =>
    withinEllipse({ light: smooth, sidePx }, { ...ellipse, radiusPx: radius });
  const [inner, outer] = [within(radiusPx - 0.5), within(radiusPx + 0.5)];
  const threshold = (outer.light - inner.light) / (outer.area - inner.area);
  const middle = Math.round(ellipse.yPx) * sidePx + Math.round(ellipse.xPx);
  const [waiting, seen] = [[middle], new Uint8Array(light.length)];
  const found: number[] = [];
  while (waiting.length > 0) {
    const pixel = waiting.pop()!;
    const other = labels[pixel] !== 0 && labels[pixel] !== galaxy;
    if (seen[pixel] === 1 || other || smooth[pixel] < threshold) continue;
    seen[pixel] = 1;
    found.push(pixel);
    const x = pixel % sidePx;
    if (x > 0) waiting.push(pixel - 1);
    if (x < sidePx - 1) waiting.push(pixel + 1);
    if (pixel >= sidePx) waiting.push(pixel - sidePx);
    if (pixel < light.length - sidePx) waiting.push(pixel + sidePx);
  }
  return found;
}
