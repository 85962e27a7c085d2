import * as tf from '@tensorflow/tfjs-core';
import type { ClusterSettings } from '../../maths/clustering/clusterSettings.ts';
import type { DiagonalMixture } from '../../maths/clustering/diagonalMixture.ts';
import { fitMixtureSteps } from '../../maths/clustering/fitMixture.ts';
import type { Random } from '../../maths/statistics/random.ts';
import type { ClusterNetwork } from './clusterNetwork.ts';
import type { JudgedClusters } from './judgedClusters.ts';
import type { Posteriors } from './posteriors.ts';

/**
 * Puts a mixture in the place of the standard normal prior: fitted to samples of the galaxies' posteriors, never to their means.
 *
 * @param posteriors (n, latents) each
 * @param scales (latents) what a unit of each is worth
 * @yields after every round of the fit
 */
export function* fitPriorSteps(
  network: ClusterNetwork,
  { means, logVariances }: Posteriors,
  { components, starts, samples, latents }: ClusterSettings,
  scales: Float32Array,
  random: Random,
): Generator<void, void> {
  const points = new Float32Array(samples * means.length);
  for (let at = 0; at < points.length; at++) {
    const of = at % means.length;
    points[at] = means[of] + Math.exp(logVariances[of] / 2) * random.normal();
  }
  const how = { components, starts, startScales: scales, random };
  const { mixture } = yield* fitMixtureSteps(points, latents, how);
  setMixture(network, mixture);
}

function setMixture(
  network: ClusterNetwork,
  { logWeights, means, logVariances }: { [Part in keyof DiagonalMixture]: ArrayLike<number> },
): void {
  const set = (name: string, values: ArrayLike<number>) => {
    const variable = network.tensors.get(`mixture.${name}`)!;
    tf.tidy(() => variable.assign(tf.tensor(Float32Array.from(values), variable.shape)));
  };
  set('logits', logWeights);
  set('means', means);
  set('logVariances', logVariances);
}

/** A component that holds next to nothing takes half of the largest one, around a galaxy of that. @returns how many did */
export async function reviveComponents(
  network: ClusterNetwork,
  { shares, labels, means }: JudgedClusters,
  leastShare: number,
  random: Random,
): Promise<number> {
  const dead = [...shares.keys()].filter(c => shares[c] < leastShare);
  if (dead.length === 0) return 0;
  const { latents } = network.shape;
  const values = async (name: string) =>
    (await network.tensors.get(`mixture.${name}`)!.data()).slice() as Float32Array;
  const [logits, centres, spreads] = await Promise.all([
    values('logits'),
    values('means'),
    values('logVariances'),
  ]);
  for (const c of dead) {
    const largest = shares.indexOf(Math.max(...shares));
    const members = [...labels.keys()].filter(i => labels[i] === largest);
    const chosen = members[random.integer(members.length)];
    centres.set(means.subarray(chosen * latents, (chosen + 1) * latents), c * latents);
    spreads.set(spreads.slice(largest * latents, (largest + 1) * latents), c * latents);
    logits[largest] -= Math.LN2;
    logits[c] = logits[largest];
    shares[largest] /= 2;
    shares[c] = shares[largest];
  }
  setMixture(network, { logWeights: logits, means: centres, logVariances: spreads });
  return dead.length;
}
