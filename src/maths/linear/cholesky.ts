const leastPivot = 2 ** -40; // relative to its diagonal entry: of a smaller pivot the subtraction leaves fewer than 12 bits

/** Where row i begins in a packed lower triangle: rows one after the other, row i holding i + 1 numbers. */
export function packedRow(i: number): number {
  return (i * (i + 1)) / 2;
}

/** Σ a[p + k] · b[q + k] of a (n) and b (m), k < length; four independent sums, since a single one would wait for every addition. */
export function dot(a: Float64Array, p: number, b: Float64Array, q: number, length: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let k = 0;
  for (; k + 3 < length; k += 4) {
    s0 += a[p + k] * b[q + k];
    s1 += a[p + k + 1] * b[q + k + 1];
    s2 += a[p + k + 2] * b[q + k + 2];
    s3 += a[p + k + 3] * b[q + k + 3];
  }
  for (; k < length; k++) s0 += a[p + k] * b[q + k];
  return s0 + s1 + (s2 + s3);
}

/**
 * The Cholesky factor L of a symmetric positive definite matrix, L Lᵀ = A, row by row (Cholesky–Banachiewicz). A row
 * depends on the rows above it alone: appending one to an earlier factor gives, bit by bit, what factorising anew would.
 */
export class GrowingCholesky {
  /** Rows held. */
  size = 0;
  /** (size (size + 1) / 2 or more) rows of L, packed; entries after the last row are undefined */
  packed: Float64Array;

  /** @param expected rows that fit before memory is reallocated. Default 16 */
  constructor(expected = 16) {
    this.packed = new Float64Array(packedRow(expected));
  }

  /**
   * Adds a row and column to A.
   *
   * @param row (size + 1) covariances with the rows held, then its own variance; not changed
   * @returns false, and nothing is added, where A is no longer positive definite to rounding
   */
  append(row: Float64Array): boolean {
    const i = this.size;
    const start = packedRow(i);
    if (packedRow(i + 1) > this.packed.length) {
      const wider = new Float64Array(packedRow(2 * (i + 1)));
      wider.set(this.packed.subarray(0, start));
      this.packed = wider;
    }
    const { packed } = this;
    for (let j = 0; j < i; j++) {
      const other = packedRow(j);
      packed[start + j] = (row[j] - dot(packed, start, packed, other, j)) / packed[other + j];
    }
    const pivot = row[i] - dot(packed, start, packed, start, i);
    if (!(pivot > leastPivot * row[i])) return false;
    packed[start + i] = Math.sqrt(pivot);
    this.size = i + 1;
    return true;
  }

  /** Removes all rows after the first `size`. */
  truncate(size: number): void {
    this.size = Math.min(this.size, size);
  }

  /** Solves L x = b in place. @param b (≥ size) @param from leading entries known to be zero */
  solveLower(b: Float64Array, from = 0): void {
    const { packed, size } = this;
    for (let i = from; i < size; i++) {
      const start = packedRow(i);
      b[i] = (b[i] - dot(packed, start + from, b, from, i - from)) / packed[start + i];
    }
  }

  /** Solves Lᵀ x = b in place. @param b (≥ size) */
  solveUpper(b: Float64Array): void {
    const { packed, size } = this;
    for (let i = size - 1; i >= 0; i--) {
      const start = packedRow(i);
      b[i] /= packed[start + i];
      const x = b[i];
      for (let j = 0; j < i; j++) b[j] -= x * packed[start + j];
    }
  }

  /** log |A| */
  logDeterminant(): number {
    let sum = 0;
    for (let i = 0; i < this.size; i++) sum += Math.log(this.packed[packedRow(i) + i]);
    return 2 * sum;
  }
}
