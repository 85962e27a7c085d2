import type { WeightTensor } from '../../maths/weights.ts';

/** PyTorch's (out, in, height, width) as tfjs's (height, width, in, out), which for depthwise is (height, width, channels, 1). */
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

/** The way back. @param values in tfjs's order @param shape PyTorch's (out, in, height, width) */
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
