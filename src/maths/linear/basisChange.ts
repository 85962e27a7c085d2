import { type AffineBasis, projectOnto } from './projection.ts';

/**
 * Components of a vector under another basis: it is put back together from those it has, then projected. What the first
 * basis left out is lost.
 *
 * @param components (k) under `from`
 * @returns (l) under `to`
 * @throws RangeError where the bases are of vectors of different lengths
 */
export function changeBasis(components: Float32Array, from: AffineBasis, to: AffineBasis): Float32Array {
  const dimension = from.mean.length;
  if (to.mean.length !== dimension) {
    throw new RangeError(`need bases of vectors of one length; got ${dimension} and ${to.mean.length}`);
  }
  const vector = Float64Array.from(from.mean);
  for (let c = 0; c < components.length; c++) {
    for (let j = 0; j < dimension; j++) vector[j] += components[c] * from.axes[c * dimension + j];
  }
  return projectOnto(to, Float32Array.from(vector));
}
