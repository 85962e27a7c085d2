import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import { createSmallResNet, smallResNetLayout } from '../../../src/nets/distillation/smallResNet.ts';
import { useBackend } from '../device/nodeBackends.ts';
import { leakedTensors } from '../leakedTensors.ts';

const shape = { sidePx: 16, channels: 2, classes: 3, width: 2 };
const count = 4;
const random = createRandom(8);
const pixels = Float32Array.from({ length: count * shape.sidePx ** 2 * 2 }, () => random.normal());
const classOf = [0, 1, 2, 1];

function withTensors<T>(use: (images: tf.Tensor4D, targets: tf.Tensor2D) => T): T {
  const images = tf.tensor4d(pixels, [count, shape.sidePx, shape.sidePx, 2]);
  const targets = tf.tensor2d(classOf.map(own => [0, 1, 2].map(label => Number(label === own))));
  try {
    return use(images, targets);
  } finally {
    tf.dispose([images, targets]);
  }
}

/** The mean cross-entropy of the logits, by its definition, in doubles. */
function lossOf(parameters: Float32Array): number {
  return withTensors(images => {
    const rows = tf.tidy(
      () => createSmallResNet(shape).logits(tf.tensor1d(parameters), images).arraySync() as number[][],
    );
    const losses = rows.map(
      (row, i) => Math.log(row.reduce((sum, u) => sum + Math.exp(u), 0)) - row[classOf[i]],
    );
    return losses.reduce((sum, loss) => sum + loss, 0) / count;
  });
}

describe('the small ResNet', () => {
  beforeAll(() => useBackend('wasm'));

  it('has the gradient of its loss: finite differences along that of every tensor alone', () => {
    const start = createSmallResNet(shape)
      .fresh(3)
      .map(value => value + 0.1 * random.normal());
    const { loss, gradient } = withTensors((images, targets) =>
      tf.tidy(() => {
        const found = createSmallResNet(shape).gradient(tf.tensor1d(start), images, targets);
        return { loss: found.loss.dataSync()[0], gradient: found.parameters.dataSync().slice() };
      }),
    );
    expect(loss).toBeCloseTo(lossOf(start), 5);
    let at = 0;
    for (const { name, shape: sides } of smallResNetLayout(shape)) {
      const [from, to] = [at, at + sides.reduce((product, side) => product * side, 1)];
      at = to;
      const own = Math.hypot(...gradient.subarray(from, to));
      const step = 3e-4; // few ReLUs turn over within it, and float32 still tells the losses apart
      const side = (sign: number) =>
        lossOf(
          start.map((value, i) => (i >= from && i < to ? value + (sign * step * gradient[i]) / own : value)),
        );
      const expected = (side(1) - side(-1)) / (2 * step);
      expect(Math.abs(own - expected), name).toBeLessThan(0.01 * own + 5e-4);
    }
    expect(at).toBe(start.length);
  });

  it('leaves no tensor behind', async () => {
    const leaked = await leakedTensors(() =>
      withTensors((images, targets) => {
        const network = createSmallResNet(shape);
        const parameters = tf.tensor1d(network.fresh(1));
        const found = network.gradient(parameters, images, targets);
        tf.dispose([network.logits(parameters, images), found.loss, found.parameters, parameters]);
      }),
    );
    expect(leaked).toBe(0);
  });
});
