import { borderColour } from '../images/borderColour.ts';
import { createRandom } from '../statistics/random.ts';
import { gaussianBlur } from './gaussianBlur.ts';

/** A way to make a galaxy harder to see, and how much. */
export interface Degradation {
  kind: 'noise' | 'blur' | 'dimming';
  /**
   * noise: deviation, in 255ths, that it has on a picture of 128 px; a picture with larger pixels averages it down.
   * blur: deviation of the Gaussian, in hundredths of the picture's side.
   * dimming: magnitudes by which all light over the sky is fainter.
   */
  amount: number;
}

const noiseSidePx = 128;

/**
 * Images as they would be with more noise, a wider point spread function, or a fainter galaxy. Values stay 8-bit: what falls below
 * or above is cut.
 *
 * @param pixels (n, sidePx, sidePx, 3) row-major RGB, 0–255
 * @param cropFraction of the picture that an image shows, (0, 1]: two networks with other crops then meet the same galaxy
 * @param seed the same noise for every call
 */
export function degradedImages(
  { pixels, sidePx, cropFraction }: { pixels: Uint8Array; sidePx: number; cropFraction: number },
  { kind, amount }: Degradation,
  seed: number,
): Uint8Array {
  if (!(amount >= 0)) throw new RangeError(`need an amount of 0 or more; got ${amount}`);
  const perImage = sidePx * sidePx * 3;
  const out = new Uint8Array(pixels.length);
  const wholeSidePx = sidePx / cropFraction;
  const random = createRandom(seed);
  for (let at = 0; at < pixels.length; at += perImage) {
    const image = pixels.subarray(at, at + perImage);
    const own = out.subarray(at, at + perImage);
    if (kind === 'noise') {
      const deviation = (amount * wholeSidePx) / noiseSidePx;
      for (let i = 0; i < perImage; i++) own[i] = eightBit(image[i] + deviation * random.normal());
    } else if (kind === 'dimming') {
      const sky = borderColour(image, sidePx);
      const factor = 10 ** (-0.4 * amount);
      for (let i = 0; i < perImage; i++) own[i] = eightBit(sky[i % 3] + factor * (image[i] - sky[i % 3]));
    } else blur(image, own, sidePx, (amount / 100) * wholeSidePx);
  }
  return out;
}

const eightBit = (value: number) => Math.min(255, Math.max(0, Math.round(value)));

/** Each colour smoothed by itself. */
function blur(image: Uint8Array, out: Uint8Array, sidePx: number, sigmaPx: number): void {
  for (let c = 0; c < 3; c++) {
    const colour = Float32Array.from({ length: sidePx * sidePx }, (_, i) => image[3 * i + c]);
    for (const [i, value] of gaussianBlur(colour, sidePx, sigmaPx).entries())
      out[3 * i + c] = eightBit(value);
  }
}
