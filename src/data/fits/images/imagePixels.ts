import { UnreadableError } from '../../bytes/unreadable.ts';
import type { FitsFile } from '../fitsFile.ts';
import { type FitsHdu, hduPlace } from '../fitsHdu.ts';
import type { FitsHeader } from '../fitsHeader.ts';
import { bigEndianPixels, type PixelArray } from '../pixelArray.ts';
import { type PixelScaling, scaledPixels } from '../pixelScaling.ts';

/** Numbers of an image. */
interface FitsPixels {
  /** The fastest axis last, as in (planes, rows, columns); row 0 is the lowest on the sky's picture. */
  shape: readonly number[];
  /** (shape) in C order; NaN where there is nothing. */
  values: PixelArray;
}

const mostPixels = 200e6; // 800 MB as singles: beyond that a page cannot hold them, and planes are to be read one by one

/**
 * Reads an image, or one plane of a cube.
 *
 * @param plane of the axes beyond the first two, in the file's order; without it all planes are read
 * @throws UnreadableError where there is no image, it is cut short, damaged, or too large
 */
export async function readPixels(file: FitsFile, hdu: FitsHdu, plane?: number): Promise<FitsPixels> {
  checkImage(file, hdu);
  const shape = plane === undefined ? hdu.shape : hdu.shape.slice(-2);
  const count = shape.reduce((product, side) => product * side, 1);
  if (count > mostPixels) {
    throw new UnreadableError(
      `The image in ${hduPlace(hdu)} is ${shape.join(' × ')} pixels, and at most ${mostPixels / 1e6} million are read at once: cut the galaxies out of it.`,
    );
  }
  const planes = planeCount(hdu);
  if (plane !== undefined && !(plane >= 0 && plane < planes)) {
    throw new RangeError(`need a plane < ${planes}; got ${plane}`);
  }
  if (hdu.kind === 'tiledImage') {
    const { readTiles } = await import('../tiles/tiledImage.ts'); // most files are not compressed
    const { stored, blankIsNaN } = await readTiles(file, hdu, plane);
    const scaling = scalingOf(hdu.header);
    return { shape, values: scaledPixels(stored, blankIsNaN ? { ...scaling, blank: undefined } : scaling) };
  }
  const bitpix = hdu.header.number('BITPIX')!;
  const size = Math.abs(bitpix) / 8;
  const start = hdu.dataStart + (plane ?? 0) * count * size;
  const bytes = new Uint8Array(await file.source.slice(start, start + count * size));
  return { shape, values: scaledPixels(bigEndianPixels(bytes, bitpix), scalingOf(hdu.header)) };
}

/** Images in a cube: the product of the axes beyond the first two; 1 for a plain image. */
export function planeCount({ shape }: Pick<FitsHdu, 'shape'>): number {
  return shape.slice(0, -2).reduce((product, side) => product * side, 1);
}

/** @throws UnreadableError where there is no image, or it is cut short */
export function checkImage(file: FitsFile, hdu: FitsHdu): void {
  if (hdu.kind === 'groups') {
    throw new UnreadableError(
      `${file.name} holds random groups, the visibilities of a radio interferometer, and no image: make an image of them first.`,
    );
  }
  if (hdu.shape.length === 0) throw new UnreadableError(`There is no image in ${hduPlace(hdu)}.`);
  if (!hdu.isWhole) {
    throw new UnreadableError(
      `The image in ${hduPlace(hdu)} is cut short: ${file.name} has ${file.source.byteLength} bytes and needs ${hdu.dataStart + hdu.dataBytes}. Fetch it again.`,
    );
  }
}

/** BSCALE, BZERO and BLANK (or ZBLANK) of a header. */
export function scalingOf(header: FitsHeader): PixelScaling {
  const zero = header.get('BZERO');
  const blank = header.get('BLANK') ?? header.get('ZBLANK');
  return {
    scale: header.number('BSCALE') ?? 1,
    zero: typeof zero === 'bigint' || typeof zero === 'number' ? zero : 0,
    blank: typeof blank === 'bigint' || typeof blank === 'number' ? blank : undefined,
  };
}
