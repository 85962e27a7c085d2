import type { TrainingSpread } from '../../maths/linear/trainingDistance.ts';
import type { Weights, WeightTensor } from '../../maths/weights.ts';

const keys = ['familiar.mean', 'familiar.axes', 'familiar.deviations'] as const;

/**
 * Takes from a network's tensors those that tell where its training galaxies lie: what is trained further or exported is
 * the network alone.
 *
 * @param dimension length of a representation
 * @throws Error where they are missing or do not fit the representation
 */
export function takeTrainingSpread(weights: Weights, dimension: number): TrainingSpread {
  const [mean, axes, deviations] = keys.map(key => weights.get(key));
  const shapes = [mean, axes, deviations].map(tensor => `(${tensor?.shape.join(', ') ?? 'none'})`).join(', ');
  if (!mean || !axes || !deviations || !fits(mean, axes, deviations, dimension)) {
    throw new Error(
      `need ${keys.join(', ')} of shapes (${dimension}), (k, ${dimension}), (k + 1); got ${shapes}`,
    );
  }
  for (const key of keys) weights.delete(key);
  return { mean: mean.values, axes: axes.values, deviations: deviations.values };
}

function fits(mean: WeightTensor, axes: WeightTensor, deviations: WeightTensor, dimension: number): boolean {
  const { shape } = axes;
  return (
    mean.values.length === dimension &&
    shape.length === 2 &&
    shape[1] === dimension &&
    shape[0] < dimension &&
    deviations.values.length === shape[0] + 1
  );
}
