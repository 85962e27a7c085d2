import { useMemo } from 'react';
import { latentDeviations, meanCode } from '../../../maths/clustering/generatedCodes.ts';
import type { ShownClustering, ToldGalaxies } from '../shown/shownClustering.ts';

/** Deviations at which a latent is shown. */
export const strip = [-3, -2, -1, 0, 1, 2, 3];

/** How a code is moved. */
interface Move {
  /** A cluster, or "selected". */
  base: string;
  latent: number;
  /** Deviations along it. */
  amount: number;
  /** How much of the difference of two clusters is added, from one to the other. */
  difference: number;
  from: number;
  to: number;
}

/**
 * The moved code, and after it the same along the whole strip: (1 + 7, latents).
 *
 * @param place of the selected galaxy in the results; undefined where it was not told of
 */
export function useMovedCodes(
  { results, portrait }: ShownClustering,
  told: ToldGalaxies | null,
  place: number | undefined,
  { base, latent, amount, difference, from, to }: Move,
): Float32Array {
  const { mixture } = portrait;
  const latents = mixture.means.length / mixture.logWeights.length;
  const deviations = useMemo(
    () =>
      results
        ? latentDeviations(results.codes, latents)
        : Float64Array.from({ length: latents }, (_, d) => Math.exp(mixture.logVariances[d] / 2)),
    [results, latents, mixture],
  );
  return useMemo(() => {
    const component = Number(base) || 0;
    const start = Float32Array.from(
      base === 'selected' && place !== undefined && results
        ? results.codes.subarray(place * latents, (place + 1) * latents)
        : mixture.means.subarray(component * latents, (component + 1) * latents),
    );
    const mean = (cluster: number) => {
      if (!told || !results) return mixture.means.subarray(cluster * latents, (cluster + 1) * latents);
      const members = told.places.filter((_, i) => told.clusters[i] === cluster);
      return members.length > 0 ? meanCode(results.codes, latents, members) : new Float64Array(latents);
    };
    const [a, b] = [mean(from), mean(to)];
    for (let d = 0; d < latents; d++) start[d] += difference * (b[d] - a[d]);
    const all = new Float32Array((strip.length + 1) * latents);
    for (const [i, deviation] of [amount, ...strip].entries()) {
      all.set(start, i * latents);
      all[i * latents + latent] += deviation * deviations[latent];
    }
    return all;
  }, [base, place, results, latents, mixture, told, from, to, difference, amount, latent, deviations]);
}
