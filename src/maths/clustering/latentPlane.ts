import { symmetricEigen } from '../linear/symmetricEigen.ts';
import type { DiagonalMixture } from './diagonalMixture.ts';

/**
 * The plane of a latent space that parts the components of a mixture most: the two leading directions of the scatter of their
 * means, latents being measured in the components' own mean deviation (Fisher's discriminant with a diagonal within-class
 * covariance).
 *
 * @param codes (n, latents) row-major, latents ≥ 2
 * @returns (n, 2) row-major
 */
export function latentPlane(
  { logWeights, means, logVariances }: DiagonalMixture,
  codes: ArrayLike<number>,
): Float32Array {
  const components = logWeights.length;
  const d = means.length / components;
  const weights = logWeights.map(Math.exp);
  const [centre, within] = [new Float64Array(d), new Float64Array(d)];
  for (let c = 0; c < components; c++) {
    for (let j = 0; j < d; j++) {
      centre[j] += weights[c] * means[c * d + j];
      within[j] += weights[c] * Math.exp(logVariances[c * d + j]);
    }
  }
  const deviation = within.map(Math.sqrt);
  const between = new Float64Array(d * d);
  for (let c = 0; c < components; c++) {
    for (let j = 0; j < d; j++) {
      const left = (weights[c] * (means[c * d + j] - centre[j])) / deviation[j];
      for (let k = 0; k < d; k++)
        between[j * d + k] += (left * (means[c * d + k] - centre[k])) / deviation[k];
    }
  }
  const { vectors } = symmetricEigen(between, d);
  const n = codes.length / d;
  const plane = new Float32Array(2 * n);
  for (let i = 0; i < n; i++) {
    for (let axis = 0; axis < 2; axis++) {
      let sum = 0;
      for (let j = 0; j < d; j++)
        sum += ((codes[i * d + j] - centre[j]) / deviation[j]) * vectors[axis * d + j];
      plane[2 * i + axis] = sum;
    }
  }
  return plane;
}
