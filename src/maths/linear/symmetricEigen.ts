/** Eigenvalues and eigenvectors of a real symmetric matrix. */
interface Eigen {
  /** (n) descending */
  values: Float64Array;
  /** (n, n) row-major: row i is the unit eigenvector of values[i] */
  vectors: Float64Array;
}

/**
 * Eigen-decomposition by Householder tridiagonalisation and implicit QL (EISPACK's tred2 and tql2, Bowdler, Martin,
 * Reinsch & Wilkinson 1968), about 8 n³ operations. The working matrix is kept transposed, so that every inner loop
 * runs along a row. Absolute error of an eigenvalue: a few n · 2⁻⁵² · |largest|.
 *
 * @param matrix (n, n) row-major, symmetric; only read. Not checked for symmetry: the lower triangle counts.
 * @yields after every O(n²) piece of work, so that a worker can handle messages
 */
export function* symmetricEigenSteps(matrix: Float64Array, n: number): Generator<void, Eigen> {
  if (matrix.length !== n * n) {
    throw new RangeError(`need a matrix of n · n numbers; got ${matrix.length}, n = ${n}`);
  }
  const v = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      v[i * n + j] = matrix[i * n + j];
      v[j * n + i] = matrix[i * n + j];
    }
  }
  const diagonal = new Float64Array(n);
  const off = new Float64Array(n);
  yield* tridiagonalise(v, diagonal, off, n);
  yield* diagonalise(v, diagonal, off, n);
  const order = Array.from(diagonal.keys()).sort((a, b) => diagonal[b] - diagonal[a]);
  const values = new Float64Array(n);
  const vectors = new Float64Array(n * n);
  order.forEach((from, to) => {
    values[to] = diagonal[from];
    vectors.set(v.subarray(from * n, from * n + n), to * n);
  });
  return { values, vectors };
}

