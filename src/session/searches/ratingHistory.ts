import type { InterestSearch, Rating } from '../../data/searches/interestSearch.ts';
import { changedGalaxies } from '../../data/searches/mergedSearch.ts';

/** The part of a search that undo restores. */
export type RatedAndSkipped = Pick<InterestSearch, 'ratings' | 'skipped'>;

/** One rate, rateAll or skip. */
interface Step {
  galaxyId: string;
  before: RatedAndSkipped;
  after: RatedAndSkipped;
}

/** Steps kept for undo in each search: more than anyone takes back, and little memory. */
const mostSteps = 1000;

/** What can be undone and redone in one search. */
export interface RatingHistory {
  /** Records a step; those undone before it can no longer be redone. */
  add(step: Step): void;
  /** @returns the step undone; undefined where there is none */
  undo(): Step | undefined;
  /** @returns the step done again; undefined where there is none */
  redo(): Step | undefined;
}

/** An empty history; the oldest step is dropped at the thousand-and-first. */
export function createRatingHistory(): RatingHistory {
  const past: Step[] = [];
  const future: Step[] = [];
  function move(from: Step[], to: Step[]): Step | undefined {
    const step = from.pop();
    if (step) to.push(step);
    return step;
  }
  return {
    add(step) {
      past.push(step);
      if (past.length > mostSteps) past.shift();
      future.length = 0;
    },
    undo: () => move(past, future),
    redo: () => move(future, past),
  };
}

/** Ids of the galaxies that differ between two states of a search, without those that another tab has changed since. */
export function stepGalaxies(from: RatedAndSkipped, to: RatedAndSkipped, now: RatedAndSkipped): string[] {
  const elsewhere = new Set(changedGalaxies(from, now));
  return changedGalaxies(from, to).filter(galaxyId => !elsewhere.has(galaxyId));
}

/** Adds or replaces ratings, in order; a galaxy that is rated is no longer skipped. */
export function withRatings(before: RatedAndSkipped, added: readonly Rating[]): RatedAndSkipped {
  const ratings = new Map(before.ratings.map(rating => [rating.galaxyId, rating.score]));
  for (const { galaxyId, score } of added) ratings.set(galaxyId, score); // a Map keeps the first one's place
  const rated = new Set(added.map(rating => rating.galaxyId));
  return {
    ratings: Array.from(ratings, ([galaxyId, score]) => ({ galaxyId, score })),
    skipped: before.skipped.filter(galaxyId => !rated.has(galaxyId)),
  };
}

/** Marks a galaxy as one not to be rated; a rating it had is withdrawn. */
export function withSkip(before: RatedAndSkipped, galaxyId: string): RatedAndSkipped {
  return {
    ratings: before.ratings.filter(rating => rating.galaxyId !== galaxyId),
    skipped: [...before.skipped.filter(each => each !== galaxyId), galaxyId],
  };
}
