/**
 * Counts how often galaxies of each true class were predicted as each class.
 *
 * @param labels (n) true classes 0 … classes − 1
 * @param predicted (n) likewise
 * @returns (classes, classes) row-major counts: rows are true classes, columns predicted ones
 * @throws RangeError where lengths differ or a class is out of range
 */
export function confusionMatrix(
  labels: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classes: number,
): Uint32Array {
  if (labels.length !== predicted.length) {
    throw new RangeError(`need a prediction for each label; got ${predicted.length} for ${labels.length}`);
  }
  const counts = new Uint32Array(classes * classes);
  for (let i = 0; i < labels.length; i++) {
    if (!(labels[i] < classes && predicted[i] < classes)) {
      throw new RangeError(
        `need classes below ${classes}; got true class ${labels[i]}, predicted ${predicted[i]}`,
      );
    }
    counts[labels[i] * classes + predicted[i]]++;
  }
  return counts;
}

/**
 * Share of correct predictions, 0–1; NaN where there are none.
 *
 * @param counts (classes, classes) row-major, of {@link confusionMatrix}
 */
export function accuracy(counts: Uint32Array): number {
  const classes = Math.sqrt(counts.length);
  const all = counts.reduce((sum, count) => sum + count, 0);
  let right = 0;
  for (let c = 0; c < classes; c++) right += counts[c * classes + c];
  return right / all;
}

/**
 * Share of each true class that was predicted correctly, 0–1; NaN for a class without members.
 *
 * @param counts (classes, classes) row-major, of {@link confusionMatrix}
 * @returns (classes)
 */
export function recalls(counts: Uint32Array): Float64Array {
  const classes = Math.sqrt(counts.length);
  return Float64Array.from({ length: classes }, (_, c) => {
    const members = counts.subarray(c * classes, (c + 1) * classes).reduce((sum, count) => sum + count, 0);
    return counts[c * classes + c] / members;
  });
}

/**
 * Mean recall of the classes that have members (scikit-learn's balanced accuracy), 0–1: guessing scores 1 / classes,
 * however unequal the classes are.
 *
 * @param counts (classes, classes) row-major, of {@link confusionMatrix}
 */
export function balancedAccuracy(counts: Uint32Array): number {
  const present = recalls(counts).filter(recall => !Number.isNaN(recall));
  return present.reduce((sum, recall) => sum + recall, 0) / present.length;
}
