/** One tensor of a network as stored. */
export interface WeightTensor {
  /** PyTorch's layout: a convolution is (out, in / groups, height, width); [] for a scalar. */
  shape: number[];
  /** Row-major. */
  values: Float32Array;
}

/** A network's tensors by timm's names: "conv_stem.weight", "blocks.0.0.bn1.running_mean". */
export type Weights = Map<string, WeightTensor>;

/** Product of the dimensions; 1 for a scalar. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}
