import type { Progress } from '../src/contracts/job.ts';
import type { Matrix } from '../src/contracts/matrix.ts';
import { ComponentStream, type FloatComponents } from '../workers/layout/componentStream.ts';
import { runMap } from '../workers/layout/mapRun.ts';
import { runSteps } from '../workers/stepwise.ts';

const mapSeed = 1; // any one: it makes the baked map the same on every run

/** What a map is made from, and the map. */
export interface BakedMap {
  components: FloatComponents;
  /** component = (vector − mean) · axesᵀ */
  basis: { /** (dimension) */ mean: Float32Array /** (k, dimension) */; axes: Matrix };
  /** (n, 2) row-major */
  positions: Float32Array;
}

/**
 * Principal components and a UMAP map of representations, by the layout worker's own code.
 *
 * @param representations (n, d)
 * @param count of components; at most min(n, d) are made
 */
export async function mapOf(
  representations: Matrix,
  count: number,
  report: (progress: Progress) => void,
  clock: () => number,
): Promise<BakedMap> {
  const { rows, columns, values } = representations;
  const job = { report, breathe: async () => undefined };
  const stream = new ComponentStream(columns, Math.min(count, columns, rows));
  await runSteps(
    stream.addSteps(
      Uint32Array.from({ length: rows }, (_, i) => i),
      values,
    ),
    job,
    clock,
    () => report({ phase: 'Compressing representations', done: rows, total: 0, unit: 'galaxies' }),
  );
  const components = await runSteps(stream.componentsSteps(), job, clock);
  const { basis } = stream;
  if (!basis) throw new Error(`need at least one galaxy for a map; got ${rows}`);
  const { positions } = await runMap(components.matrix, { seed: mapSeed }, () => undefined, job, clock);
  return {
    components,
    basis: {
      mean: Float32Array.from(basis.mean),
      axes: { rows: components.matrix.columns, columns, values: Float32Array.from(basis.axes) },
    },
    positions,
  };
}
