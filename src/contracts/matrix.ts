/** A matrix of 32-bit floats, (rows, columns) row-major. */
export interface Matrix {
  rows: number;
  columns: number;
  /** (rows, columns) row-major */
  values: Float32Array;
}

/** A principal basis: component = (vector − mean) · axesᵀ. */
export interface Basis {
  /** (dimension) */
  mean: Float32Array;
  /** (k, dimension) */
  axes: Matrix;
}
