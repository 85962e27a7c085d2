/** How doubt is measured; {@link doubtOf} gives both formulas. */
export type DoubtMeasure = 'margin' | 'entropy';

/**
 * How much a classifier doubts its answers, 0 (sure) to 1 (Settles 2009, §3.1). "margin": 1 minus the probability by
 * which the likeliest class leads the next; "entropy": the entropy divided by that of equal probabilities, ln(classes).
 *
 * @param probabilities (n, classes) row-major, rows of sum 1
 * @param classes ≥ 2
 * @returns (n)
 * @throws RangeError where there are fewer than two classes or a row is incomplete
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
 * The unlabelled rows, most doubted first: the order in which a person's labels help most.
 *
 * @param doubt (n); NaN comes last
 * @param labels (n) negative where there is no label yet
 * @returns (≤ n) rows; ties by row
 */
export function mostDoubted(doubt: ArrayLike<number>, labels: ArrayLike<number>): Uint32Array {
  const value = (row: number) => (Number.isNaN(doubt[row]) ? -1 : doubt[row]);
  const open = Array.from({ length: doubt.length }, (_, row) => row).filter(row => !(labels[row] >= 0));
  return Uint32Array.from(open.sort((a, b) => value(b) - value(a) || a - b));
}
