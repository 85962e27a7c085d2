import type { Asked, Ranking, RankOptions } from '../../src/contracts/anomalies.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';
import { eligibleIn, type Held } from './componentSpace.ts';

/** The answer before there is anything to learn from: a batch at random. */
export function unrankedWith(space: Held, options: RankOptions, ratingsLeftOut: number): Ranking {
  const { rows, version } = space;
  const unknown = () => new Float32Array(rows.length).fill(Number.NaN);
  const none = { indices: new Uint32Array(0), scores: new Float64Array(0) };
  return {
    version,
    mean: unknown(),
    std: unknown(),
    order: rows.slice(),
    nearestRated: unknown(),
    farFromRated: new Uint32Array(0),
    batch: drawn(eligibleIn(space, none, options.leaveOut), options, 0).map(each => ({
      ...each,
      row: rows[each.row],
    })),
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

/** Places for a random start, other galaxies once there are more ratings. */
export function drawn(
  eligible: Uint32Array,
  { batchSize = 10, seed }: RankOptions,
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
