import type { FitsFile } from '../fitsFile.ts';
import type { FitsHdu } from '../fitsHdu.ts';
import { bigEndianPixels } from '../pixelArray.ts';
import { scaledPixels } from '../pixelScaling.ts';
import { checkImage, readPixels, scalingOf } from './imagePixels.ts';

/**
 * Rows of an image of any size, or of the first plane of a cube: those asked for alone where it is not compressed. Of a
 * compressed one the whole plane is unpacked at the first call and kept.
 *
 * @returns reads rows [first, end), counted from the lowest: (end − first, width), NaN where there is nothing
 * @throws UnreadableError where there is no image, it is cut short, damaged, or compressed and too large
 */
export function imageRows(
  file: FitsFile,
  hdu: FitsHdu,
): (first: number, end: number) => Promise<Float32Array> {
  checkImage(file, hdu);
  const widthPx = hdu.shape.at(-1)!;
  if (hdu.kind === 'tiledImage') {
    let whole: Promise<Float32Array> | undefined;
    return async (first, end) => {
      whole ??= readPixels(file, hdu, 0).then(({ values }) => singles(values));
      return (await whole).subarray(first * widthPx, end * widthPx);
    };
  }
  const bitpix = hdu.header.number('BITPIX')!;
  const rowBytes = (widthPx * Math.abs(bitpix)) / 8;
  const scaling = scalingOf(hdu.header);
  return async (first, end) => {
    const at = hdu.dataStart + first * rowBytes;
    const bytes = new Uint8Array(await file.source.slice(at, at + (end - first) * rowBytes));
    return singles(scaledPixels(bigEndianPixels(bytes, bitpix), scaling));
  };
}

function singles(values: ArrayLike<number | bigint>): Float32Array {
  return values instanceof Float32Array ? values : Float32Array.from(values, Number);
}
