import type { Matrix } from '../../src/contracts/matrix.ts';
import { exactGraphSteps } from '../../src/kernels/graph/exactGraph.ts';
import { type GraphProgress, type JudgedGraph, listGraphSteps } from '../../src/kernels/graph/listGraph.ts';
import type { TileTeam } from '../../src/kernels/graph/tileTeam.ts';
import { hardwareDevice } from '../../src/kernels/graphicsAdapter.ts';
import { knnGraphSteps } from '../../src/maths/neighbours/knn.ts';
import type { JobContext } from '../../src/rpc/jobContext.ts';
import { type Clock, runSteps } from '../stepwise.ts';
import { orPlainly } from './orPlainly.ts';
import { withTileCrew } from './tileCrew.ts';

const exactBelow = 20_000; // galaxies: about a second, where lists would take a third of it
const togetherFrom = 10_000; // galaxies: fewer are compared before other threads have started

/** The job of a map, in which the person may say that the neighbours found are enough. */
export interface MapJob extends JobContext {
  /** True once they have said so; default never. */
  enough?: () => boolean;
}

/**
 * The neighbour graph of a map's (n, columns) components (Euclidean): exact below 20,000 galaxies, beyond by inverted lists that find at least 95 % of
 * the neighbours or as many as are enough for the person; by all cores where they can share memory, with the same result. Where a GPU is quicker
 * it finds the exact one. Where
 * WebAssembly cannot serve, the exact one in plain code, some five times as slow.
 */
export async function findNeighbours(
  matrix: Matrix,
  k: number,
  job: MapJob,
  clock: Clock,
): Promise<JudgedGraph> {
  const report = reporter(matrix.rows, job);
  const byGpu = matrix.rows < togetherFrom ? undefined : await searchByGpu(matrix, k, job, clock);
  if (byGpu) return byGpu;
  const search = (team?: TileTeam) => runSteps(graphSteps(matrix, k, job, team), job, clock, report);
  return matrix.rows < togetherFrom ? search() : withTileCrew(search);
}

/** The exact graph by a GPU, where there is one and it is the quicker; its code is loaded only there. */
async function searchByGpu(
  matrix: Matrix,
  k: number,
  job: MapJob,
  clock: Clock,
): Promise<JudgedGraph | undefined> {
  const device = await hardwareDevice();
  if (!device) return undefined;
  const report = reporter(matrix.rows, job);
  const onShare = (share: number) => {
    report({ share });
    return job.breathe();
  };
  try {
    const { graphByGpu } = await import('./gpuNeighbours.ts');
    const graph = await graphByGpu(device, matrix, k, { clock, listsFrom: exactBelow, onShare });
    return graph && { graph, recall: 1, lists: 0 };
  } finally {
    device.destroy();
  }
}

/** Tells how far the search is, and what it has found. */
function reporter(total: number, job: JobContext): (progress: GraphProgress) => void {
  return ({ share, recall }) => {
    const found = recall === undefined ? '' : ` (${Math.round(100 * recall)} % of them found)`;
    job.report({
      phase: `Finding neighbours${found}`,
      done: Math.floor(share * total),
      total,
      unit: 'galaxies',
      found: recall,
    });
  };
}

function graphSteps(
  { rows: n, columns, values }: Matrix,
  k: number,
  { enough }: MapJob,
  team?: TileTeam,
): Generator<GraphProgress, JudgedGraph> {
  const points = { values, columns };
  const exactly = function* (steps: Generator<number, JudgedGraph['graph']>) {
    let step = steps.next();
    for (; !step.done; step = steps.next()) yield { share: step.value };
    return { graph: step.value, recall: 1, lists: 0 };
  };
  return orPlainly<GraphProgress, JudgedGraph>(
    () =>
      n < exactBelow
        ? exactly(exactGraphSteps(points, k, { team }))
        : listGraphSteps(points, { k, team, enough }),
    () => exactly(knnGraphSteps(values, columns, columns, k, 'euclidean')),
  );
}
