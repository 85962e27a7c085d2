import type { TileKernel } from './tileKernel.ts';
import { groupsDone, type TilePlan, takeGroupsSteps, takeNoMore } from './tilePlan.ts';
import type { TileTeam } from './tileTeam.ts';

/** Who does a plan beside this thread, and until when. */
export interface TileWorkers {
  /** Default: nobody. */
  team?: TileTeam;
  /** Asked at every step: true where no more groups are wanted; default never. */
  enough?: () => boolean;
}

/**
 * Does a plan: this thread takes groups of it, as do those of the team, until none is left or enough are done; then it waits
 * for those that others have taken.
 *
 * @yields the share done, 0–1, every few milliseconds
 * @throws Error where a thread of the team was lost
 */
export function* offerTilesSteps(
  { offer, memory, module }: TileKernel,
  plan: TilePlan,
  { team, enough = () => false }: TileWorkers = {},
): Generator<number, void> {
  team?.share({ memory, module, plan });
  let wanted: number | undefined;
  for (const share of takeGroupsSteps(plan, offer)) {
    yield share;
    if (enough()) wanted ??= takeNoMore(plan);
  }
  wanted ??= takeNoMore(plan);
  const count = plan.groups.length / 4;
  while (groupsDone(plan) < wanted) {
    team?.check();
    yield groupsDone(plan) / count;
  }
}
