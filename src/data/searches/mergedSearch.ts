import type { InterestSearch, Rating } from './interestSearch.ts';

/** A changed search, and what was changed. */
export interface SearchChange {
  search: InterestSearch;
  /** Ids of the galaxies that were rated, skipped, or whose rating or skip was taken back */
  galaxies: readonly string[];
  /** Whether its name was changed */
  renamed: boolean;
}

/** A galaxy's rating, or that it was skipped. */
type Standing = number | 'skipped' | undefined;

type Standings = Pick<InterestSearch, 'ratings' | 'skipped'>;

/**
 * A change applied to a search as it is stored now, which another tab may have changed meanwhile: for each galaxy the
 * later action counts, and a rating taken back stays taken back. Where no other tab changed it, the result is the changed
 * search itself.
 *
 * @param stored undefined where it is not stored, or no longer: a person who goes on rating gets it back
 */
export function mergedSearch(stored: InterestSearch | undefined, change: SearchChange): InterestSearch {
  const { search, galaxies, renamed } = change;
  if (!stored) return search;
  const name = renamed ? search.name : stored.name;
  const changedMs = Math.max(stored.changedMs, search.changedMs);
  return { ...search, ...mergedRatings(stored, search, galaxies), name, changedMs };
}

/** The ratings and skipped galaxies of `standing`, replaced by those of `changed` for some galaxies. Their order is kept. */
export function mergedRatings(
  standing: Standings,
  changed: Standings,
  galaxies: readonly string[],
): Standings {
  const own = new Set(galaxies);
  const ofStanding = standingsOf(standing);
  const ofChanged = standingsOf(changed);
  const sameElsewhere =
    [...ofStanding].every(([id, value]) => own.has(id) || ofChanged.get(id) === value) &&
    [...ofChanged.keys()].every(id => own.has(id) || ofStanding.has(id));
  if (sameElsewhere) return { ratings: changed.ratings, skipped: changed.skipped };
  const ratings = new Map(standing.ratings.map(({ galaxyId, score }) => [galaxyId, score]));
  const skipped = new Set(standing.skipped);
  for (const id of own) {
    const value = ofChanged.get(id);
    skipped.delete(id);
    if (typeof value === 'number') continue;
    ratings.delete(id);
    if (value === 'skipped') skipped.add(id);
  }
  for (const { galaxyId, score } of changed.ratings) {
    if (own.has(galaxyId)) ratings.set(galaxyId, score); // a Map keeps the first one's place
  }
  return {
    ratings: Array.from(ratings, ([galaxyId, score]): Rating => ({ galaxyId, score })),
    skipped: [...skipped],
  };
}

/** Ids of the galaxies that two states of a search rate or skip differently. */
export function changedGalaxies(before: Standings, after: Standings): string[] {
  const ofBefore = standingsOf(before);
  const ofAfter = standingsOf(after);
  return [...new Set([...ofBefore.keys(), ...ofAfter.keys()])].filter(
    id => ofBefore.get(id) !== ofAfter.get(id),
  );
}

/** True where two searches have the same name, ratings, skips and time. */
export function sameSearch(a: InterestSearch, b: InterestSearch): boolean {
  return (
    a.changedMs === b.changedMs &&
    a.name === b.name &&
    a.ratings.length === b.ratings.length &&
    a.skipped.length === b.skipped.length &&
    a.ratings.every(
      ({ galaxyId, score }, i) => b.ratings[i].galaxyId === galaxyId && b.ratings[i].score === score,
    ) &&
    a.skipped.every((id, i) => b.skipped[i] === id)
  );
}

/** By galaxy id; a galaxy both rated and skipped counts as rated. */
function standingsOf({ ratings, skipped }: Standings): Map<string, Standing> {
  return new Map<string, Standing>([
    ...skipped.map((id): [string, Standing] => [id, 'skipped']),
    ...ratings.map(({ galaxyId, score }): [string, Standing] => [galaxyId, score]),
  ]);
}
