import { median } from '../statistics/median.ts';
import type { TrueGalaxy } from './crowdedFrame.ts';

/** What a search found, whoever searched. */
export interface FoundSource {
  xPx: number;
  yPx: number;
  flux: number;
  significance: number;
}

/** How well a search found what is there. */
interface FoundFigure {
  /** Found at 5 σ and more. */
  sources: number;
  /** Share of the galaxies of 5 σ and more that were found, however bright they look. */
  completeness: number;
  /** Share of what was found at 5 σ and more that is a galaxy. */
  purity: number;
  /** Share of the galaxies in blended pairs, of 5 σ and more, that were found. */
  pairCompleteness: number;
  /** Light as found over true light, the median of the galaxies found that are in no pair. */
  fluxRatioMedian: number;
}

const farthestPx = 3; // half of the 6 px that a pair's galaxies are apart at least
const leastSignificance = 5;

/** Matches each galaxy with the nearest found source, each used once, the nearest pairs first. */
export function foundAgainstTruth(found: readonly FoundSource[], truth: readonly TrueGalaxy[]): FoundFigure {
  const close: { f: number; t: number; distance: number }[] = [];
  for (const [f, { xPx, yPx }] of found.entries()) {
    for (const [t, galaxy] of truth.entries()) {
      const distance = Math.hypot(galaxy.xPx - xPx, galaxy.yPx - yPx);
      if (distance <= farthestPx) close.push({ f, t, distance });
    }
  }
  close.sort((a, b) => a.distance - b.distance);
  const galaxyOf = new Map<number, number>();
  const sourceOf = new Map<number, number>();
  for (const { f, t } of close) {
    if (galaxyOf.has(f) || sourceOf.has(t)) continue;
    galaxyOf.set(f, t);
    sourceOf.set(t, f);
  }
  const bright = truth.flatMap(({ significance }, t) => (significance >= leastSignificance ? [t] : []));
  const claimed = found.flatMap(({ significance }, f) => (significance >= leastSignificance ? [f] : []));
  const inPairs = bright.filter(t => truth[t].inPair);
  const alone = bright.filter(t => !truth[t].inPair && sourceOf.has(t));
  return {
    sources: claimed.length,
    completeness: share(bright, t => sourceOf.has(t)),
    purity: share(claimed, f => galaxyOf.has(f)),
    pairCompleteness: share(inPairs, t => sourceOf.has(t)),
    fluxRatioMedian: median(alone.map(t => found[sourceOf.get(t)!].flux / truth[t].flux)),
  };
}

function share(of: readonly number[], holds: (each: number) => boolean): number {
  return of.filter(holds).length / of.length;
}
