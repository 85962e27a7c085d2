import type { ListSpace } from './listSpace.ts';
import { type TilePlan, tilePlan } from './tilePlan.ts';

/**
 * The plan that compares queries, in the order of the list each belongs to, with the points of the lists nearest to that one.
 *
 * @param starts the first query of each list, (listCount); one entry more is the number of queries
 * @param ranks which of the nearest lists: the one of rank 0 is the queries' own
 * @param shared true where several threads work on it
 */
export function listPlan(
  { starts: ends, nearestLists, most }: Pick<ListSpace, 'starts' | 'nearestLists' | 'most'>,
  starts: Int32Array,
  ranks: { from: number; to: number },
  shared: boolean,
): TilePlan {
  const width = ranks.to - ranks.from;
  const blocks = Array.from({ length: starts.length - 1 }, (_, g) => ({
    first: starts[g],
    end: starts[g + 1],
    ranges: [g * width, (g + 1) * width] as const,
  }));
  const ranges = blocks.flatMap((_, g) =>
    Array.from({ length: width }, (_, i) => {
      const list = nearestLists[g * most + ranks.from + i];
      return [ends[list], ends[list + 1]] as const;
    }),
  );
  return tilePlan(blocks, ranges, shared);
}
