import { createRandom } from '../statistics/random.ts';
import { sizeOf, type Weights } from '../weights.ts';
import type { Architecture } from './architecture.ts';
import { architectureLayout } from './architectureLayout.ts';

const tokenDeviation = 0.02; // timm's for linear layers, positions and the class token

/**
 * Weights to begin with, as timm draws them: convolutions normal with variance 2 / (k² · in) (He et al. 2015), linear layers,
 * positions and class token normal with deviation 0.02, biases 0, norms the identity; a Linformer's projections uniform within
 * ±1 / √projected, as the linformer package has it.
 *
 * @param seed the same seed gives the same network
 */
export function freshWeights(architecture: Architecture, seed: number): Weights {
  const random = createRandom(seed);
  return new Map(
    architectureLayout(architecture).map(({ name, shape }) => {
      const values = new Float32Array(sizeOf(shape));
      if (shape.length === 1) {
        if (name.endsWith('.weight')) values.fill(1);
      } else if (name.includes('.proj_')) {
        const widest = 1 / Math.sqrt(shape[1]);
        for (let i = 0; i < values.length; i++) values[i] = widest * (2 * random.uniform() - 1);
      } else {
        const fanIn = sizeOf(shape.slice(1));
        const deviation = shape.length === 4 ? Math.sqrt(2 / fanIn) : tokenDeviation;
        for (let i = 0; i < values.length; i++) values[i] = deviation * random.normal();
      }
      return [name, { shape, values }];
    }),
  );
}
