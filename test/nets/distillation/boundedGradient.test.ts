import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { boundingFactor } from '../../../src/nets/distillation/boundedGradient.ts';
import { useBackend } from '../device/nodeBackends.ts';
import { leakedTensors } from '../leakedTensors.ts';

describe('the factor that bounds a gradient', () => {
  beforeAll(() => useBackend('wasm'));

  it('brings it to a share of the length of what it changes, and leaves shorter ones and all tensors alone', async () => {
    const leaked = await leakedTensors(async () => {
      const [gradient, values] = [
        tf.tensor2d([
          [3, 0],
          [0, -4],
        ]),
        tf.tensor2d([
          [0, 6],
          [-8, 0],
        ]),
      ]; // lengths 5 and 10
      expect(await boundingFactor(gradient, values, 0.1)).toBeCloseTo(0.2, 6);
      expect(await boundingFactor(gradient, values, 0.6)).toBe(1);
      expect(await boundingFactor(gradient, values)).toBe(1);
      tf.dispose([gradient, values]);
    });
    expect(leaked).toBe(0);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('leaves out one that holds %s', async broken => {
    const [gradient, values] = [tf.tensor1d([1, broken]), tf.tensor1d([1, 1])];
    expect(await boundingFactor(gradient, values)).toBe(0);
    tf.dispose([gradient, values]);
  });
});
