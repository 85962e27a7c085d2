import type { ListSpace } from './listSpace.ts';
import { type OfferTile, queriesAtOnce } from './tileKernel.ts';

/**
 * Compares queries, in the order of the list each belongs to, with the points of the lists nearest to that one.
 *
 * @param starts the first query of each list, (listCount); one entry more is the number of queries
 * @param ranks which of the nearest lists: the one of rank 0 is the queries' own
 * @yields the share done, 0–1
 */
export function* searchListsSteps(
  { starts: ends, nearestLists, most }: Pick<ListSpace, 'starts' | 'nearestLists' | 'most'>,
  starts: Int32Array,
  tile: OfferTile,
  ranks: { from: number; to: number },
): Generator<number, void> {
  const listCount = starts.length - 1;
  for (let g = 0; g < listCount; g++) {
    for (let first = starts[g]; first < starts[g + 1]; first += queriesAtOnce) {
      const end = Math.min(first + queriesAtOnce, starts[g + 1]);
      for (let rank = ranks.from; rank < ranks.to; rank++) {
        const other = nearestLists[g * most + rank];
        tile(first, end, ends[other], ends[other + 1]);
      }
      yield g / listCount;
    }
  }
}
