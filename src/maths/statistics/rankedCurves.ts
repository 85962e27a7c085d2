/** Receiver operating characteristic: one point per threshold at which it changes. */
interface RocCurve {
  /** (k) falling; the first is Infinity, which no score reaches */
  thresholds: Float64Array;
  /** (k) share of negatives that score at least the threshold, from 0 to 1 */
  falsePositives: Float64Array;
  /** (k) share of positives that score at least the threshold, from 0 to 1 */
  truePositives: Float64Array;
  /** Area under the curve: the chance that a positive scores above a negative, ties counting half. */
  area: number;
}

/** Precision against recall: one point per distinct score. */
interface PrecisionRecallCurve {
  /** (k) falling */
  thresholds: Float64Array;
  /** (k) share of positives among what scores at least the threshold */
  precision: Float64Array;
  /** (k) share of the positives that score at least the threshold */
  recall: Float64Array;
  /** Σ (recallᵢ − recallᵢ₋₁) · precisionᵢ, without interpolation, as scikit-learn's. */
  averagePrecision: number;
}

/**
 * ROC curve of a score.
 *
 * @param scores (n) larger means more likely positive
 * @param positive (n) whether each is a positive
 * @throws RangeError unless there are both positives and negatives, or where lengths differ
 */
export function rocCurve(scores: ArrayLike<number>, positive: ArrayLike<boolean | number>): RocCurve {
  const { thresholds, above, positives, total } = ranked(scores, positive);
  const negatives = total - positives;
  if (negatives === 0) throw new RangeError(`need both kinds; got ${positives} positives of ${total}`);
  const k = thresholds.length + 1;
  const curve = {
    thresholds: Float64Array.of(Number.POSITIVE_INFINITY, ...thresholds),
    falsePositives: new Float64Array(k),
    truePositives: new Float64Array(k),
  };
  let area = 0;
  for (const [i, { all, right }] of above.entries()) {
    curve.truePositives[i + 1] = right / positives;
    curve.falsePositives[i + 1] = (all - right) / negatives;
    const width = curve.falsePositives[i + 1] - curve.falsePositives[i];
    area += (width * (curve.truePositives[i + 1] + curve.truePositives[i])) / 2;
  }
  return { ...curve, area };
}

/**
 * Precision–recall curve of a score.
 *
 * @param scores (n) larger means more likely positive
 * @param positive (n) whether each is a positive
 * @throws RangeError where there are no positives, or where lengths differ
 */
export function precisionRecallCurve(
  scores: ArrayLike<number>,
  positive: ArrayLike<boolean | number>,
): PrecisionRecallCurve {
  const { thresholds, above, positives } = ranked(scores, positive);
  const precision = Float64Array.from(above, ({ all, right }) => right / all);
  const recall = Float64Array.from(above, ({ right }) => right / positives);
  const averagePrecision = precision.reduce(
    (sum, each, i) => sum + each * (recall[i] - (recall[i - 1] ?? 0)),
    0,
  );
  return { thresholds: Float64Array.from(thresholds), precision, recall, averagePrecision };
}

/** Distinct scores, falling, and how many galaxies, and positives among them, have at least that. */
function ranked(scores: ArrayLike<number>, positive: ArrayLike<boolean | number>) {
  if (scores.length !== positive.length) {
    throw new RangeError(`need a true label for each score; got ${positive.length} for ${scores.length}`);
  }
  const order = Array.from({ length: scores.length }, (_, i) => i).sort((a, b) => scores[b] - scores[a]);
  const thresholds: number[] = [];
  const above: { all: number; right: number }[] = [];
  let right = 0;
  for (const [rank, i] of order.entries()) {
    if (positive[i]) right++;
    if (rank + 1 < order.length && scores[order[rank + 1]] === scores[i]) continue; // equal scores share one threshold
    thresholds.push(scores[i]);
    above.push({ all: rank + 1, right });
  }
  if (right === 0) throw new RangeError(`need positives; got none of ${order.length}`);
  return { thresholds, above, positives: right, total: order.length };
}
