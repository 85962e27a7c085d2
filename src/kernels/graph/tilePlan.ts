/**
 * Calls of a tile kernel in groups that may be done in any order and on any thread. A group has queries of its own, so that no
 * two threads write to one list, and its candidates are offered in their order: the lists are the same however many work.
 */
export interface TilePlan {
  /** (groups, 4) row-major: first and end of the queries, first and end of the candidates' ranges */
  groups: Int32Array;
  /** (ranges, 2) row-major: first candidate of each and the one after its last */
  ranges: Int32Array;
  /** (2) groups that somebody has taken, or more once all are; groups that are done */
  taken: Int32Array;
}

/** Queries of a plan and what they are offered. */
interface QueryBlock {
  first: number;
  end: number;
  /** First and end of the candidates' ranges. */
  ranges: readonly [number, number];
}

/** Queries worked on at once: 64 rows of 64 numbers are 8 kB and stay in the first-level cache. */
const queriesAtOnce = 64;

/**
 * A plan of groups of at most 64 queries.
 *
 * @param ranges as in {@link TilePlan}
 * @param shared true where several threads work on it
 */
export function tilePlan(
  blocks: readonly QueryBlock[],
  ranges: readonly (readonly [number, number])[],
  shared: boolean,
): TilePlan {
  const integers = (length: number) =>
    new Int32Array(shared ? new SharedArrayBuffer(4 * length) : new ArrayBuffer(4 * length));
  const count = blocks.reduce((sum, { first, end }) => sum + Math.ceil((end - first) / queriesAtOnce), 0);
  const plan = { groups: integers(4 * count), ranges: integers(2 * ranges.length), taken: integers(2) };
  ranges.forEach((range, i) => {
    plan.ranges.set(range, 2 * i);
  });
  let at = 0;
  for (const { first, end, ranges: own } of blocks) {
    for (let from = first; from < end; from += queriesAtOnce) {
      plan.groups.set([from, Math.min(from + queriesAtOnce, end), ...own], 4 * at);
      at++;
    }
  }
  return plan;
}

/** A plan that offers all candidates 0 … `candidates` − 1 to all queries, so many at a time. */
export function everyPairPlan(
  queries: number,
  candidates: number,
  atATime: number,
  shared: boolean,
): TilePlan {
  const ranges = Array.from(
    { length: Math.ceil(candidates / atATime) },
    (_, i) => [i * atATime, Math.min((i + 1) * atATime, candidates)] as const,
  );
  return tilePlan([{ first: 0, end: queries, ranges: [0, ranges.length] }], ranges, shared);
}

/**
 * Takes groups until none is left, and offers the candidates of each to its queries.
 *
 * @yields the share of all groups that is done, 0–1, after every call of the kernel
 */
export function* takeGroupsSteps(
  { groups, ranges, taken }: TilePlan,
  offer: (first: number, end: number, from: number, to: number) => void,
): Generator<number, void> {
  const count = groups.length / 4;
  for (;;) {
    const group = Atomics.add(taken, 0, 1);
    if (group >= count) return;
    const [first, end, firstRange, endRange] = groups.subarray(4 * group, 4 * group + 4);
    for (let range = firstRange; range < endRange; range++) {
      offer(first, end, ranges[2 * range], ranges[2 * range + 1]);
      if (range + 1 < endRange) yield taken[1] / count;
    }
    const done = Atomics.add(taken, 1, 1) + 1;
    yield done / count;
  }
}

/** Lets nobody take another group. @returns how many will have been done once those under way are */
export function takeNoMore({ groups, taken }: TilePlan): number {
  const count = groups.length / 4;
  return Math.min(count, Atomics.exchange(taken, 0, count));
}

/** Groups done so far. */
export function groupsDone({ taken }: TilePlan): number {
  return Atomics.load(taken, 1);
}
