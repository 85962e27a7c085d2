import type { PixelImage } from '../images/resize.ts';
import type { ColourPlanes } from './galaxyZooColours.ts';

/** Where the picture is black, and how bright it becomes, in the planes' own units. */
interface LuptonStretch {
  /** Value that is black, in red, green and blue. */
  minimum: readonly [number, number, number];
  /** Light at which the picture turns from linear to logarithmic, > 0. */
  stretch: number;
  /** Q: how soon it does, > 0. Default 8. */
  softening: number;
}

/**
 * Colours that stay what they are however bright a pixel is: all three are multiplied by asinh(Q·I/stretch) / (Q·I), and the
 * brightest of them is white at the most. Source: Lupton et al. 2004, PASP 116, 133, as astropy's `make_lupton_rgb`.
 *
 * @returns (height, width, 3), the last row first, as a picture has it
 */
export function luptonColours(
  planes: ColourPlanes,
  { minimum, stretch, softening }: LuptonStretch,
): PixelImage {
  const { widthPx, heightPx, red, green, blue } = planes;
  const pixels = new Uint8Array(3 * widthPx * heightPx);
  const frac = 0.1; // astropy's: the slope at I = 0
  const slope = (frac * 255) / Math.asinh(frac * softening);
  const soft = softening / stretch;
  for (let y = 0; y < heightPx; y++) {
    let to = 3 * widthPx * (heightPx - 1 - y);
    for (let i = y * widthPx; i < (y + 1) * widthPx; i++) {
      const r = (red[i] || 0) - minimum[0];
      const g = (green[i] || 0) - minimum[1];
      const b = (blue[i] || 0) - minimum[2];
      const light = (r + g + b) / 3;
      const factor = light > 0 ? (Math.asinh(light * soft) * slope) / light : 0;
      const most = Math.max(r, g, b) * factor;
      const limit = most > 255 ? (factor * 255) / most : factor;
      pixels[to++] = Math.max(0, r * limit);
      pixels[to++] = Math.max(0, g * limit);
      pixels[to++] = Math.max(0, b * limit);
    }
  }
  return { widthPx, heightPx, channels: 3, pixels };
}
