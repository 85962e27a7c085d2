import type { Loss } from './loss.ts';

/**
 * Mean of (output − target)² over a batch and its columns, with its gradient.
 *
 * @param outputs (n, columns) row-major
 * @param targets (n, columns) row-major
 * @throws RangeError where lengths differ or there is no output
 */
export function squaredError(outputs: Float32Array, targets: ArrayLike<number>): Loss {
  const { length } = outputs;
  if (length === 0 || targets.length !== length) {
    throw new RangeError(`need a target for each output; got ${targets.length} for ${length}`);
  }
  let sum = 0;
  const gradient = outputs.map((output, i) => {
    const difference = output - targets[i];
    sum += difference * difference;
    return (2 * difference) / length;
  });
  return { value: sum / length, gradient };
}
