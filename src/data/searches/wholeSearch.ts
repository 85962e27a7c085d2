import { type InterestSearch, isScore, type Rating, searchStartNames } from './interestSearch.ts';

/** Whether a record of the database can be used as a search. */
export function isWholeSearch(record: unknown): record is InterestSearch {
  if (typeof record !== 'object' || record === null) return false;
  const { key, catalogue, name, seed, start, ratings, skipped, changedMs } = record as Record<
    string,
    unknown
  >;
  return (
    [key, catalogue, name].every(text => typeof text === 'string') &&
    typeof seed === 'number' &&
    typeof changedMs === 'number' &&
    searchStartNames.some(each => each === start) &&
    Array.isArray(ratings) &&
    ratings.every(isWholeRating) &&
    Array.isArray(skipped) &&
    skipped.every(id => typeof id === 'string')
  );
}

function isWholeRating(record: unknown): record is Rating {
  if (typeof record !== 'object' || record === null) return false;
  const { galaxyId, score } = record as Record<string, unknown>;
  return typeof galaxyId === 'string' && typeof score === 'number' && isScore(score);
}
