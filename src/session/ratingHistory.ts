import type { InterestSearch, Rating } from '../data/searches/interestSearch.ts';

/** What a person said in a search: all that undo takes back. */
export type Said = Pick<InterestSearch, 'ratings' | 'skipped'>;

/** One rate, rateAll or skip. */
interface Step {
  galaxyId: string;
  before: Said;
  after: Said;
}

/** Steps kept for undo in each search: more than anyone takes back, and little memory. */
const mostSteps = 1000;

/** What can be taken back and done again in one search. */
export interface Steps {
  add(step: Step): void;
  back(): Step | undefined;
  forth(): Step | undefined;
}

export function createSteps(): Steps {
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
    back: () => move(past, future),
    forth: () => move(future, past),
  };
}

/** Adds or replaces ratings in order; who rates a skipped galaxy has not skipped it. */
export function withRatings(said: Said, added: readonly Rating[]): Said {
  const ratings = new Map(said.ratings.map(rating => [rating.galaxyId, rating.score]));
  for (const { galaxyId, score } of added) ratings.set(galaxyId, score); // a Map keeps the first one's place
  const rated = new Set(added.map(rating => rating.galaxyId));
  return {
    ratings: Array.from(ratings, ([galaxyId, score]) => ({ galaxyId, score })),
    skipped: said.skipped.filter(galaxyId => !rated.has(galaxyId)),
  };
}

/** Marks a galaxy as one not to be rated; a rating it had is withdrawn. */
export function withSkip(said: Said, galaxyId: string): Said {
  return {
    ratings: said.ratings.filter(rating => rating.galaxyId !== galaxyId),
    skipped: [...said.skipped.filter(each => each !== galaxyId), galaxyId],
  };
}
