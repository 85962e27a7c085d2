import { symmetricEigenSteps } from './symmetricEigen.ts';

/** The leading singular values and right singular vectors of a matrix. */
interface ThinSvd {
  /** (count) descending; 0 where the matrix has no more rank to give */
  singularValues: Float64Array;
  /** (count, columns) row-major: unit right singular vectors; rows of zeros where the singular value is 0 */
  axes: Float64Array;
}

/**
 * Leading singular values and right singular vectors through the Gram matrix: MMᵀ for a wide matrix, MᵀM for a tall
 * one. For 321 × 1280 that is several times quicker than a bidiagonalisation, at a price: squaring loses what lies
 * below σ₁ · 2⁻²⁶. A singular value σ comes with a relative error of about 2⁻⁵² (σ₁/σ)², and two axes are orthogonal
 * to about 2⁻⁵² σ₁² / (σᵢ σⱼ): 1e-12 at σ₁/σ = 100, 1e-4 at 10⁶. Values under σ₁ √(n · 2⁻⁵²) (n the shorter side;
 * 3e-7 σ₁ for n = 321) are taken for rounding and given as 0.
 *
 * Sign: the entry of largest magnitude of every axis is positive (scikit-learn's svd_flip with
 * u_based_decision = False).
 *
 * @param matrix (rows, columns) row-major
 * @param count at most min(rows, columns) are found; further ones are 0
 * @yields after pieces of at most some ten million operations
 */
export function* thinSvdSteps(
  matrix: Float64Array,
  rows: number,
  columns: number,
  count: number,
): Generator<void, ThinSvd> {
  const wide = rows <= columns;
  const n = wide ? rows : columns;
  const gram = wide ? yield* gramOfRows(matrix, rows, columns) : yield* gramOfColumns(matrix, rows, columns);
  const { values, vectors } = yield* symmetricEigenSteps(gram, n);
  const singularValues = new Float64Array(count);
  const axes = new Float64Array(count * columns);
  const floor = values[0] * n * 2 ** -52; // eigenvalues below it are rounding of the largest
  for (let c = 0; c < count && c < n; c++) {
    if (!(values[c] > floor)) break;
    singularValues[c] = Math.sqrt(values[c]);
    const axis = axes.subarray(c * columns, (c + 1) * columns);
    if (wide) combineRows(vectors.subarray(c * n, (c + 1) * n), matrix, axis, 1 / singularValues[c]);
    else axis.set(vectors.subarray(c * n, (c + 1) * n));
    flipSign(axis);
    yield;
  }
  return { singularValues, axes };
}

/** axis = scale · weightsᵀ · matrix */
function combineRows(weights: Float64Array, matrix: Float64Array, axis: Float64Array, scale: number): void {
  const columns = axis.length;
  for (let r = 0; r < weights.length; r++) {
    const weight = weights[r] * scale;
    const row = r * columns;
    for (let j = 0; j < columns; j++) axis[j] += weight * matrix[row + j];
  }
}

/** Makes the entry of largest magnitude positive; the first of equals decides. */
function flipSign(axis: Float64Array): void {
  let peak = 0;
  for (let j = 1; j < axis.length; j++) if (Math.abs(axis[j]) > Math.abs(axis[peak])) peak = j;
  if (axis[peak] < 0) for (let j = 0; j < axis.length; j++) axis[j] = -axis[j];
}

/** MMᵀ, (rows, rows); two rows against two at a time, so that each number is loaded half as often. */
function* gramOfRows(m: Float64Array, rows: number, columns: number): Generator<void, Float64Array> {
  const gram = new Float64Array(rows * rows);
  for (let i = 0; i < rows; i += 2) {
    const i1 = Math.min(i + 1, rows - 1); // an odd last row stands in for its missing neighbour
    for (let j = 0; j <= i1; j += 2) {
      const j1 = Math.min(j + 1, rows - 1);
      dots(m, columns, i, i1, j, j1, gram, rows);
    }
    yield;
  }
  return gram;
}

// Positional parameters: called rows² / 8 times, where an options object would be allocated each time.
/** The four dot products of rows i, i1 with rows j, j1, written to both halves of the Gram matrix. */
function dots(
  m: Float64Array,
  columns: number,
  i: number,
  i1: number,
  j: number,
  j1: number,
  gram: Float64Array,
  n: number,
): void {
  const ai = i * columns;
  const bi = i1 * columns;
  const aj = j * columns;
  const bj = j1 * columns;
  let s00 = 0;
  let s01 = 0;
  let s10 = 0;
  let s11 = 0;
  for (let k = 0; k < columns; k++) {
    const x0 = m[ai + k];
    const x1 = m[bi + k];
    const y0 = m[aj + k];
    const y1 = m[bj + k];
    s00 += x0 * y0;
    s01 += x0 * y1;
    s10 += x1 * y0;
    s11 += x1 * y1;
  }
  gram[i * n + j] = s00;
  gram[j * n + i] = s00;
  gram[i * n + j1] = s01;
  gram[j1 * n + i] = s01;
  gram[i1 * n + j] = s10;
  gram[j * n + i1] = s10;
  gram[i1 * n + j1] = s11;
  gram[j1 * n + i1] = s11;
}

/** MᵀM, (columns, columns), row after row of M. */
function* gramOfColumns(m: Float64Array, rows: number, columns: number): Generator<void, Float64Array> {
  const gram = new Float64Array(columns * columns);
  for (let r = 0; r < rows; r++) {
    addOuter(m.subarray(r * columns, (r + 1) * columns), gram);
    yield;
  }
  for (let i = 0; i < columns; i++) for (let j = 0; j < i; j++) gram[j * columns + i] = gram[i * columns + j];
  return gram;
}

/** Adds the lower triangle of row · rowᵀ. */
function addOuter(row: Float64Array, gram: Float64Array): void {
  for (let i = 0; i < row.length; i++) {
    const value = row[i];
    const to = i * row.length;
    for (let j = 0; j <= i; j++) gram[to + j] += value * row[j];
  }
}
