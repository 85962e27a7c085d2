import type { Asked, Ranking, RankOptions } from '../../src/contracts/anomalies.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';
import { type ComponentSpace, eligiblePlaces } from './componentSpace.ts';
import { defaultBatchSize } from './rankDefaults.ts';

/** The answer before there is anything to learn from: a random batch, all predictions NaN, rows in their order. */
export function unrankedWith(space: ComponentSpace, options: RankOptions, ratingsLeftOut: number): Ranking {
  const { rows, version } = space;
  const unknown = () => new Float32Array(rows.length).fill(Number.NaN);
  const eligible = eligiblePlaces(space, new Uint32Array(0), options.leaveOut);
  return {
    version,
    mean: unknown(),
    std: unknown(),
    order: rows.slice(),
    nearestRated: unknown(),
    farFromRated: new Uint32Array(0),
    batch: randomBatch(eligible, options, 0).map(each => ({ ...each, row: rows[each.row] })),
    hyperparameters: null,
    logMarginalLikelihood: Number.NaN,
    crossCheck: {
      rows: new Uint32Array(0),
      scores: new Float32Array(0),
      mean: new Float32Array(0),
      std: new Float32Array(0),
    },
    ratingsLeftOut,
    shortcuts: [],
  };
}

/**
 * A batch drawn evenly, another one once there are more ratings.
 *
 * @param eligible (m) places that may be asked about
 * @param ratings how many there are
 * @returns (≤ batchSize) with places, not catalogue rows, as `row`; nothing predicted
 */
export function randomBatch(
  eligible: Uint32Array,
  { batchSize = defaultBatchSize, seed }: Pick<RankOptions, 'batchSize' | 'seed'>,
  ratings: number,
): Asked[] {
  const shuffled = createRandom(seed + ratings).shuffle(eligible.slice());
  return Array.from(shuffled.slice(0, batchSize), row => ({
    row,
    reason: 'random start',
    mean: Number.NaN,
    std: Number.NaN,
  }));
}
