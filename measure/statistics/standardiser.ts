/**
 * (x − mean) / standard deviation of the rows given, column by column; a constant column becomes 0.
 *
 * @param rows (n, columns) row-major, which mean and deviation are taken from
 * @returns takes (m, columns) and gives as many
 */
export function standardiser(rows: Float32Array, columns: number): (asked: Float32Array) => Float32Array {
  const n = rows.length / columns;
  const mean = new Float64Array(columns);
  const square = new Float64Array(columns);
  for (let at = 0; at < rows.length; at++) {
    mean[at % columns] += rows[at] / n;
    square[at % columns] += rows[at] ** 2 / n;
  }
  const scale = mean.map((m, j) => {
    const variance = square[j] - m * m;
    return variance > 1e-10 * square[j] ? 1 / Math.sqrt(variance) : 0;
  });
  return asked => asked.map((value, at) => (value - mean[at % columns]) * scale[at % columns]);
}
