import { resizeBox } from '../../maths/images/resize.ts';
import type { Random } from '../../maths/statistics/random.ts';
import type { SkyFrame } from '../light/frame.ts';
import { compressFrame } from '../light/frameJpeg.ts';
import { luptonRgb } from '../light/lupton.ts';
import { enlargeCentre } from '../light/resample.ts';
import type { OddityKind } from '../oddities/oddity.ts';
import { oddityPainters } from '../oddities/oddity.ts';
import type { Conditions } from './conditions.ts';

/**
 * SkyServer's cutouts put the galaxy this far right of and below the middle, pixels of the 424: measured on
 * Galaxy Zoo 2's.
 */
const cutoutShift = 1.5;

interface DevelopOptions {
  boxPx: number;
  sidePx: number;
  conditions: Conditions;
  oddity: OddityKind | null;
}

/**
 * From linear light to the picture: colour scaling, SkyServer's JPEG, its enlargement, our reduction.
 *
 * @param options boxPx: side of the central box that is shown; sidePx: side of the picture
 * @returns (sidePx, sidePx, 3) row-major RGB, 0–255
 */
export function develop(
  frame: SkyFrame,
  { boxPx, sidePx, conditions, oddity }: DevelopOptions,
  random: Random,
): Uint8Array {
  const rgb = luptonRgb(frame);
  if (oddity) oddityPainters[oddity].alterPicture?.(rgb, frame.side, boxPx, random);
  compressFrame(rgb, frame.side, conditions.frameQuality, conditions.blockOffset);
  const cutoutPx = 160; // the reference pictures were kept at this size
  const cutout = enlargeCentre(rgb, frame.side, boxPx, cutoutPx, (-cutoutShift * boxPx) / 320);
  compressFrame(cutout, cutoutPx, 90); // and as JPEG of this quality, by their tables
  const image = { widthPx: cutoutPx, heightPx: cutoutPx, channels: 3, pixels: cutout } as const;
  return resizeBox(image, { left: 0, top: 0, width: cutoutPx, height: cutoutPx }, sidePx);
}
