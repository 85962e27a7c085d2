import { createRandom } from '../../maths/statistics/random.ts';
import { sizeOf, type Weights } from '../../maths/weights.ts';

/**
 * Untrained weights of a given layout, as timm begins EfficientNet's training: convolutions normal with variance
 * 2 / (k² · out / groups) (He et al. 2015, fan out), biases 0, batch norm the identity. The baseline that shows what the
 * architecture alone knows.
 *
 * @param layout names and shapes, as a weights manifest lists them
 * @param seed the same seed gives the same network
 */
export function randomWeights(layout: Iterable<{ name: string; shape: number[] }>, seed: number): Weights {
  const random = createRandom(seed);
  const weights: Weights = new Map();
  for (const { name, shape } of layout) {
    const values = new Float32Array(sizeOf(shape));
    if (shape.length === 4) {
      const [out, inPerGroup, height, width] = shape;
      const groups = inPerGroup === 1 ? out : 1; // EfficientNet groups nothing but its depthwise convolutions
      const deviation = Math.sqrt((2 * groups) / (height * width * out));
      for (let i = 0; i < values.length; i++) values[i] = deviation * random.normal();
    } else if (name.endsWith('.weight') || name.endsWith('.running_var')) {
      values.fill(1);
    }
    weights.set(name, { shape, values });
  }
  return weights;
}
