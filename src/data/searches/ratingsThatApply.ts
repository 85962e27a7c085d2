import type { InterestSearch } from './interestSearch.ts';

/** The part of a search of any catalogue that applies to the galaxies of another. */
interface RatingsThatApply extends Pick<InterestSearch, 'ratings' | 'skipped'> {
  /** Ratings of galaxies that catalogue lacks */
  elsewhere: number;
}

/**
 * Ratings apply where ids match exactly; their order is kept, because the ranking depends on it.
 *
 * @param has whether the open catalogue has the galaxy of an id
 */
export function ratingsThatApply(
  { ratings, skipped }: Pick<InterestSearch, 'ratings' | 'skipped'>,
  has: (galaxyId: string) => boolean,
): RatingsThatApply {
  const own = ratings.filter(({ galaxyId }) => has(galaxyId));
  return { ratings: own, skipped: skipped.filter(has), elsewhere: ratings.length - own.length };
}
