import type { WeightTensor } from '../../maths/weights.ts';

/**
 * Reorders a filter for tfjs.
 *
 * @param tensor PyTorch's (out, in, height, width) row-major; a linear layer's (out, in) counts as 1 × 1
 * @returns (height, width, in, out) row-major, which for depthwise filters is (height, width, channels, 1)
 */
export function filtersLast({ shape, values }: WeightTensor): Float32Array {
  const [out, inPerGroup, height = 1, width = 1] = shape;
  const moved = new Float32Array(values.length);
  let from = 0;
  for (let o = 0; o < out; o++) {
    for (let i = 0; i < inPerGroup; i++) {
      for (let at = 0; at < height * width; at++) moved[(at * inPerGroup + i) * out + o] = values[from++];
    }
  }
  return moved;
}

/**
 * The inverse of {@link filtersLast}.
 *
 * @param values (height, width, in, out) row-major
 * @param shape PyTorch's (out, in, height, width)
 */
export function filtersFirst(values: Float32Array, shape: number[]): WeightTensor {
  const [out, inPerGroup, height = 1, width = 1] = shape;
  const moved = new Float32Array(values.length);
  let to = 0;
  for (let o = 0; o < out; o++) {
    for (let i = 0; i < inPerGroup; i++) {
      for (let at = 0; at < height * width; at++) moved[to++] = values[(at * inPerGroup + i) * out + o];
    }
  }
  return { shape, values: moved };
}
