import * as tf from '@tensorflow/tfjs-core';
import { createRandom } from '../../maths/statistics/random.ts';
import type { WeightTensor } from '../../maths/weights.ts';
import { convolution } from './convolution.ts';
import { applyInTurn, type Layer } from './layer.ts';
import { spatialMean } from './spatialMean.ts';

const sidePx = 64;
const seed = 1; // any: every backend must see the same numbers

/** A few layers of the kinds an encoder is made of, with its balance between dense and depthwise work. */
interface TrialNetwork {
  /** (batch, 96) means of the last layer's channels. */
  run(batch: number): Promise<Float32Array>;
  dispose(): void;
}

/** Builds the trial on tfjs's current backend. */
export function createTrialNetwork(): TrialNetwork {
  const random = createRandom(seed);
  const draw = (shape: number[]): WeightTensor => {
    const [, inPerGroup, height, width] = shape;
    const spread = Math.sqrt(2 / (inPerGroup * height * width)); // keeps activations of order 1 (He et al. 2015)
    const size = shape.reduce((product, length) => product * length, 1);
    return { shape, values: Float32Array.from({ length: size }, () => spread * random.normal()) };
  };
  const layer = (shape: number[], stride: 1 | 2): Layer =>
    convolution(draw(shape), new Float32Array(shape[0]), {
      stride,
      padding: 'same',
      activation: 'relu6',
      depthwise: shape[1] === 1,
    });
  const layers = [
    layer([32, 3, 3, 3], 2),
    layer([96, 32, 1, 1], 1),
    layer([96, 1, 3, 3], 2),
    layer([192, 96, 1, 1], 1),
    layer([192, 1, 5, 5], 1),
    layer([96, 192, 1, 1], 1),
  ];
  const image = tf.tensor4d(
    Float32Array.from({ length: sidePx * sidePx * 3 }, () => random.uniform()),
    [1, sidePx, sidePx, 3],
  );
  return {
    async run(batch) {
      const means = tf.tidy(() => spatialMean(applyInTurn(layers, tf.tile(image, [batch, 1, 1, 1])))); // (batch, 1, 1, 96)
      try {
        return (await means.data()) as Float32Array;
      } finally {
        means.dispose();
      }
    },
    dispose() {
      image.dispose();
      for (const { tensors } of layers) tf.dispose([...tensors]);
    },
  };
}
