import type { ClusterGalaxies } from '../../bake/clusters/clusterGalaxies.ts';
import type { TrainedClustering } from '../../src/data/runs/clusterBytes.ts';
import { priorCodes } from '../../src/maths/clustering/generatedCodes.ts';
import { likeliestComponents } from '../../src/maths/clustering/likeliestComponents.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';
import { createClusterNetwork } from '../../src/nets/clustering/clusterNetwork.ts';
import { decodedOf, posteriorsOf } from '../../src/nets/clustering/posteriors.ts';
import { mixtureOf } from '../../src/nets/clustering/verdicts.ts';

/** What a trained clustering says of some galaxies. */
interface TrainedJudged {
  /** Likeliest component of each. */
  clusters: Int32Array;
  /** Of the pictures, from the means of the posteriors. */
  mse: number;
  /** (rows.length, sidePx²) decoded from draws of the prior. */
  drawn: Float32Array;
}

/** @param rows of the galaxies to judge */
export async function trainedClusters(
  { shape, weights }: TrainedClustering,
  { values, pictures }: ClusterGalaxies,
  rows: readonly number[],
): Promise<TrainedJudged> {
  const network = createClusterNetwork(shape, weights);
  const { means, responsibilities } = await posteriorsOf(network, values, rows);
  const pixels = shape.sidePx ** 2;
  const decoded = (await decodedOf(network, means)).pictures;
  let squares = 0;
  for (const [i, row] of rows.entries()) {
    for (let pixel = 0; pixel < pixels; pixel++) {
      squares += (decoded[i * pixels + pixel] - pictures[row * pixels + pixel]) ** 2;
    }
  }
  const codes = priorCodes(await mixtureOf(network), rows.length, createRandom(0));
  const drawn = (await decodedOf(network, codes)).pictures;
  network.dispose();
  const clusters = likeliestComponents(responsibilities, shape.components);
  return { clusters, mse: squares / decoded.length, drawn };
}
