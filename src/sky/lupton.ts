import type { Frame } from './frame.ts';

/** The asinh colour scaling of Lupton et al. 2004 (PASP 116, 133): brightness is compressed, colour kept. */
export interface LuptonStretch {
  /** Factors on i → red, r → green, g → blue, from nanomaggies */
  scale: { i: number; r: number; g: number };
  /** Slope at the faint end, displayed brightness a scaled nanomaggy */
  slope: number;
  /** Softening Q: larger compresses bright parts more */
  softening: number;
}

/** As in SDSS's own pictures, fitted to the sky, core brightness and colours of Galaxy Zoo 2 cutouts. */
export const sdssStretch: LuptonStretch = {
  scale: { i: 0.86, r: 1, g: 1.4 },
  slope: 1.3,
  softening: 8,
};

/**
 * Linear light to 8-bit colour: with I the mean of the three scaled filters and F(I) = asinh(slope · Q · I) / Q,
 * each channel is its scaled filter times F(I)/I, and a pixel with a channel above 1 is scaled down as a whole so that its
 * hue stays. Negative light is black.
 *
 * @returns (side, side, 3) RGB, 0 … 255
 */
export function luptonRgb(frame: Frame, stretch: LuptonStretch = sdssStretch): Uint8ClampedArray {
  const { scale, slope, softening } = stretch;
  const pixels = frame.side * frame.side;
  const rgb = new Uint8ClampedArray(pixels * 3);
  for (let k = 0; k < pixels; k++) {
    const red = frame.i[k] * scale.i;
    const green = frame.r[k] * scale.r;
    const blue = frame.g[k] * scale.g;
    const intensity = (red + green + blue) / 3;
    if (intensity <= 0) continue;
    const factor = Math.asinh(slope * softening * intensity) / softening / intensity;
    const brightest = Math.max(red, green, blue) * factor;
    const shown = 255 * (brightest > 1 ? factor / brightest : factor);
    rgb[3 * k] = red * shown;
    rgb[3 * k + 1] = green * shown;
    rgb[3 * k + 2] = blue * shown;
  }
  return rgb;
}
