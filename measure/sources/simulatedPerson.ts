import type { AnomaliesWorker, Ranking } from '../../src/contracts/anomalies.ts';
import type { BatchRule } from '../../src/maths/interest/batch.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';

/** One person's search, played through. */
export interface Search {
  /** Galaxies of the catalogue; the worker holds their components as rows 0 … galaxies − 1. */
  galaxies: number;
  /** What the person says of a galaxy, 0–5. */
  answer(row: number): number;
  /** Ratings in all. */
  ratings: number;
  /** Ratings at random before the model is asked. */
  start: number;
  batchSize: number;
  /** What is asked after the start: what the model wants by expected improvement, or galaxies at random. */
  choice: 'model' | 'random';
  batchRule?: BatchRule;
  seed: number;
}

/** How a simulated search ended. */
export interface SearchResult {
  ranking: Ranking;
  /** (ratings) in the order rated */
  rated: Uint32Array;
}

/** Rates as the worker asks, and ranks at the end. The random start of a seed is the same whatever the worker holds. */
export async function playSearch(worker: AnomaliesWorker, search: Search): Promise<SearchResult> {
  const { galaxies, answer, ratings, start, batchSize, choice, batchRule, seed } = search;
  const shuffled = createRandom(seed).shuffle(Uint32Array.from({ length: galaxies }, (_, i) => i));
  const rated = [...shuffled.slice(0, choice === 'random' ? ratings : start)];
  const rank = () =>
    worker.rank({
      ratings: { rows: Uint32Array.from(rated), scores: Float32Array.from(rated, answer) },
      batchSize,
      batchRule,
      seed,
    });
  while (rated.length < ratings) {
    const { batch } = await rank();
    rated.push(...batch.slice(0, ratings - rated.length).map(({ row }) => row));
  }
  return { ranking: await rank(), rated: Uint32Array.from(rated) };
}
