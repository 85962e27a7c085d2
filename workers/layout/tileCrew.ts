import type { TileTeam } from '../../src/kernels/graph/tileTeam.ts';

const mostHelpers = 15; // beside the thread that leads: more only wait for memory

/** As much of a worker as a crew needs. */
type Helper = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

/** The threads of a crew. */
interface CrewOptions {
  /** That can work in one memory; default those of this machine, one outside an isolated page. */
  cores?: number;
  /** Starts a thread that runs workers/tiles.worker.ts. */
  open?: () => Helper;
}

/**
 * Searches with a helping thread for each core but one, which is the caller's own; they are ended with the search, however
 * that ends. Where one core is all there is, or a helper is lost on the way, the caller searches alone.
 *
 * @param search run a second time, without a team, where a helper was lost
 */
export async function withTileCrew<Result>(
  search: (team?: TileTeam) => Promise<Result>,
  { cores = coresThatShare(), open = openHelper }: CrewOptions = {},
): Promise<Result> {
  const helpers = Array.from({ length: Math.min(cores - 1, mostHelpers) }, open);
  if (helpers.length === 0) return search();
  let lost = false;
  for (const helper of helpers) {
    helper.addEventListener('error', () => {
      lost = true;
    });
  }
  const team: TileTeam = {
    share(work) {
      for (const helper of helpers) helper.postMessage(work);
    },
    check() {
      if (lost) throw new Error('need every thread that took galaxies to compare; lost one');
    },
  };
  try {
    return await search(team);
  } catch (error) {
    if (!lost) throw error;
    return await search();
  } finally {
    for (const helper of helpers) helper.terminate();
  }
}

/** Cores that can work in one memory: those of this machine, one outside an isolated page. */
export function coresThatShare(): number {
  const { crossOriginIsolated, navigator } = globalThis;
  return crossOriginIsolated ? (navigator?.hardwareConcurrency ?? 1) : 1;
}

function openHelper(): Worker {
  return new Worker(new URL('../tiles.worker.ts', import.meta.url), { type: 'module' });
}
