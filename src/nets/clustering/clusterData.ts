/** What is clustered. */
export interface ClusterData {
  /** (n, inputs) row-major */
  inputs: Float32Array;
  /** (n, numbers of a picture) row-major 0–1; of a network that encodes pixels, the same array */
  pictures: Float32Array;
}
