import type { Random } from '../../maths/statistics/random.ts';
import { frameSeam, satelliteTrail, saturatedStar } from './artefacts.ts';
import { collisionalRing } from './collisionalRing.ts';
import { einsteinRing } from './einsteinRing.ts';
import { jellyfish } from './jellyfish.ts';
import type { OddityPainter } from './oddityPainter.ts';
import { polarRing } from './polarRing.ts';
import { shells } from './shells.ts';
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
/** Names of the kinds of oddities. */
export type OddityKind = (typeof oddityKinds)[number];

/** Painter of each kind. */
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
const oddityShare = 0.025;

/**
 * The oddity a galaxy carries, if any. Both numbers are drawn in any case, so that nothing else depends on the outcome.
 */
export function drawOddity(random: Random): OddityKind | null {
  const odd = random.uniform() < oddityShare;
  const kind = oddityKinds[random.integer(oddityKinds.length)];
  return odd ? kind : null;
}
