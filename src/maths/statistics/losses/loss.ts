/** The loss of a batch of outputs and its gradient. */
export interface Loss {
  /** Mean over the batch. */
  value: number;
  /** (n, outputs) ∂value / ∂outputs, row-major */
  gradient: Float32Array;
}
