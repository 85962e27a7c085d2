import { responsibilitiesOf } from '../../src/maths/clustering/diagonalMixture.ts';
import { fitMixtureSteps } from '../../src/maths/clustering/fitMixture.ts';
import { kMeans } from '../../src/maths/clustering/kMeans.ts';
import { likeliestComponents } from '../../src/maths/clustering/likeliestComponents.ts';
import { straightCode, straightPathSteps } from '../../src/maths/clustering/straightPath.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';

/** How rows are divided. */
interface Grouping {
  k: number;
  by: 'kMeans' | 'mixture';
  /** Principal components that the mixture is fitted to. */
  components: number;
  seed: number;
}

/**
 * Plain ways of clustering, to judge others by: k-means of rows as they are, or a diagonal mixture of their principal components
 * in the rows' own scale.
 *
 * @param values (n, columns)
 * @returns (n) labels from 0
 * @param run runs a stepwise computation
 */
export async function groupRows(
  values: Float32Array,
  columns: number,
  { k, by, components, seed }: Grouping,
  run: <T>(steps: Generator<void, T>) => Promise<T>,
): Promise<Int32Array> {
  const random = createRandom(seed);
  if (by === 'kMeans') return kMeans({ values, columns }, k, random).labels;
  const path = await run(straightPathSteps(values, columns, components));
  const codes = straightCode(path, values).map((value, at) => value * path.scales[at % components]);
  const { mixture } = await run(fitMixtureSteps(codes, components, { components: k, random }));
  return likeliestComponents(responsibilitiesOf(mixture, codes), k);
}
