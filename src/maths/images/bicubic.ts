const a = -0.5; // Keys 1981's choice, exact for parabolas; Pillow's and PyTorch's where they antialias

/** Keys' cubic convolution kernel. */
function cubic(x: number): number {
  const t = Math.abs(x);
  if (t < 1) return ((a + 2) * t - (a + 3)) * t * t + 1;
  if (t < 2) return (((t - 5) * t + 8) * t - 4) * a;
  return 0;
}

/**
 * Resizes a grid of vectors with the cubic filter, its support grown with the reduction (antialiasing), edges cut off
 * and the weights made to sum to 1: PyTorch's `interpolate(mode='bicubic', antialias=True)`.
 *
 * @param values (rows, columns, channels) row-major
 * @returns (toRows, toColumns, channels) row-major
 */
export function resizeBicubic(
  values: Float32Array,
  rows: number,
  columns: number,
  toRows: number,
  toColumns: number,
): Float32Array {
  const channels = values.length / (rows * columns);
  if (!Number.isInteger(channels)) {
    throw new RangeError(`need whole vectors on a grid of ${rows} × ${columns}; got ${values.length} values`);
  }
  const widened = resizeMiddle(values, rows, columns, toColumns, channels); // (rows, toColumns, channels)
  return resizeMiddle(widened, 1, rows, toRows, toColumns * channels);
}

/** (outer, from, inner) → (outer, to, inner) */
function resizeMiddle(
  values: Float32Array,
  outer: number,
  from: number,
  to: number,
  inner: number,
): Float32Array {
  const out = new Float32Array(outer * to * inner);
  const scale = from / to;
  const stretch = Math.max(scale, 1);
  const support = 2 * stretch;
  for (let i = 0; i < to; i++) {
    const centre = (i + 0.5) * scale;
    const first = Math.max(0, Math.floor(centre - support + 0.5));
    const last = Math.min(from, Math.floor(centre + support + 0.5));
    const weights = Array.from({ length: last - first }, (_, j) =>
      cubic((first + j - centre + 0.5) / stretch),
    );
    const sum = weights.reduce((total, weight) => total + weight, 0);
    for (let o = 0; o < outer; o++) {
      for (let k = 0; k < inner; k++) {
        let value = 0;
        for (const [j, weight] of weights.entries()) {
          value += (weight / sum) * values[(o * from + first + j) * inner + k];
        }
        out[(o * to + i) * inner + k] = value;
      }
    }
  }
  return out;
}
