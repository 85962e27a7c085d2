/** An affine basis: component = (vector − mean) · axesᵀ. */
export interface AffineBasis {
  /** (dimension) */
  mean: Float32Array | Float64Array;
  /** (count, dimension) row-major */
  axes: Float32Array | Float64Array;
}

/**
 * Components of vectors under a basis, (vector − mean) · axesᵀ. Sums are in double precision, four axes at a time, so that
 * each entry of a vector is loaded once for the four.
 *
 * @param vectors (m, dimension) row-major
 * @returns (m, count) row-major
 * @throws RangeError where lengths do not fit
 */
export function projectOnto(basis: AffineBasis, vectors: Float32Array): Float32Array {
  const dimension = basis.mean.length;
  const count = basis.axes.length / dimension;
  const m = vectors.length / dimension;
  if (!Number.isInteger(count) || !Number.isInteger(m)) {
    throw new RangeError(
      `need axes and vectors of ${dimension} numbers each; got ${basis.axes.length} and ${vectors.length} numbers`,
    );
  }
  const axes = Float64Array.from(basis.axes);
  const centred = new Float64Array(dimension);
  const out = new Float32Array(m * count);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < dimension; j++) centred[j] = vectors[i * dimension + j] - basis.mean[j];
    let c = 0;
    for (; c + 4 <= count; c += 4) fourDots(centred, axes, c, out, i * count + c);
    for (; c < count; c++) {
      let sum = 0;
      for (let j = 0; j < dimension; j++) sum += centred[j] * axes[c * dimension + j];
      out[i * count + c] = sum;
    }
  }
  return out;
}

function fourDots(x: Float64Array, axes: Float64Array, c: number, out: Float32Array, to: number): void {
  const d = x.length;
  const a = c * d;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let j = 0; j < d; j++) {
    const value = x[j];
    s0 += value * axes[a + j];
    s1 += value * axes[a + d + j];
    s2 += value * axes[a + 2 * d + j];
    s3 += value * axes[a + 3 * d + j];
  }
  out[to] = s0;
  out[to + 1] = s1;
  out[to + 2] = s2;
  out[to + 3] = s3;
}
