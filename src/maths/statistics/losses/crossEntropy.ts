import type { Loss } from './loss.ts';

/**
 * Softmax cross-entropy in nats: the mean over the rows of −ln softmax(logits)[label], weighted by the label's class
 * (PyTorch's CrossEntropyLoss). Two classes have two logits.
 *
 * @param logits (n, classes) row-major
 * @param labels (n) classes 0 … classes − 1
 * @param classWeights (classes) ≥ 0; all 1 by default
 * @throws RangeError where shapes do not fit, or nothing in the batch has any weight
 */
export function softmaxCrossEntropy(
  logits: Float32Array,
  labels: ArrayLike<number>,
  classes: number,
  classWeights?: ArrayLike<number>,
): Loss {
  const n = labels.length;
  if (logits.length !== n * classes || (classWeights && classWeights.length !== classes)) {
    throw new RangeError(
      `need n × classes logits and one weight per class; got ${logits.length} logits for n = ${n}, classes = ${classes} and ${classWeights?.length ?? 'no'} weights`,
    );
  }
  const gradient = new Float32Array(logits.length);
  let [sum, weightSum] = [0, 0];
  for (let row = 0; row < n; row++) {
    const label = labels[row];
    if (!(label >= 0 && label < classes)) {
      throw new RangeError(`need labels from 0 to ${classes - 1}; got ${label} in row ${row}`);
    }
    weightSum += classWeights?.[label] ?? 1;
  }
  if (!(weightSum > 0))
    throw new RangeError('need a class with a positive weight in every batch; got only weights of 0');
  for (let row = 0; row < n; row++) {
    const weight = (classWeights?.[labels[row]] ?? 1) / weightSum;
    const first = row * classes;
    const own = logits.subarray(first, first + classes);
    const largest = own.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
    let total = 0;
    for (const logit of own) total += Math.exp(logit - largest);
    sum += weight * (Math.log(total) + largest - own[labels[row]]);
    for (let c = 0; c < classes; c++) {
      const share = Math.exp(own[c] - largest) / total;
      gradient[first + c] = weight * (share - (c === labels[row] ? 1 : 0));
    }
  }
  return { value: sum, gradient };
}
