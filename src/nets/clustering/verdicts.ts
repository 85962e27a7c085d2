import type { ClusterVerdicts } from '../../contracts/clustering/clusters.ts';
import { pictureNumbers } from '../../maths/clustering/clusterShape.ts';
import type { DiagonalMixture } from '../../maths/clustering/diagonalMixture.ts';
import { priorTerms } from '../../maths/clustering/vadeElbo.ts';
import type { ClusterData } from './clusterData.ts';
import type { ClusterNetwork } from './clusterNetwork.ts';
import { type Breathe, decodedOf, posteriorsOf } from './posteriors.ts';

const [leastLogVariance, mostLogVariance] = [-4, 3]; // as the loss clips them

/**
 * What a trained network says of galaxies. Surprise is the negative evidence lower bound, in nats, at the means of the posteriors:
 * (D / 2)(ln 2π + ln σ²) + Σ (x − x̂)² / (2 σ²) + KL, D numbers of what is encoded.
 *
 * @param inputError σ²: mean squared error of what was encoded, at the end of training
 */
export async function verdictsOf(
  network: ClusterNetwork,
  { inputs, pictures }: ClusterData,
  inputError: number,
  breathe?: Breathe,
): Promise<ClusterVerdicts> {
  const { inputs: wide, latents } = network.shape;
  const { means, logVariances, responsibilities } = await posteriorsOf(network, inputs, undefined, breathe);
  const decoded = await decodedOf(network, means, breathe);
  const mixture = await mixtureOf(network);
  const count = means.length / latents;
  const pixels = pictureNumbers(network.shape);
  const variance = Math.max(inputError, 1e-9);
  const fixed = (wide / 2) * Math.log(2 * Math.PI * variance);
  const [surprise, errors] = [new Float32Array(count), new Float32Array(count)];
  for (let i = 0; i < count; i++) {
    errors[i] = squares(pictures, decoded.pictures, i, pixels) / pixels;
    const own = decoded.features ? squares(inputs, decoded.features, i, wide) : errors[i] * pixels;
    const span = [i * latents, (i + 1) * latents] as const;
    const { divergence } = priorTerms(mixture, means.subarray(...span), logVariances.subarray(...span));
    surprise[i] = fixed + own / (2 * variance) + divergence;
  }
  return { codes: means, responsibilities, surprise, errors };
}

/** The prior of a network, as the loss reads it. */
export async function mixtureOf({ tensors }: Pick<ClusterNetwork, 'tensors'>): Promise<DiagonalMixture> {
  const values = async (name: string) => Float64Array.from(await tensors.get(`mixture.${name}`)!.data());
  const logits = await values('logits');
  const most = Math.max(...logits);
  const sum = logits.reduce((all, logit) => all + Math.exp(logit - most), 0);
  return {
    logWeights: logits.map(logit => logit - most - Math.log(sum)),
    means: await values('means'),
    logVariances: (await values('logVariances')).map(value =>
      Math.min(mostLogVariance, Math.max(leastLogVariance, value)),
    ),
  };
}

function squares(a: Float32Array, b: Float32Array, row: number, columns: number): number {
  let sum = 0;
  for (let j = row * columns; j < (row + 1) * columns; j++) sum += (a[j] - b[j]) ** 2;
  return sum;
}
