import type { ClusterGalaxies } from '../../bake/clusters/clusterGalaxies.ts';
import type { TrainedClustering } from '../../src/data/runs/clusterBytes.ts';
import { likeliestComponents } from '../../src/maths/clustering/likeliestComponents.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';
import { createClusterNetwork } from '../../src/nets/clustering/clusterNetwork.ts';
import { decodedOf, posteriorsOf } from '../../src/nets/clustering/posteriors.ts';

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
  const drawn = (await decodedOf(network, drawnCodes(weights, shape, rows.length))).pictures;
  network.dispose();
  const clusters = likeliestComponents(responsibilities, shape.components);
  return { clusters, mse: squares / decoded.length, drawn };
}

/** Samples of the prior, (count, latents). */
function drawnCodes(
  weights: TrainedClustering['weights'],
  { latents, components }: TrainedClustering['shape'],
  count: number,
): Float32Array {
  const of = (name: string) => weights.get(`mixture.${name}`)!.values;
  const [logits, means, logVariances] = [of('logits'), of('means'), of('logVariances')];
  const shares = logits.map(Math.exp);
  const all = shares.reduce((sum, share) => sum + share, 0);
  const random = createRandom(0);
  const codes = new Float32Array(count * latents);
  for (let i = 0; i < count; i++) {
    let [c, left] = [0, random.uniform() * all];
    while (c < components - 1 && left >= shares[c]) left -= shares[c++];
    for (let d = 0; d < latents; d++) {
      const at = c * latents + d;
      codes[i * latents + d] = means[at] + Math.exp(logVariances[at] / 2) * random.normal();
    }
  }
  return codes;
}
