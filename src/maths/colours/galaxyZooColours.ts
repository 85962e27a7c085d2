import type { PixelImage } from '../images/resize.ts';

/** Three planes of one size, each (height, width) row-major; row 0 is the lowest. */
export interface ColourPlanes {
  widthPx: number;
  heightPx: number;
  red: ArrayLike<number>;
  green: ArrayLike<number>;
  blue: ArrayLike<number>;
}

const [zUnit, rUnit, gUnit] = [0.019, 0.014, 0.008]; // nanomaggies that weigh the same in the three colours
const [darkest, brightest] = [-0.5, 300]; // in those units
const dark = Math.asinh(darkest);
const span = Math.asinh(brightest) - dark;
const greyBelow = 2.5; // a pixel whose brightest colour is this often the mean keeps none of it

/**
 * Galaxy Zoo's picture of DECaLS, what Zoobot was trained on: z, r and g as red, green and blue through an asinh, pixels
 * bright in one colour alone made grey. Source: zooniverse/decals, `image_utils.py`.
 *
 * @param planes z, r and g in nanomaggies; what is not a number counts as 0
 * @param flip whether the last row comes first, as a picture has it; default true
 * @returns (height, width, 3)
 */
export function galaxyZooColours(
  { widthPx, heightPx, red, green, blue }: ColourPlanes,
  flip = true,
): PixelImage {
  const pixels = new Uint8Array(3 * widthPx * heightPx);
  const stretched = (value: number, unit: number) => (Math.asinh((value || 0) / unit) - dark) / span;
  for (let y = 0; y < heightPx; y++) {
    let to = 3 * widthPx * (flip ? heightPx - 1 - y : y);
    for (let i = y * widthPx; i < (y + 1) * widthPx; i++) {
      const colours = [stretched(red[i], zUnit), stretched(green[i], rUnit), stretched(blue[i], gUnit)];
      const mean = (colours[0] + colours[1] + colours[2]) / 3 || 1;
      const share = Math.min(1, Math.max(...colours.map(colour => colour / mean)) / greyBelow);
      const kept = Math.sin(((1 - share) * Math.PI) / 2);
      const lost = 1 - kept;
      for (const colour of colours) {
        const mixed = colour * kept + mean * lost + mean * lost ** 2 * colour;
        pixels[to++] = Math.floor(255 * Math.min(1, Math.max(0, mixed)));
      }
    }
  }
  return { widthPx, heightPx, channels: 3, pixels };
}
