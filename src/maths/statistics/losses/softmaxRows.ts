/**
 * Softmax of every row: class probabilities from a head's outputs. The largest output of a row is subtracted first, so
 * that nothing overflows.
 *
 * @param outputs (n, classes) row-major
 * @returns (n, classes) row-major, rows of sum 1
 * @throws RangeError where the last row is incomplete
 */
export function softmaxRows(outputs: ArrayLike<number>, classes: number): Float32Array {
  const n = outputs.length / classes;
  if (!Number.isInteger(n)) {
    throw new RangeError(`need rows of ${classes} outputs; got ${outputs.length} numbers`);
  }
  const shares = new Float32Array(outputs.length);
  for (let first = 0; first < outputs.length; first += classes) {
    let [largest, sum] = [Number.NEGATIVE_INFINITY, 0];
    for (let c = first; c < first + classes; c++) largest = Math.max(largest, outputs[c]);
    for (let c = first; c < first + classes; c++) sum += Math.exp(outputs[c] - largest);
    for (let c = first; c < first + classes; c++) shares[c] = Math.exp(outputs[c] - largest) / sum;
  }
  return shares;
}
