import type { ClusterResults } from '../../../contracts/clustering/clusters.ts';

/** How a network does on some galaxies. */
interface Fit {
  galaxies: number;
  /** Evidence's lower bound, nats a galaxy: the larger the better. */
  bound: number;
  /** Mean squared error of the pictures. */
  error: number;
}

/** How a network does on galaxies it learnt from, and on those kept aside; null where there are none. */
export interface HeldOut {
  learnt: Fit | null;
  aside: Fit | null;
  /** Error of the pictures kept aside, from as many principal components as it has latents; null where it is not known. */
  linear: number | null;
}

/**
 * What results say of both kinds of galaxies.
 *
 * @param linear see {@link HeldOut}
 * @param known galaxies, from the first, that are looked at: those that `linear` is of. Default: all
 */
export function heldOutOf(
  results: ClusterResults,
  linear: number | null,
  known = results.ids.length,
): HeldOut {
  const { ids, learnt = ids.length } = results;
  return { learnt: fitOf(results, 0, learnt), aside: fitOf(results, learnt, known), linear };
}

function fitOf({ surprise, errors }: ClusterResults, from: number, to: number): Fit | null {
  if (to <= from) return null;
  const mean = (values: Float32Array) =>
    values.subarray(from, to).reduce((sum, value) => sum + value / (to - from), 0);
  return { galaxies: to - from, bound: -mean(surprise), error: mean(errors) };
}
