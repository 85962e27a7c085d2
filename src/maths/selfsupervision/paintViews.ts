import type { Random } from '../statistics/random.ts';
import type { ViewRecipe } from './viewRecipe.ts';

/** One view as it was drawn: where each of its pixels looks, and how its light is changed. */
interface DrawnView {
  /** Pixel (x, y) of the view, counted from its middle, sees (a x + b y + left, c x + d y + top) of the image, in its pixels. */
  map: readonly [a: number, b: number, left: number, c: number, d: number, top: number];
  /** Factors of red, green and blue. */
  gains: readonly [number, number, number];
  /** Added to every pixel of 0–1. */
  background: number;
  /** Standard deviation of each pixel's noise, of 0–1. */
  noise: number;
}

/** Draws a view: turned by any angle, mirrored half of the time, and as the recipe says. @param imageSidePx of the image */
export function drawView(imageSidePx: number, recipe: ViewRecipe, random: Random): DrawnView {
  const between = (low: number, high: number) => low + (high - low) * random.uniform();
  const angle = between(0, 2 * Math.PI);
  const mirror = random.uniform() < 0.5 ? -1 : 1;
  const perPixel = (between(...recipe.seen) * imageSidePx) / recipe.sidePx; // the image's pixels in one of the view's
  const [cos, sin] = [Math.cos(angle) * perPixel, Math.sin(angle) * perPixel];
  const middle = (imageSidePx - 1) / 2;
  const away = () => middle + imageSidePx * between(-recipe.shift, recipe.shift);
  const gain = between(-recipe.gain, recipe.gain);
  const factor = () => Math.exp(gain + between(-recipe.tint, recipe.tint));
  return {
    map: [mirror * cos, -sin, away(), mirror * sin, cos, away()],
    gains: [factor(), factor(), factor()],
    background: between(-recipe.background, recipe.background),
    noise: between(0, recipe.noise),
  };
}

/** The image as it is, at another size: what is embedded when nothing is trained. */
export function plainView(imageSidePx: number, sidePx: number): DrawnView {
  const [perPixel, middle] = [imageSidePx / sidePx, (imageSidePx - 1) / 2];
  return { map: [perPixel, 0, middle, 0, perPixel, middle], gains: [1, 1, 1], background: 0, noise: 0 };
}

/**
 * Paints a view, bilinear; what lies beyond the image's edge is the image reflected there. Values are cut off at 0 and 1.
 *
 * @param image (imageSidePx, imageSidePx, 3) row-major RGB, 0–255
 * @param into (sidePx, sidePx, 3) row-major, 0–1: overwritten
 * @param random draws the noise
 */
export function paintView(
  image: Uint8Array,
  imageSidePx: number,
  view: DrawnView,
  into: Float32Array,
  random: Random,
): void {
  const sidePx = Math.sqrt(into.length / 3);
  const [a, b, left, c, d, top] = view.map;
  const middle = (sidePx - 1) / 2;
  for (let y = 0, to = 0; y < sidePx; y++) {
    for (let x = 0; x < sidePx; x++) {
      const fromX = reflected(a * (x - middle) + b * (y - middle) + left, imageSidePx);
      const fromY = reflected(c * (x - middle) + d * (y - middle) + top, imageSidePx);
      const [x0, y0] = [Math.floor(fromX), Math.floor(fromY)];
      const [right, below] = [fromX - x0, fromY - y0];
      const at = (y0 * imageSidePx + x0) * 3;
      const toRight = x0 + 1 < imageSidePx ? 3 : 0;
      const toBelow = y0 + 1 < imageSidePx ? imageSidePx * 3 : 0;
      for (let channel = 0; channel < 3; channel++, to++) {
        const from = at + channel;
        const upper = image[from] + (image[from + toRight] - image[from]) * right;
        const lowerLeft = image[from + toBelow];
        const lower = lowerLeft + (image[from + toBelow + toRight] - lowerLeft) * right;
        const light = ((upper + (lower - upper) * below) / 255) * view.gains[channel] + view.background;
        const noisy = view.noise > 0 ? light + view.noise * random.normal() : light;
        into[to] = noisy < 0 ? 0 : noisy > 1 ? 1 : noisy;
      }
    }
  }
}

/** A coordinate within 0 … side − 1; the mirrors stand half a pixel beyond the edge. */
function reflected(coordinate: number, side: number): number {
  const period = 2 * side;
  const shifted = (((coordinate + 0.5) % period) + period) % period;
  const within = (shifted < side ? shifted : period - shifted) - 0.5;
  return within < 0 ? 0 : within > side - 1 ? side - 1 : within;
}
