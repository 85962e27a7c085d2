/** The formula of makeOracles.py: (rows, columns) row-major. */
export function waves(rows: number, columns: number): Float32Array {
  const values = new Float32Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      values[i * columns + j] =
        (Math.sin(0.37 * i * i + 1.31 * j * (i + 1) + 0.05 * j * j) * 6) / (1 + j) + 3 * Math.cos(0.7 * j);
    }
  }
  return values;
}
