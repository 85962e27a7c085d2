import type { Metric } from './metrics.ts';

// Positional parameters: called once for each pair of galaxies, where an options object would be allocated each time.
/**
 * Distance of two vectors by definition, in double precision. Cosine distance is 1 − cos, 0 … 2; a zero vector is at
 * distance 1 of any other and 0 of another zero vector, as in umap-learn.
 *
 * @param a (n, length) row-major, or any array that holds the first vector from `aStart` on; `b` likewise
 * @param aStart where the first vector begins in `a`
 * @param bStart where the second begins in `b`
 * @param length numbers that are compared
 * @returns ≥ 0, in double precision
 */
export function distance(
  metric: Metric,
  a: Float32Array,
  aStart: number,
  b: Float32Array,
  bStart: number,
  length: number,
): number {
  let sum = 0;
  if (metric === 'euclidean') {
    for (let j = 0; j < length; j++) {
      const step = a[aStart + j] - b[bStart + j];
      sum += step * step;
    }
    return Math.sqrt(sum);
  }
  if (metric === 'manhattan') {
    for (let j = 0; j < length; j++) sum += Math.abs(a[aStart + j] - b[bStart + j]);
    return sum;
  }
  let aa = 0;
  let bb = 0;
  for (let j = 0; j < length; j++) {
    const x = a[aStart + j];
    const y = b[bStart + j];
    sum += x * y;
    aa += x * x;
    bb += y * y;
  }
  if (aa === 0 || bb === 0) return aa === bb ? 0 : 1;
  return Math.max(0, 1 - sum / Math.sqrt(aa * bb)); // rounding must not make a vector nearer than itself
}
