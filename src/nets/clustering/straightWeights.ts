import type { ClusterShape } from '../../maths/clustering/clusterShape.ts';
import { straightCode, straightDecoder, straightPathSteps } from '../../maths/clustering/straightPath.ts';
import type { Weights } from '../../maths/weights.ts';
import type { ClusterData } from './clusterData.ts';

/**
 * Sets a network's straight path from the galaxies it is to learn.
 *
 * @returns the same weights, and what a unit of each latent is worth
 */
export function* withStraightPath(
  weights: Weights,
  { inputs, latents, encodesPixels }: ClusterShape,
  data: ClusterData,
): Generator<void, { weights: Weights; scales: Float32Array }> {
  const path = yield* straightPathSteps(data.inputs, inputs, latents);
  const set = (name: string, values: Float32Array) => weights.get(`straight.${name}`)!.values.set(values);
  set('mean', path.mean);
  set('in', path.encode);
  set('logVariance', path.logVariance);
  if (encodesPixels) {
    set('out', path.decode);
    set('picture', path.mean);
  } else {
    set('features', path.decode);
    const picture = straightDecoder(straightCode(path, data.inputs), latents, data.pictures);
    set('out', picture.decode);
    set('picture', picture.mean);
  }
  return { weights, scales: path.scales };
}
