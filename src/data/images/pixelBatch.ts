import type { IngestProblem, PixelBatch, PixelView } from '../../contracts/ingest.ts';
import { centralSquare, resizeBox } from '../../maths/images/resize.ts';
import { zoobotView } from '../../maths/images/zoobotView.ts';
import { reasonOf } from '../bytes/unreadable.ts';
import type { ImageDecoder } from './imageDecoder.ts';
import { ImageError } from './imageError.ts';
import { imageKind } from './imageKind.ts';
import { isSixteenBitPng } from './pngCounts.ts';
import type { StoredImage } from './storedImage.ts';

/**
 * Decodes images, crops and resizes them for a network. Rows without a readable image are left out and reported in
 * `problems`.
 *
 * @param nameOf the name of a row's galaxy in sentences
 */
export async function pixelBatchOf(
  images: readonly StoredImage[],
  view: PixelView,
  decoder: ImageDecoder,
  nameOf: (row: number) => string,
): Promise<PixelBatch> {
  checkView(view);
  const size = view.sidePx * view.sidePx * 3;
  const rows = new Uint32Array(images.length);
  const pixels = new Uint8Array(images.length * size);
  const problems: IngestProblem[] = [];
  let done = 0;
  for (const image of images) {
    const problem = await decodeInto(pixels.subarray(done * size, (done + 1) * size), image, view, decoder);
    if (problem) problems.push({ sentence: `${nameOf(image.row)} ${problem}.`, row: image.row });
    else rows[done++] = image.row;
  }
  // If no row was left out the buffers are passed on as they are; otherwise they are cut to the filled part.
  return done === images.length
    ? { rows, sidePx: view.sidePx, pixels, problems }
    : { rows: rows.slice(0, done), sidePx: view.sidePx, pixels: pixels.slice(0, done * size), problems };
}

/** Whether a stored image is a PNG with 16 bits per sample; a person is told how these are converted. */
export function hasSixteenBits(image: StoredImage): boolean {
  return 'bytes' in image && imageKind(image.bytes) === 'image/png' && isSixteenBitPng(image.bytes);
}

/** (images.length, sidePx, sidePx, 3) of the whole central square of each image; black where it cannot be read. */
export async function thumbnailsOf(
  images: readonly StoredImage[],
  sidePx: number,
  decoder: ImageDecoder,
): Promise<Uint8Array> {
  const view = { sidePx, cropFraction: 1 };
  checkView(view);
  const size = sidePx * sidePx * 3;
  const pixels = new Uint8Array(images.length * size);
  for (const [i, image] of images.entries()) {
    await decodeInto(pixels.subarray(i * size, (i + 1) * size), image, view, decoder);
  }
  return pixels;
}

/** One image's pixels under a view, (sidePx, sidePx, 3). Throws ImageError with a predicate: "is cut short". */
export async function pixelsOf(
  bytes: Uint8Array,
  view: PixelView,
  decoder: ImageDecoder,
  out = new Uint8Array(view.sidePx * view.sidePx * 3),
): Promise<Uint8Array> {
  const image = await decoder.decode(bytes);
  if (view.recipe === 'zoobot') return zoobotView(image, view.cropFraction, view.sidePx, out);
  const box = centralSquare(image.widthPx, image.heightPx, view.cropFraction);
  return resizeBox(image, box, view.sidePx, out);
}

/** Fills `out`; where it cannot, leaves it and returns what follows the galaxy's name in a sentence. */
async function decodeInto(
  out: Uint8Array<ArrayBuffer>,
  image: StoredImage,
  view: PixelView,
  decoder: ImageDecoder,
): Promise<string | undefined> {
  if ('problem' in image) return image.problem;
  try {
    await pixelsOf(image.bytes, view, decoder, out);
    return undefined;
  } catch (error) {
    if (!(error instanceof ImageError)) throw error;
    return `has an image that ${reasonOf(error)}`;
  }
}

const largestViewPx = 1024; // far above any network's input; guards against allocating a batch of gigabytes

/** @throws RangeError where a view's side or crop is out of range */
export function checkView({ sidePx, cropFraction }: PixelView): void {
  if (!(Number.isInteger(sidePx) && sidePx >= 1 && sidePx <= largestViewPx)) {
    throw new RangeError(`need a whole sidePx from 1 to ${largestViewPx}; got ${sidePx}`);
  }
  if (!(cropFraction > 0 && cropFraction <= 1)) {
    throw new RangeError(`need 0 < cropFraction ≤ 1; got ${cropFraction}`);
  }
}
