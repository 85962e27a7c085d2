import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSgd, type Sgd } from '../../../src/nets/distillation/sgd.ts';
import { useBackend } from '../device/nodeBackends.ts';
import { leakedTensors } from '../leakedTensors.ts';

const options = { learningRate: 0.1, momentum: 0.9, weightDecay: 0.01 };
const gradientAt = (step: number, i: number) => Math.sin(step + 2 * i);
const first = [1, -2, 3];

/** PyTorch's documented recurrence, in float64. */
function expected(steps: number): number[] {
  return first.map((start, i) => {
    let [value, velocity] = [start, 0];
    for (let step = 0; step < steps; step++) {
      velocity = 0.9 * velocity + gradientAt(step, i) + 0.01 * value;
      value -= 0.1 * velocity;
    }
    return value;
  });
}

async function walk(sgd: Sgd, values: number[], from: number, to: number): Promise<number[]> {
  let now = tf.tensor1d(values);
  for (let step = from; step < to; step++) {
    const gradient = tf.tensor1d(first.map((_, i) => gradientAt(step, i)));
    const next = sgd.step(now, gradient);
    tf.dispose([now, gradient]);
    now = next;
  }
  const reached = [...((await now.data()) as Float32Array)];
  now.dispose();
  return reached;
}

describe('SGD', () => {
  beforeAll(() => useBackend('wasm'));

  it('is PyTorch’s recurrence, with momentum and weight decay', async () => {
    const leaked = await leakedTensors(async () => {
      const sgd = createSgd(options);
      const reached = await walk(sgd, first, 0, 5);
      for (const [i, value] of expected(5).entries()) expect(reached[i]).toBeCloseTo(value, 5);
      sgd.dispose();
    });
    expect(leaked).toBe(0);
  });

  it('goes on from a velocity', async () => {
    const before = createSgd(options);
    const halfway = await walk(before, first, 0, 2);
    const after = createSgd(options, await before.velocity());
    const reached = await walk(after, halfway, 2, 5);
    for (const [i, value] of expected(5).entries()) expect(reached[i]).toBeCloseTo(value, 5);
    before.dispose();
    after.dispose();
  });

  it('without momentum remembers nothing', async () => {
    const sgd = createSgd({ learningRate: 0.5 });
    expect(await walk(sgd, [1, 1, 1], 0, 1)).toEqual(
      first.map((_, i) => Math.fround(1 - Math.fround(0.5 * Math.fround(gradientAt(0, i))))),
    );
    expect(await sgd.velocity()).toBeUndefined();
  });
});
