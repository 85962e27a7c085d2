import type { Random } from '../maths/random.ts';
import { frameSeam, satelliteTrail, saturatedStar } from './artefacts.ts';
import { collisionalRing } from './collisionalRing.ts';
import { einsteinRing } from './einsteinRing.ts';
import type { Band, Frame } from './frame.ts';
import { jellyfish } from './jellyfish.ts';
import { polarRing } from './polarRing.ts';
import type { Psf } from './psf.ts';
import { shells } from './shells.ts';
import type { Structure } from './structure.ts';
import { tidalMerger } from './tidalMerger.ts';

/** The planted kinds of oddity, as they stand in the truth column `oddity`. */
export const oddityKinds = [
  'einsteinRing',
  'tidalMerger',
  'collisionalRing',
  'polarRing',
  'jellyfish',
  'shells',
  'satelliteTrail',
  'saturatedStar',
  'frameSeam',
] as const;
export type OddityKind = (typeof oddityKinds)[number];

/** What an oddity changes, in the order in which light becomes a picture; each step is optional. */
export interface OddityPainter {
  /** The galaxy itself, before anything is painted */
  reshape?(structure: Structure, random: Random): Structure;
  /** Light beside the galaxy's own, before the blur; `lengthArcsec` is the galaxy's half-light radius */
  addLight?(frame: Frame, structure: Structure, lengthArcsec: number, random: Random): void;
  /** Light after the blur, within the `boxPx` central pixels that will be shown */
  addAfterBlur?(frame: Frame, boxPx: number, psf: Readonly<Record<Band, Psf>>, random: Random): void;
  /** The 8-bit picture, (side, side, 3) */
  alterPicture?(rgb: Uint8ClampedArray, side: number, boxPx: number, random: Random): void;
}

export const oddityPainters: Readonly<Record<OddityKind, OddityPainter>> = {
  einsteinRing,
  tidalMerger,
  collisionalRing,
  polarRing,
  jellyfish,
  shells,
  satelliteTrail,
  saturatedStar,
  frameSeam,
};

/** Share of galaxies that carry an oddity, all kinds alike: the project asks for 2–3 %. */
export const oddityShare = 0.025;

/**
 * The oddity a galaxy carries, if any; both numbers are drawn always, so that nothing else depends on the
 * outcome.
 */
export function drawOddity(random: Random): OddityKind | null {
  const odd = random.uniform() < oddityShare;
  const kind = oddityKinds[random.integer(oddityKinds.length)];
  return odd ? kind : null;
}
