import type { TangentPlane } from '../../maths/catalogue/tangentPlane.ts';
import { singleBandGreys } from '../../maths/colours/singleBand.ts';
import type { PixelImage } from '../../maths/images/resize.ts';
import { bytesOfFile } from '../bytes/byteSource.ts';
import { UnreadableError } from '../bytes/unreadable.ts';
import { openFits } from '../fits/fitsFile.ts';
import { imageRows } from '../fits/images/imageRows.ts';
import { skyPlane } from '../fits/images/skyPlane.ts';
import { ImageError } from '../images/imageError.ts';
import { imageSize } from '../images/imageHeader.ts';
import { type ImageKind, imageKind } from '../images/imageKind.ts';

/** A large image, read a part at a time. Rows are counted from the top of the picture. */
export interface MosaicPixels {
  name: string;
  widthPx: number;
  heightPx: number;
  plane?: TangentPlane;
  /** True where the whole is in memory. */
  isHeldWhole: boolean;
  /** Brightness: (end − first, width) row-major, NaN where there is nothing. */
  rows(first: number, end: number): Promise<Float32Array>;
  /** A square as it is shown; black beyond the image. */
  picture(left: number, top: number, sidePx: number): Promise<PixelImage>;
}

/** Largest FITS image, read by parts. */
const mostFitsPixels = 200e6;
/** Largest JPEG or PNG, which is decoded whole: 240 MB. */
const mostPicturePixels = 60e6;

/**
 * Opens a FITS image (the largest of the file), JPEG or PNG.
 *
 * @param decode decodes a JPEG, PNG or WebP to RGBA
 * @throws UnreadableError for what is no image, or too large
 */
export async function openMosaic(
  file: File,
  decode: (bytes: Uint8Array) => Promise<PixelImage>,
): Promise<MosaicPixels> {
  const head = new Uint8Array(await file.slice(0, 64).arrayBuffer());
  const kind = imageKind(head);
  return kind ? openPicture(file, kind, decode) : openFitsMosaic(file);
}

function checkSize(name: string, widthPx: number, heightPx: number, most: number, what: string): void {
  if (widthPx * heightPx <= most) return;
  const megapixels = Math.round((widthPx * heightPx) / 1e6);
  throw new UnreadableError(
    `${name} has ${widthPx} × ${heightPx} px, ${megapixels} megapixels: ${what} of at most ${most / 1e6} megapixels are opened; cut it into parts, or take it as FITS.`,
  );
}

async function openFitsMosaic(file: File): Promise<MosaicPixels> {
  const { name } = file;
  const source = bytesOfFile(file, name);
  const opened = await openFits(source);
  const images = opened.hdus.filter(
    ({ shape }) => shape.length >= 2 && shape.at(-1)! > 1 && shape.at(-2)! > 1,
  );
  const size = ({ shape }: (typeof images)[number]) => shape.at(-1)! * shape.at(-2)!;
  const [hdu] = images.toSorted((a, b) => size(b) - size(a));
  if (!hdu) throw new UnreadableError(`${name} holds no image: a FITS image, JPEG or PNG is needed.`);
  const [heightPx, widthPx] = hdu.shape.slice(-2);
  checkSize(name, widthPx, heightPx, mostFitsPixels, 'FITS images');
  const fromBelow = imageRows(opened, hdu);
  async function rows(first: number, end: number): Promise<Float32Array> {
    const found = new Float32Array((end - first) * widthPx);
    for (let from = first; from < end; from += readTogether) {
      const to = Math.min(end, from + readTogether);
      const turned = await fromBelow(heightPx - to, heightPx - from);
      for (let row = from; row < to; row++) {
        const start = (to - 1 - row) * widthPx;
        found.set(turned.subarray(start, start + widthPx), (row - first) * widthPx);
      }
    }
    return found;
  }
  let near: { first: number; end: number; band: Float32Array } = {
    first: 0,
    end: 0,
    band: new Float32Array(0),
  }; // pictures are asked for from the top downwards
  async function bandOf(first: number, end: number): Promise<Float32Array> {
    if (first < near.first || end > near.end) {
      const last = Math.min(heightPx, Math.max(end, first + keptRows));
      near = { first, end: last, band: await rows(first, last) };
    }
    return near.band.subarray((first - near.first) * widthPx, (end - near.first) * widthPx);
  }
  return {
    ...{ name, widthPx, heightPx, rows, isHeldWhole: hdu.kind === 'tiledImage' || opened.source !== source },
    plane: skyPlane(hdu.header),
    async picture(left, top, sidePx) {
      const [first, end] = [Math.max(0, top), Math.min(heightPx, top + sidePx)];
      const band = end > first ? await bandOf(first, end) : new Float32Array(0);
      const square = new Float64Array(sidePx * sidePx).fill(Number.NaN);
      for (let y = first; y < end; y++) {
        for (let x = Math.max(0, left); x < Math.min(widthPx, left + sidePx); x++) {
          square[(sidePx - 1 - (y - top)) * sidePx + x - left] = band[(y - first) * widthPx + x]; // lowest row first, as it is stretched
        }
      }
      return singleBandGreys(square, sidePx, sidePx, stretch);
    },
  };
}

const readTogether = 64; // rows: their bytes are in memory twice
const keptRows = 512; // 29 MB of a square of 200 megapixels
const stretch = { lowPercent: 5, highPercent: 99.7, softness: 5 }; // the sky nearly black, cores not burnt out

async function openPicture(
  file: File,
  kind: ImageKind,
  decode: (bytes: Uint8Array) => Promise<PixelImage>,
): Promise<MosaicPixels> {
  const { name } = file;
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const { widthPx, heightPx } = imageSize(kind, bytes); // of the whole: a PNG is walked to its end
    checkSize(name, widthPx, heightPx, mostPicturePixels, 'JPEG and PNG');
    const { pixels, channels } = await decode(bytes);
    return {
      ...{ name, widthPx, heightPx, isHeldWhole: true },
      async rows(first, end) {
        const found = new Float32Array((end - first) * widthPx);
        for (let i = 0, at = first * widthPx * channels; i < found.length; i++, at += channels) {
          found[i] = (pixels[at] + pixels[at + 1] + pixels[at + 2]) / 3;
        }
        return found;
      },
      async picture(left, top, sidePx) {
        const cut = new Uint8Array(3 * sidePx * sidePx);
        for (let y = Math.max(0, top); y < Math.min(heightPx, top + sidePx); y++) {
          for (let x = Math.max(0, left); x < Math.min(widthPx, left + sidePx); x++) {
            const [from, to] = [channels * (y * widthPx + x), 3 * ((y - top) * sidePx + x - left)];
            for (let c = 0; c < 3; c++) cut[to + c] = pixels[from + c];
          }
        }
        return { widthPx: sidePx, heightPx: sidePx, channels: 3, pixels: cut };
      },
    };
  } catch (error) {
    if (error instanceof ImageError || (error instanceof Error && error.constructor === Error))
      throw new UnreadableError(`${name} ${error.message}: choose another image.`);
    throw error;
  }
}
