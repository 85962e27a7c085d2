import type { PrototypeCard } from '../../../contracts/distillation/prototypes.ts';

/** How prototypes are looked at. */
export interface Look {
  /** "survey": the colours its galaxies have; "stretched": each channel about mid-grey, so that what is darker than sky shows too. */
  scale: 'survey' | 'stretched';
  /** Factor on what differs from the mean, 0.25–4. Default 1. */
  contrast: number;
  /** All three, or one of them as grey: 0 red, 1 green, 2 blue. */
  channel: 'all' | 0 | 1 | 2;
}

/** Where the controls of the look begin. */
export const usualLook: Look = { scale: 'stretched', contrast: 1, channel: 'all' };

const greyMiddle = 127.5; // of 0–255
const greyPerDeviation = 51; // ± 2.5 standard deviations from black to white

/**
 * An image as it is drawn.
 *
 * @param image (side, side, 3) row-major, standardised
 * @returns (side, side, 4) row-major
 */
export function prototypeRgba(
  image: Float32Array,
  { mean, deviation }: Pick<PrototypeCard, 'mean' | 'deviation'>,
  { scale, contrast, channel }: Look,
): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray((image.length / 3) * 4);
  for (let p = 0; p < image.length / 3; p++) {
    for (let c = 0; c < 3; c++) {
      const from = channel === 'all' ? c : channel;
      const value = contrast * image[3 * p + from];
      rgba[4 * p + c] =
        scale === 'survey' ? mean[from] + value * deviation[from] : greyMiddle + value * greyPerDeviation;
    }
    rgba[4 * p + 3] = 255;
  }
  return rgba;
}

/** One image of a stack. @param images (n, sidePx, sidePx, 3) */
export function imageAt(images: Float32Array, index: number, sidePx: number): Float32Array {
  const size = sidePx * sidePx * 3;
  return images.subarray(index * size, (index + 1) * size);
}
