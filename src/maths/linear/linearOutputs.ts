/**
 * A linear layer: W x + b for every row, on the processor: a head's few thousand weights are not worth a backend.
 *
 * @param weight (outputs, columns) row-major
 * @param bias (outputs)
 * @param rows (n, columns) row-major
 * @returns (n, outputs) row-major
 * @throws RangeError where the last row is incomplete
 */
export function linearOutputs(weight: Float32Array, bias: Float32Array, rows: Float32Array): Float32Array {
  const outputs = bias.length;
  const columns = weight.length / outputs;
  const n = rows.length / columns;
  if (!Number.isInteger(n)) {
    throw new RangeError(`need whole representations of ${columns} numbers; got ${rows.length} numbers`);
  }
  const given = new Float32Array(n * outputs);
  for (let row = 0; row < n; row++) {
    for (let output = 0; output < outputs; output++) {
      let sum = bias[output];
      for (let j = 0, at = output * columns, from = row * columns; j < columns; j++)
        sum += weight[at++] * rows[from++];
      given[row * outputs + output] = sum;
    }
  }
  return given;
}
