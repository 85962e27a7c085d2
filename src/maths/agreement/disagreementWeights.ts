/**
 * How much two different answers disagree: all pairs alike, which is right for classes without an order; by their distance
 * on a scale; or by its square, which is usual for ratings.
 */
export type DisagreementWeights = 'equal' | 'linear' | 'quadratic';

/**
 * Weights v of disagreement, 0 where two answers are the same (Cohen 1968, "Weighted kappa", Psychological Bulletin 70,
 * 213–220). Only their ratios matter to κ: they are not scaled.
 *
 * @param scale (classes) where each class stands, in any unit: scores, or anything where all disagreements count alike
 * @returns (classes, classes) row-major
 */
export function disagreementWeights(scale: ArrayLike<number>, weights: DisagreementWeights): Float64Array {
  const classes = scale.length;
  const table = new Float64Array(classes * classes);
  for (let i = 0; i < classes; i++) {
    for (let j = 0; j < classes; j++) {
      const distance = Math.abs(scale[i] - scale[j]);
      if (i === j) continue;
      table[i * classes + j] = weights === 'equal' ? 1 : weights === 'linear' ? distance : distance ** 2;
    }
  }
  return table;
}
