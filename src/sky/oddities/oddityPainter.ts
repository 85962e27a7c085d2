import type { Random } from '../../maths/statistics/random.ts';
import type { Structure } from '../galaxy/structure.ts';
import type { Band, SkyFrame } from '../light/frame.ts';
import type { Psf } from '../light/psf.ts';

/** What an oddity changes, in the order in which light becomes a picture; each step is optional. */
export interface OddityPainter {
  /** The galaxy itself, before anything is painted */
  reshape?(structure: Structure, random: Random): Structure;
  /** Light beside the galaxy's own, before the blur; `lengthArcsec` is the galaxy's half-light radius */
  addLight?(frame: SkyFrame, structure: Structure, lengthArcsec: number, random: Random): void;
  /** Light after the blur, within the `boxPx` central pixels that will be shown */
  addAfterBlur?(frame: SkyFrame, boxPx: number, psf: Readonly<Record<Band, Psf>>, random: Random): void;
  /** The 8-bit picture, (side, side, 3) */
  alterPicture?(rgb: Uint8ClampedArray, side: number, boxPx: number, random: Random): void;
}
