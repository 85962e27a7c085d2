import type { InterestSearch } from '../../../src/data/searches/interestSearch.ts';
import { type RatingsTable, ratingsTable } from '../../../src/data/searches/ratingsTable.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

/** Ids as nobody should choose them, and as somebody will. */
const awkwardIds = [
  'a,b',
  'say "hi"',
  '#7',
  ' x ',
  'l1\nl2',
  '<&>',
  'Ωμέγα',
  '=1+1',
  '-2+3',
  '@a',
  '\tb',
  "'=c",
  '007',
  '1237648720693755918',
];

/** A search of n galaxies with ratings in an order of its own, one of a galaxy of another catalogue. */
export function ratedSearch(
  n: number,
  seed: number,
  awkward = true,
): { search: InterestSearch; table: RatingsTable } {
  const random = createRandom(seed);
  const ids = Array.from({ length: n }, (_, row) => (awkward && awkwardIds[row]) || `J${row}`);
  const order = Uint32Array.from(ids, (_, row) => (row * 7) % n); // a permutation where 7 does not divide n
  const picked = Array.from(ids, (_, row) => ids[(row * 11) % n]).slice(0, Math.floor(n / 3));
  const search: InterestSearch = {
    key: 'k',
    catalogue: `some "galaxies".csv ${n}-0123456789abcdef`,
    name: awkward ? 'rings & "things"\n# more' : 'rings',
    seed: 2 ** 40 + seed,
    start: 'examples',
    ratings: [
      ...picked.map(galaxyId => ({ galaxyId, score: random.integer(11) / 2 })),
      { galaxyId: 'of another catalogue', score: 5 },
    ],
    skipped: ids.filter(id => !picked.includes(id)).slice(0, 3),
    changedMs: 1,
  };
  const table = ratingsTable(search, {
    ids,
    raDeg: Float64Array.from(ids, (_, row) => (row % 5 === 4 ? Number.NaN : random.uniform() * 360)),
    decDeg: Float64Array.from(ids, (_, row) => (row % 5 === 4 ? Number.NaN : random.uniform() * 180 - 90)),
    ranking: {
      order,
      mean: Float32Array.from(ids, () => random.uniform() * 5),
      std: Float32Array.from(ids, (_, row) => (row % 3 === 0 ? Number.NaN : random.uniform())),
      kernel: 'matern32',
    },
    weights: 'galaxy',
  });
  return { search, table };
}
