export type DoubtMeasure = 'margin' | 'entropy';

/**
 * How much a classifier doubts its answers, 0 (sure) to 1: one minus the lead of the likeliest class over the next, or the
 * entropy in shares of that of a guess (Settles 2009, §3.1).
 *
 * @param probabilities (n, classes) row-major, rows of sum 1
 * @param classes ≥ 2
 * @returns (n)
 */
export function doubtOf(
  probabilities: ArrayLike<number>,
  classes: number,
  measure: DoubtMeasure,
): Float32Array {
  const n = probabilities.length / classes;
  if (!(classes >= 2 && Number.isInteger(n))) {
    throw new RangeError(
      `need rows of at least 2 classes; got ${probabilities.length} numbers for ${classes} classes`,
    );
  }
  return Float32Array.from({ length: n }, (_, row) => {
    let [first, second, entropy] = [0, 0, 0];
    for (let c = 0; c < classes; c++) {
      const p = probabilities[row * classes + c];
      if (p > 0) entropy -= p * Math.log(p);
      if (p > first) [first, second] = [p, first];
      else if (p > second) second = p;
    }
    return measure === 'margin' ? 1 - (first - second) : entropy / Math.log(classes);
  });
}

/**
 * Rows in the order in which a person is best asked: the most doubted first, those labelled already left out.
 *
 * @param doubt (n); NaN comes last
 * @param labels (n) negative where there is no answer yet
 */
export function mostDoubted(doubt: ArrayLike<number>, labels: ArrayLike<number>): Uint32Array {
  const value = (row: number) => (Number.isNaN(doubt[row]) ? -1 : doubt[row]);
  const open = Array.from({ length: doubt.length }, (_, row) => row).filter(row => !(labels[row] >= 0));
  return Uint32Array.from(open.sort((a, b) => value(b) - value(a) || a - b));
}
