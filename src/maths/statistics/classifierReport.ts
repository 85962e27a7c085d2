import { type Calibration, calibration } from './calibration.ts';
import { accuracy, balancedAccuracy, confusionMatrix } from './confusion.ts';
import { bootstrapInterval, type Interval, wilsonInterval } from './intervals.ts';

/** A share, 0–1, with its 95 % interval. */
export interface Judged extends Interval {
  value: number;
}

/** How a classifier did on galaxies it had not seen. */
export interface ClassifierReport {
  /** (n) the likeliest class; the lower one of a tie. */
  predicted: Uint8Array;
  /** (n) probability of that class. */
  confidence: Float32Array;
  /** (classes, classes) row-major counts: rows are true classes, columns predicted ones. */
  confusion: Uint32Array;
  accuracy: Judged;
  /** Mean recall of the classes; its interval is a bootstrap's, that of `accuracy` Wilson's. */
  balancedAccuracy: Judged;
  calibration: Calibration;
  /** Indices of wrong answers, the most confident first. */
  mistakes: Uint32Array;
}

/**
 * Judges a classifier by its probabilities on galaxies that took no part in its training.
 *
 * @param probabilities (n, classes) row-major, rows of sum 1
 * @param labels (n) true classes 0 … classes − 1
 * @param seed of the bootstrap
 * @throws RangeError where shapes do not fit or there is no galaxy
 */
export function classifierReport(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  classes: number,
  seed: number,
): ClassifierReport {
  const n = labels.length;
  if (n === 0 || probabilities.length !== n * classes) {
    throw new RangeError(
      `need ${classes} probabilities for each of at least one label; got ${probabilities.length} for ${n}`,
    );
  }
  const predicted = new Uint8Array(n);
  const confidence = new Float32Array(n);
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < classes; c++) {
      const probability = probabilities[i * classes + c];
      if (probability > confidence[i]) [predicted[i], confidence[i]] = [c, probability];
    }
  }
  const confusion = confusionMatrix(labels, predicted, classes);
  const isRight = Uint8Array.from(predicted, (own, i) => Number(own === labels[i]));
  const right = isRight.reduce((sum, each) => sum + each, 0);
  const balancedOf = (drawn: Uint32Array) =>
    balancedAccuracy(
      confusionMatrix(
        Array.from(drawn, i => labels[i]),
        Array.from(drawn, i => predicted[i]),
        classes,
      ),
    );
  const mistakes = Array.from(isRight.keys()).filter(i => !isRight[i]);
  return {
    predicted,
    confidence,
    confusion,
    accuracy: { value: accuracy(confusion), ...wilsonInterval(right, n) },
    balancedAccuracy: { value: balancedAccuracy(confusion), ...bootstrapInterval(n, balancedOf, seed) },
    calibration: calibration(confidence, isRight),
    mistakes: Uint32Array.from(mistakes.sort((a, b) => confidence[b] - confidence[a] || a - b)),
  };
}

/** Accuracy among the galaxies whose value of a column lies in one range. */
interface AccuracyBin {
  /** Least and largest value in it. */
  from: number;
  to: number;
  count: number;
  accuracy: Judged;
}

/**
 * Accuracy along a column (size, brightness, distance) in bins that hold equally many galaxies: models differ most on
 * small, faint ones.
 *
 * @param values (n); galaxies where it is NaN are left out
 * @param right (n) whether the answer was right
 * @param binCount fewer come back where there are fewer values; equal values stay together
 */
export function accuracyAlong(
  values: ArrayLike<number>,
  right: ArrayLike<boolean | number>,
  binCount: number,
): AccuracyBin[] {
  if (values.length !== right.length) {
    throw new RangeError(`need an answer for each value; got ${right.length} for ${values.length}`);
  }
  const order = Array.from({ length: values.length }, (_, i) => i)
    .filter(i => !Number.isNaN(values[i]))
    .sort((a, b) => values[a] - values[b]);
  const bins: AccuracyBin[] = [];
  let first = 0;
  for (let bin = 1; bin <= binCount; bin++) {
    let end = Math.round((bin * order.length) / binCount);
    while (end > 0 && end < order.length && values[order[end]] === values[order[end - 1]]) end++;
    if (end <= first) continue;
    const members = order.slice(first, end);
    const successes = members.filter(i => right[i]).length;
    bins.push({
      from: values[members[0]],
      to: values[order[end - 1]],
      count: members.length,
      accuracy: { value: successes / members.length, ...wilsonInterval(successes, members.length) },
    });
    first = end;
  }
  return bins;
}
