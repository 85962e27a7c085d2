import {
  highestScore,
  type InterestSearch,
  isScore,
  type Rating,
} from '../../data/searches/interestSearch.ts';
import { mergedRatings } from '../../data/searches/mergedSearch.ts';
import type { LabelsState } from '../labels.ts';
import {
  createRatingHistory,
  type RatedAndSkipped,
  type RatingHistory,
  stepGalaxies,
  withRatings,
  withSkip,
} from './ratingHistory.ts';

type RatingActions = Pick<LabelsState, 'rate' | 'rateAll' | 'skip' | 'undo' | 'redo'>;

interface RatingActionsParts {
  get(): LabelsState;
  /** Makes a changed search the current one and saves it. */
  keep(search: InterestSearch): InterestSearch;
  /** By key of the search. */
  histories: Map<string, RatingHistory>;
  /** Milliseconds since 1970. */
  clock(): number;
}

/** What a person does to the ratings of the current search. */
export function createRatingActions({ get, keep, histories, clock }: RatingActionsParts): RatingActions {
  function currentSearch(): InterestSearch {
    const { current } = get();
    if (!current) throw new Error('need a search to rate for; got none: begin or choose one first');
    return current;
  }

  function change(galaxyId: string, after: RatedAndSkipped): void {
    const current = currentSearch();
    const { ratings, skipped } = current;
    const history = histories.get(current.key) ?? createRatingHistory();
    histories.set(current.key, history);
    history.add({ galaxyId, before: { ratings, skipped }, after });
    keep({ ...current, ...after, changedMs: clock() });
  }

  function step(way: 'undo' | 'redo'): string | null {
    const { current } = get();
    const taken = current && histories.get(current.key)?.[way]();
    if (!taken) return null;
    const { before, after } = taken;
    const [from, to] = way === 'undo' ? [after, before] : [before, after];
    keep({ ...current, ...mergedRatings(current, to, stepGalaxies(from, to, current)), changedMs: clock() });
    return taken.galaxyId;
  }

  function rateAll(ratings: readonly Rating[]): void {
    const current = currentSearch();
    const known = new Map(current.ratings.map(rating => [rating.galaxyId, rating.score]));
    const skipped = new Set(current.skipped);
    for (const { galaxyId, score } of ratings) checkRating(galaxyId, score);
    const fresh = ratings.filter(
      ({ galaxyId, score }) => known.get(galaxyId) !== score || skipped.has(galaxyId),
    );
    const last = fresh.at(-1);
    if (last) change(last.galaxyId, withRatings(current, ratings));
  }

  return {
    rate: (galaxyId, score) => rateAll([{ galaxyId, score }]),
    rateAll,
    skip(galaxyId) {
      const current = currentSearch();
      if (!current.skipped.includes(galaxyId)) change(galaxyId, withSkip(current, galaxyId));
    },
    undo: () => step('undo'),
    redo: () => step('redo'),
  };
}

function checkRating(galaxyId: string, score: number): void {
  if (galaxyId === '') throw new Error('need the id of a galaxy; got an empty one');
  if (!isScore(score)) throw new Error(`need a score of 0 to ${highestScore}; got ${score}`);
}
