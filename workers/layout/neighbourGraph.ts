import type { Matrix } from '../../src/contracts/matrix.ts';
import { exactGraphSteps } from '../../src/kernels/graph/exactGraph.ts';
import { type GraphProgress, type JudgedGraph, listGraphSteps } from '../../src/kernels/graph/listGraph.ts';
import { knnGraphSteps } from '../../src/maths/neighbours/knn.ts';
import type { JobContext } from '../../src/rpc/jobContext.ts';
import { type Clock, runSteps } from '../stepwise.ts';
import { orPlainly } from './orPlainly.ts';

const exactBelow = 20_000; // galaxies: about a second, where lists would take a third of it

/**
 * The neighbour graph of a map's (n, columns) components (Euclidean): exact below 20,000 galaxies, beyond by inverted lists that find at least 95 % of
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
  const points = { values, columns };
  const plainly = () => knnGraphSteps(values, columns, columns, k, 'euclidean');
  if (n < exactBelow) {
    const steps = orPlainly(() => exactGraphSteps(points, k), plainly);
    return { graph: await runSteps(steps, job, clock, report), recall: 1, lists: 0 };
  }
  const steps = orPlainly<GraphProgress, JudgedGraph>(
    () => listGraphSteps(points, { k }),
    function* () {
      const plain = plainly();
      let step = plain.next();
      for (; !step.done; step = plain.next()) yield { share: step.value };
      return { graph: step.value, recall: 1, lists: 0 };
    },
  );
  return runSteps(steps, job, clock, ({ share, recall }) => report(share, recall));
}
