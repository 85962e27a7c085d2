import type { SkyRow } from '../src/sky/columns.ts';
import { skyRow } from '../src/sky/columns.ts';
import { defaultSidePx } from '../src/sky/simulateGalaxy.ts';
import { simulateSurvey } from '../src/sky/simulateSurvey.ts';
import type { JpegEncoder } from './jpegEncoder.ts';

/** mozjpeg's quality of the shipped pictures: 4,096 at 120 px stay under 10 MB. */
export const skyJpegQuality = 88;

/** A galaxy of the embedded sky, ready to be written. */
export interface SkyImage {
  row: SkyRow;
  jpeg: Uint8Array;
}

/** The embedded sky, galaxy by galaxy. */
export async function* skyImages(
  count: number,
  seed: number,
  encodeJpeg: JpegEncoder,
  sidePx = defaultSidePx,
): AsyncGenerator<SkyImage> {
  for (const galaxy of simulateSurvey(count, seed, { sidePx })) {
    yield { row: skyRow(galaxy), jpeg: await encodeJpeg(galaxy.image, sidePx, skyJpegQuality) };
  }
}
