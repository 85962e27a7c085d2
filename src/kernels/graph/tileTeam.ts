import { instantiateTile } from './tileKernel.ts';
import { type TilePlan, takeGroupsSteps } from './tilePlan.ts';

/** A plan and the kernel that does it, as it is sent to another thread. */
export interface TileWork {
  /** Shared between the threads. */
  memory: WebAssembly.Memory;
  module: WebAssembly.Module;
  plan: TilePlan;
}

/** Other threads that take groups of a plan. */
export interface TileTeam {
  /** Sends the work to all of them; each begins when it can. */
  share(work: TileWork): void;
  /** @throws Error where one of them was lost: what it had taken will never be done */
  check(): void;
}

/** What another thread does with the work that it is sent: it takes groups until none is left. */
export function helpWith({ memory, module, plan }: TileWork): void {
  for (const _ of takeGroupsSteps(plan, instantiateTile(module, memory)));
}
