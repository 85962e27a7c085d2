import type { Ratings } from '../../../contracts/anomalies.ts';
import type { InterestSearch, Rating } from '../../../session/labels.ts';

/** The ratings and skips of a search, by row of the open catalogue. */
export interface SearchRows {
  /** In the order in which they were rated. */
  ratings: Ratings;
  /** Score of each rated row, in that order. */
  scores: ReadonlyMap<number, number>;
  skipped: ReadonlySet<number>;
  /** Ratings of galaxies this catalogue lacks. */
  elsewhere: number;
}

/** @param rowOf catalogue row of an id, or undefined */
export function searchRowsOf(
  search: InterestSearch | null,
  rowOf: (id: string) => number | undefined,
): SearchRows {
  const scores = new Map<number, number>();
  for (const { galaxyId, score } of search?.ratings ?? []) {
    const row = rowOf(galaxyId);
    if (row !== undefined) scores.set(row, score);
  }
  const skipped = new Set<number>();
  for (const id of search?.skipped ?? []) {
    const row = rowOf(id);
    if (row !== undefined) skipped.add(row);
  }
  return {
    ratings: { rows: Uint32Array.from(scores.keys()), scores: Float32Array.from(scores.values()) },
    scores,
    skipped,
    elsewhere: (search?.ratings.length ?? 0) - scores.size,
  };
}

/** Whether two lists hold the same scores of the same galaxies in the same order, so that one ranking is right for both. */
export function sameRatings(a: readonly Rating[], b: readonly Rating[]): boolean {
  return (
    a === b ||
    (a.length === b.length && a.every((r, i) => r.galaxyId === b[i].galaxyId && r.score === b[i].score))
  );
}
