/** What a batch of outputs costs, and in which direction it would cost more. */
export interface Loss {
  /** Mean over the batch. */
  value: number;
  /** (n, outputs) ∂value / ∂outputs, row-major */
  gradient: Float32Array;
}
