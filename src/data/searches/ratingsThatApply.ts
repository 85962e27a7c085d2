import type { InterestSearch } from './interestSearch.ts';

/** What of a search, of whatever catalogue, concerns the galaxies of another. */
interface RatingsThatApply extends Pick<InterestSearch, 'ratings' | 'skipped'> {
  /** Ratings of galaxies that catalogue lacks */
  elsewhere: number;
}

/**
 * Ratings apply where ids match, letter by letter; their order is kept, for the ranking depends on it.
 *
 * @param has whether the open catalogue has a galaxy
 */
export function ratingsThatApply(
  { ratings, skipped }: Pick<InterestSearch, 'ratings' | 'skipped'>,
  has: (galaxyId: string) => boolean,
): RatingsThatApply {
  const own = ratings.filter(({ galaxyId }) => has(galaxyId));
  return { ratings: own, skipped: skipped.filter(has), elsewhere: ratings.length - own.length };
}