/** `symmetricEigenSteps` run to its end. @param matrix (n, n) row-major, symmetric */
export function symmetricEigen(matrix: Float64Array, n: number): Eigen {
  const steps = symmetricEigenSteps(matrix, n);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

// Positional parameters: the shared working arrays and indices of EISPACK's routine, under its names.
/** One Householder reflection of the leading i × i block, d holding row i of the matrix (tred2's inner part). */
function reflect(v: Float64Array, d: Float64Array, e: Float64Array, n: number, i: number, h: number): void {
  e.fill(0, 0, i);
  for (let j = 0; j < i; j++) {
    const row = j * n;
    const f = d[j];
    v[i * n + j] = f;
    let g = e[j] + v[row + j] * f;
    for (let k = j + 1; k < i; k++) {
      g += v[row + k] * d[k];
      e[k] += v[row + k] * f;
    }
    e[j] = g;
  }
  let f = 0;
  for (let j = 0; j < i; j++) {
    e[j] /= h;
    f += e[j] * d[j];
  }
  const half = f / (h + h);
  for (let j = 0; j < i; j++) e[j] -= half * d[j];
  for (let j = 0; j < i; j++) {
    const row = j * n;
    const fj = d[j];
    const gj = e[j];
    for (let k = j; k < i; k++) v[row + k] -= fj * e[k] + gj * d[k];
    d[j] = v[row + i - 1];
    v[row + i] = 0;
  }
}

function* tridiagonalise(v: Float64Array, d: Float64Array, e: Float64Array, n: number): Generator<void> {
  for (let j = 0; j < n; j++) d[j] = v[j * n + n - 1];
  for (let i = n - 1; i > 0; i--) {
    let scale = 0; // keeps the squares from under- and overflowing
    for (let k = 0; k < i; k++) scale += Math.abs(d[k]);
    let h = 0;
    if (scale === 0) {
      e[i] = d[i - 1];
      for (let j = 0; j < i; j++) {
        d[j] = v[j * n + i - 1];
        v[j * n + i] = 0;
        v[i * n + j] = 0;
      }
    } else {
      for (let k = 0; k < i; k++) {
        d[k] /= scale;
        h += d[k] * d[k];
      }
      const f = d[i - 1];
      const g = f > 0 ? -Math.sqrt(h) : Math.sqrt(h);
      e[i] = scale * g;
      h -= f * g;
      d[i - 1] = f - g;
      reflect(v, d, e, n, i, h);
    }
    d[i] = h;
    yield;
  }
  for (let i = 0; i < n - 1; i++) {
    v[i * n + n - 1] = v[i * n + i];
    v[i * n + i] = 1;
    if (d[i + 1] !== 0) accumulate(v, d, n, i, d[i + 1]);
    v.fill(0, (i + 1) * n, (i + 1) * n + i + 1);
    yield;
  }
  for (let j = 0; j < n; j++) {
    d[j] = v[j * n + n - 1];
    v[j * n + n - 1] = 0;
  }
  v[n * n - 1] = 1;
  e[0] = 0;
}

/** Applies reflection i + 1 to the transformation gathered so far. */
function accumulate(v: Float64Array, d: Float64Array, n: number, i: number, h: number): void {
  const next = (i + 1) * n;
  for (let k = 0; k <= i; k++) d[k] = v[next + k] / h;
  for (let j = 0; j <= i; j++) {
    const row = j * n;
    let g = 0;
    for (let k = 0; k <= i; k++) g += v[next + k] * v[row + k];
    for (let k = 0; k <= i; k++) v[row + k] -= g * d[k];
  }
}

function* diagonalise(v: Float64Array, d: Float64Array, e: Float64Array, n: number): Generator<void> {
  e.copyWithin(0, 1);
  e[n - 1] = 0;
  let shift = 0;
  let largest = 0;
  const epsilon = 2 ** -52; // double precision
  for (let l = 0; l < n; l++) {
    largest = Math.max(largest, Math.abs(d[l]) + Math.abs(e[l]));
    let m = l;
    while (m < n - 1 && Math.abs(e[m]) > epsilon * largest) m++;
    while (m > l && Math.abs(e[l]) > epsilon * largest) {
      shift += sweep(v, d, e, n, l, m);
      yield;
    }
    d[l] += shift;
    e[l] = 0;
  }
}

// Positional parameters: as `reflect`.
/** One implicit QL sweep over rows l … m; returns the shift it took off the diagonal. */
function sweep(v: Float64Array, d: Float64Array, e: Float64Array, n: number, l: number, m: number): number {
  let g = d[l];
  let p = (d[l + 1] - g) / (2 * e[l]);
  let r = p < 0 ? -Math.hypot(p, 1) : Math.hypot(p, 1);
  d[l] = e[l] / (p + r);
  d[l + 1] = e[l] * (p + r);
  const nextDiagonal = d[l + 1];
  const shift = g - d[l];
  for (let i = l + 2; i < n; i++) d[i] -= shift;
  p = d[m];
  let c = 1;
  let c2 = 1;
  let c3 = 1;
  const nextOff = e[l + 1];
  let s = 0;
  let s2 = 0;
  for (let i = m - 1; i >= l; i--) {
    c3 = c2;
    c2 = c;
    s2 = s;
    g = c * e[i];
    const h = c * p;
    r = Math.hypot(p, e[i]);
    e[i + 1] = s * r;
    s = e[i] / r;
    c = p / r;
    p = c * d[i] - s * g;
    d[i + 1] = h + s * (c * g + s * d[i]);
    const row = i * n;
    for (let k = row; k < row + n; k++) {
      const upper = v[k];
      const lower = v[k + n];
      v[k + n] = s * upper + c * lower;
      v[k] = c * upper - s * lower;
    }
  }
  p = (-s * s2 * c3 * nextOff * e[l]) / nextDiagonal;
  e[l] = s * p;
  d[l] = c * p;
  return shift;
}
