import { reasonOf } from '../bytes/unreadable.ts';
import { ImageError } from './imageError.ts';

/** The part of jpeg-js that is used, its decoder. */
interface JpegJs {
  default(
    bytes: Uint8Array,
    options: {
      useTArray: true;
      formatAsRGBA: true;
      tolerantDecoding: boolean;
      maxMemoryUsageInMB: number;
    },
  ): { width: number; height: number; data: Uint8Array };
}

const mostMegabytes = 1500; // for the coefficients of four components; jpeg-js allows 512 by default

/**
 * Decodes a JPEG of four components, CMYK or YCCK as Adobe's programs write them, and converts it to RGB as Pillow's
 * `convert("RGB")` does: R = (255 − C) (255 − K) / 255, without a colour profile. mozjpeg has no such conversion; this
 * decoder is fetched when the first such image is decoded.
 *
 * @returns (height, width, 4) row-major RGBA, 0–255
 * @throws ImageError where it is damaged, or lacks Adobe's marker that says how its inks are stored
 */
export async function decodePrintingColours(
  bytes: Uint8Array,
): Promise<{ width: number; height: number; data: Uint8ClampedArray }> {
  const { default: decode } = (await import('jpeg-js/lib/decoder.js')) as unknown as JpegJs;
  try {
    const { width, height, data } = decode(bytes, {
      useTArray: true,
      formatAsRGBA: true,
      tolerantDecoding: false,
      maxMemoryUsageInMB: mostMegabytes,
    });
    return {
      width,
      height,
      data: new Uint8ClampedArray(data.buffer as ArrayBuffer, data.byteOffset, data.length),
    };
  } catch (error) {
    const reason = reasonOf(error);
    if (/color mode/.test(reason)) {
      throw new ImageError(
        'is a JPEG in printing colours (CMYK) that does not say how its inks are stored: save it as RGB',
      );
    }
    throw new ImageError(`is cut short or damaged (${reason})`);
  }
}
