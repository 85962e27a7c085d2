/**
 * The leading components, each centred and at unit variance (with n), as the Gaussian process wants them: one length
 * scale for all. A component that does not vary becomes 0.
 *
 * @param values (n, columns) row-major
 * @param count leading columns kept; all where there are fewer
 * @returns (n, min(count, columns)) row-major
 */
export function whiten(values: Float32Array, columns: number, count: number): Float32Array {
  const n = values.length / columns;
  const kept = Math.min(count, columns);
  const white = new Float32Array(n * kept);
  for (let c = 0; c < kept; c++) {
    let mean = 0;
    for (let i = 0; i < n; i++) mean += values[i * columns + c];
    mean /= n;
    let squares = 0;
    for (let i = 0; i < n; i++) squares += (values[i * columns + c] - mean) ** 2;
    const std = Math.sqrt(squares / n);
    const rounding = 1e-6 * Math.abs(mean); // a constant in single precision varies by this much and no more
    if (!(std > rounding)) continue;
    for (let i = 0; i < n; i++) white[i * kept + c] = (values[i * columns + c] - mean) / std;
  }
  return white;
}
