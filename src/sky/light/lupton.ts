import type { SkyFrame } from './frame.ts';

/** The asinh colour scaling of Lupton et al. 2004 (PASP 116, 133): brightness is compressed, colour kept. */
interface LuptonStretch {
  /** Factors on i → red, r → green, g → blue, from nanomaggies */
  scale: { i: number; r: number; g: number };
  /** Light that counts as black, nanomaggies a pixel, subtracted first */
  black: { i: number; r: number; g: number };
  /** Slope at the faint end, displayed brightness a scaled nanomaggy */
  slope: number;
  /** Softening Q: larger compresses bright parts more */
  softening: number;
}

/** As in SDSS's own pictures, fitted to the sky, core brightness and colours of Galaxy Zoo 2 cutouts. */
export const sdssStretch: LuptonStretch = {
  scale: { i: 0.9, r: 1, g: 1.46 },
  black: { i: 0.0105, r: 0.004, g: 0.0085 },
  slope: 3.3,
  softening: 8,
};

/**
 * Linear light to 8-bit colour: with I the mean of the three scaled filters, negative light cut off, and
 * F(I) = asinh(slope · Q · I) / Q, each channel is its scaled filter times F(I)/I. Channels above 1 are cut, so that the
 * cores of stars are white.
 *
 * @returns (side, side, 3) RGB, 0 … 255
 */
export function luptonRgb(frame: SkyFrame, stretch: LuptonStretch = sdssStretch): Uint8ClampedArray {
  const { scale, black, slope, softening } = stretch;
  const pixels = frame.side * frame.side;
  const rgb = new Uint8ClampedArray(pixels * 3);
  for (let k = 0; k < pixels; k++) {
    const red = Math.max(0, (frame.i[k] - black.i) * scale.i);
    const green = Math.max(0, (frame.r[k] - black.r) * scale.r);
    const blue = Math.max(0, (frame.g[k] - black.g) * scale.g);
    const intensity = (red + green + blue) / 3;
    if (intensity <= 0) continue;
    const factor = Math.asinh(slope * softening * intensity) / softening / intensity;
    const shown = 255 * factor;
    rgb[3 * k] = red * shown;
    rgb[3 * k + 1] = green * shown;
    rgb[3 * k + 2] = blue * shown;
  }
  return rgb;
}
