import type { Neighbours } from '../../contracts/search.ts';
import { formatNumber, formatPercent } from '../../ui/text/quantity.ts';
import { farQuantile } from './query.ts';

const pairs = 2000; // random pairs the nearest distance is compared with (contracts/search.ts)

/** "distance 3.21" */
export function distancePhrase(distance: number): string {
  return `distance ${formatNumber(distance)}`;
}

/** "nearest 1 % of pairs": where the nearest distance stands among random pairs of the catalogue. */
export function quantilePhrase(nearestQuantile: number): string {
  if (nearestQuantile < 1 / pairs) return `nearer than all of ${formatNumber(pairs)} random pairs`;
  return `nearest ${formatPercent(nearestQuantile)} of pairs`;
}

/** ". Two at random: 7.4 apart" */
export function typicalPhrase({ typicalDistance }: Neighbours): string {
  return Number.isFinite(typicalDistance) ? `. Two at random: ${formatNumber(typicalDistance)} apart` : '';
}

/** Shown under the pointer: explains `quantilePhrase`. */
export const quantileMeaning =
  'How close that is: of 2,000 pairs of galaxies drawn at random from this catalogue, this share are as close to each other.';

/** A warning where even the nearest is no likeness; null otherwise. */
export function farSentence({ nearestQuantile, distances }: Neighbours): string | null {
  if (distances.length === 0 || nearestQuantile <= farQuantile) return null;
  return `Even the nearest is far: ${formatPercent(nearestQuantile)} of random pairs are as close. Nothing here is much like it.`;
}
