/** Where the weights of classes in the loss come from. */
export type Weighting = 'inverse' | 'paper' | 'hand';

/**
 * The weights of Lin et al. 2021 (arXiv 2110.01024) for the eight classes of their paper, as their notebook has them; there they are
 * divided by their mean.
 */
const paperWeights: Readonly<Record<string, number>> = {
  round: 0.9,
  'in-between': 1,
  cigar: 4.6,
  'edge-on': 1.8,
  'barred spiral': 2.5,
  'unbarred spiral': 3.1,
  irregular: 8.5,
  merger: 15.2,
};

/** Whether classes are those that the paper has weights for, in any order. */
export function hasPaperWeights(names: readonly string[]): boolean {
  return names.length > 0 && names.every(name => name in paperWeights);
}

/**
 * Weights of classes in the loss. A galaxy's loss is multiplied by its class's weight, and a batch's sum divided by its weights'
 * sum, so that only their ratios matter.
 *
 * @param names (classes)
 * @param counts (classes) galaxies to train on
 * @param byHand weights by name, for "hand"; 1 where none is given
 * @returns (classes); "inverse" has the mean 1 over galaxies, "paper" over the classes that have some
 * @throws RangeError where the paper has no weights for these classes, or no weight is above 0
 */
export function classWeightsOf(
  weighting: Weighting,
  names: readonly string[],
  counts: ArrayLike<number>,
  byHand: Readonly<Record<string, number>> = {},
): Float32Array {
  const present = names.map((_, i) => counts[i] > 0);
  if (weighting === 'hand') {
    const weights = Float32Array.from(names, name => byHand[name] ?? 1);
    if (!weights.every(weight => weight >= 0) || !weights.some((weight, i) => weight > 0 && present[i])) {
      throw new RangeError(
        'Class weights are 0 or more, and at least one class with galaxies needs more than 0.',
      );
    }
    return weights;
  }
  if (weighting === 'paper' && !hasPaperWeights(names)) {
    throw new RangeError(
      `The paper has weights for ${Object.keys(paperWeights).join(', ')}: choose its eight classes under Labels, or other weights.`,
    );
  }
  const raw = names.map((name, i) => {
    if (!present[i]) return 0;
    return weighting === 'paper' ? paperWeights[name] : 1 / counts[i];
  });
  const sum = raw.reduce((total, weight) => total + weight, 0);
  const classes = present.filter(Boolean).length;
  const galaxies = names.reduce((total, _, i) => total + counts[i], 0);
  return Float32Array.from(raw, weight =>
    weighting === 'paper' ? (weight * classes) / sum : (weight * galaxies) / classes,
  );
}

/** Share of the loss that each class has while the loss of a galaxy is the same in all of them, as before training. (classes), of sum 1 */
export function lossShares(counts: ArrayLike<number>, weights?: ArrayLike<number>): Float64Array {
  const parts = Float64Array.from(counts, (count, i) => count * (weights?.[i] ?? 1));
  const sum = parts.reduce((total, part) => total + part, 0);
  return parts.map(part => (sum > 0 ? part / sum : 0));
}
