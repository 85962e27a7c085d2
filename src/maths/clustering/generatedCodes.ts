import type { Random } from '../statistics/random.ts';
import type { DiagonalMixture } from './diagonalMixture.ts';

/**
 * Draws of one component: its mean, and normal deviations of its spread times a temperature.
 *
 * @param temperature 0 gives the mean, 1 the component itself
 * @returns (count, latents)
 */
export function drawnCodes(
  { means, logVariances, logWeights }: DiagonalMixture,
  component: number,
  temperature: number,
  count: number,
  random: Random,
): Float32Array {
  const latents = means.length / logWeights.length;
  return Float32Array.from({ length: count * latents }, (_, at) => {
    const of = component * latents + (at % latents);
    return means[of] + temperature * Math.exp(logVariances[of] / 2) * random.normal();
  });
}

/** Draws of the whole mixture, components by their weights. @returns (count, latents) */
export function priorCodes(mixture: DiagonalMixture, count: number, random: Random): Float32Array {
  const { means, logVariances, logWeights } = mixture;
  const components = logWeights.length;
  const latents = means.length / components;
  const shares = logWeights.map(Math.exp);
  const all = shares.reduce((sum, share) => sum + share, 0);
  const codes = new Float32Array(count * latents);
  for (let i = 0; i < count; i++) {
    let [c, left] = [0, random.uniform() * all];
    while (c < components - 1 && left >= shares[c]) left -= shares[c++];
    for (let d = 0; d < latents; d++) {
      const of = c * latents + d;
      codes[i * latents + d] = means[of] + Math.exp(logVariances[of] / 2) * random.normal();
    }
  }
  return codes;
}

/** Evenly from one code to another, both included. @returns (steps, latents) */
export function codesBetween(a: ArrayLike<number>, b: ArrayLike<number>, steps: number): Float32Array {
  const latents = a.length;
  return Float32Array.from({ length: steps * latents }, (_, at) => {
    const [step, d] = [Math.floor(at / latents), at % latents];
    return a[d] + ((b[d] - a[d]) * step) / (steps - 1);
  });
}

/** The mean of some rows of codes. @param codes (n, latents) @param rows at least one */
export function meanCode(codes: ArrayLike<number>, latents: number, rows: ArrayLike<number>): Float64Array {
  const mean = new Float64Array(latents);
  for (let i = 0; i < rows.length; i++) {
    for (let d = 0; d < latents; d++) mean[d] += codes[rows[i] * latents + d] / rows.length;
  }
  return mean;
}

/** Standard deviation of each latent over galaxies. @param codes (n, latents) */
export function latentDeviations(codes: ArrayLike<number>, latents: number): Float64Array {
  const n = codes.length / latents;
  const [mean, squares] = [new Float64Array(latents), new Float64Array(latents)];
  for (let at = 0; at < codes.length; at++) mean[at % latents] += codes[at] / n;
  for (let at = 0; at < codes.length; at++)
    squares[at % latents] += (codes[at] - mean[at % latents]) ** 2 / n;
  return squares.map(Math.sqrt);
}

/**
 * The row nearest to a code, latents being measured in their deviations.
 *
 * @param codes (n, latents)
 * @param rows at least one of them
 */
export function nearestCode(
  codes: ArrayLike<number>,
  rows: ArrayLike<number>,
  code: ArrayLike<number>,
  deviations: ArrayLike<number>,
): number {
  const latents = code.length;
  let [nearest, least] = [rows[0], Number.POSITIVE_INFINITY];
  for (let i = 0; i < rows.length; i++) {
    let sum = 0;
    for (let d = 0; d < latents; d++)
      sum += ((codes[rows[i] * latents + d] - code[d]) / Math.max(deviations[d], 1e-9)) ** 2;
    if (sum < least) [nearest, least] = [rows[i], sum];
  }
  return nearest;
}
