import type { Weights, WeightTensor } from '../../maths/weights.ts';

/** Batch normalisation with fixed statistics: y = scale · x + shift, per channel. */
export interface FoldedBatchNorm {
  /** (channels) in double precision, so that folding rounds only once */
  scale: Float64Array;
  /** (channels) */
  shift: Float64Array;
}

/** The tensor of that name. @throws Error that names the missing tensor */
export function weightOf(weights: Weights, name: string): WeightTensor {
  const tensor = weights.get(name);
  if (!tensor) throw new Error(`need a tensor "${name}" in the weights; got ${weights.size} others`);
  return tensor;
}

/**
 * Folds a batch norm's four tensors into two: scale = γ / √(σ² + ε), shift = β − μ · scale (Ioffe & Szegedy 2015, algorithm 2).
 *
 * @param key such as "blocks.0.0.bn1": needs .weight, .bias, .running_mean and .running_var, each (channels)
 */
export function foldBatchNorm(weights: Weights, key: string, epsilon: number): FoldedBatchNorm {
  const gamma = weightOf(weights, `${key}.weight`).values;
  const beta = weightOf(weights, `${key}.bias`).values;
  const mean = weightOf(weights, `${key}.running_mean`).values;
  const variance = weightOf(weights, `${key}.running_var`).values;
  const scale = new Float64Array(gamma.length);
  const shift = new Float64Array(gamma.length);
  for (let c = 0; c < gamma.length; c++) {
    scale[c] = gamma[c] / Math.sqrt(variance[c] + epsilon);
    shift[c] = beta[c] - mean[c] * scale[c];
  }
  return { scale, shift };
}
