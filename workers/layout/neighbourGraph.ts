import type { Matrix } from '../../src/contracts/matrix.ts';
import { exactGraphSteps } from '../../src/kernels/graph/exactGraph.ts';
import { type JudgedGraph, listGraphSteps } from '../../src/kernels/graph/listGraph.ts';
import { knnGraphSteps } from '../../src/maths/neighbours/knn.ts';
import type { JobContext } from '../../src/rpc/jobContext.ts';
import { type Clock, runSteps } from '../stepwise.ts';

const exactBelow = 20_000; // galaxies: about a second, where lists would take a third of it

/**
 * The neighbour graph of a map (Euclidean): exact below 20,000 galaxies, beyond by inverted lists that find at least 95 % of
 * the neighbours. Where WebAssembly cannot serve, the exact one in plain code, some five times as slow.
 */
export async function findNeighbours(
  matrix: Matrix,
  k: number,
  job: JobContext,
  clock: Clock,
): Promise<JudgedGraph> {
  const { rows: n, columns, values } = matrix;
  const report = (share: number, recall?: number) => {
    const found = recall === undefined ? '' : ` (${Math.round(100 * recall)} % of them found)`;
    job.report({
      phase: `Finding neighbours${found}`,
      done: Math.floor(share * n),
      total: n,
      unit: 'galaxies',
    });
  };
  const exact = (graph: JudgedGraph['graph']) => ({ graph, recall: 1, lists: 0 });
  const points = { values, columns };
  try {
    if (n >= exactBelow) {
      return await runSteps(listGraphSteps(points, { k }), job, clock, ({ share, recall }) =>
        report(share, recall),
      );
    }
    return exact(await runSteps(exactGraphSteps(points, k), job, clock, report));
  } catch (error) {
    if (!(error instanceof WebAssembly.CompileError || error instanceof RangeError)) throw error;
    return exact(await runSteps(knnGraphSteps(values, columns, columns, k, 'euclidean'), job, clock, report));
  }
}
