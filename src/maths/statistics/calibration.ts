/** Predictions of similar confidence, and how often they were right. */
interface ReliabilityBin {
  count: number;
  /** 0–1; NaN where the bin is empty */
  meanConfidence: number;
  /** Share that was right, 0–1; NaN where the bin is empty */
  accuracy: number;
}

/** Whether a classifier is right as often as it says. */
export interface Calibration {
  /** Bins of equal width in confidence, from 0 to 1. */
  bins: ReliabilityBin[];
  /** Expected calibration error: mean distance of accuracy from confidence over the galaxies (Guo et al. 2017, eq. 3). */
  error: number;
}

/**
 * Compares confidence with accuracy, bin by bin (reliability diagram).
 *
 * @param confidences (n) probability of the predicted class, 0–1
 * @param right (n) whether the prediction was correct
 * @param binCount default 10
 * @throws RangeError where lengths differ or there is no prediction
 */
export function calibration(
  confidences: ArrayLike<number>,
  right: ArrayLike<boolean | number>,
  binCount = 10,
): Calibration {
  if (confidences.length === 0 || confidences.length !== right.length) {
    throw new RangeError(
      `need a verdict for each confidence, one or more; got ${right.length} for ${confidences.length}`,
    );
  }
  const sums = Array.from({ length: binCount }, () => ({ count: 0, confidence: 0, right: 0 }));
  for (let i = 0; i < confidences.length; i++) {
    const bin = sums[Math.min(binCount - 1, Math.max(0, Math.ceil(confidences[i] * binCount) - 1))]; // (low, high]
    bin.count++;
    bin.confidence += confidences[i];
    if (right[i]) bin.right++;
  }
  return {
    bins: sums.map(bin => ({
      count: bin.count,
      meanConfidence: bin.confidence / bin.count,
      accuracy: bin.right / bin.count,
    })),
    error: sums.reduce((sum, bin) => sum + Math.abs(bin.right - bin.confidence), 0) / confidences.length,
  };
}
