import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import {
  type DistributionMatching,
  distributionGradient,
} from '../../../src/nets/distillation/distributionMatching.ts';
import { createStudentNetwork } from '../../../src/nets/distillation/studentNetwork.ts';
import { freshStudent, type StudentShape } from '../../../src/nets/distillation/studentShape.ts';
import { drawViews } from '../../../src/nets/training/augmentation.ts';
import { createPixelViews } from '../../../src/nets/training/pixelViews.ts';
import { useBackend } from '../device/nodeBackends.ts';
import { leakedTensors } from '../leakedTensors.ts';

const shape: StudentShape = { sidePx: 16, channels: 1, classes: 2, width: 4 };
const random = createRandom(9);
const draw = (images: number) =>
  Float32Array.from({ length: images * shape.sidePx ** 2 }, () => random.normal());
const [real, synthetic] = [draw(5), draw(3)];
const labels = { realLabels: [0, 1, 1, 0, 1], syntheticLabels: [0, 1, 1] };
const views = createPixelViews(
  drawViews(3, shape.sidePx, { flips: true, turns: 'any', zoom: 1.2, shift: 0.1 }, random),
  shape.sidePx,
);

async function computed(pixels: Float32Array, changed: Partial<DistributionMatching> = {}) {
  const side = shape.sidePx;
  const { loss, images } = tf.tidy(() =>
    distributionGradient({
      network: createStudentNetwork(shape),
      parameters: tf.tensor1d(freshStudent(shape, 2)),
      real: tf.tensor4d(real, [5, side, side, 1]),
      synthetic: tf.tensor4d(pixels, [3, side, side, 1]),
      views,
      ...labels,
      ...changed,
    }),
  );
  const values = { loss: (await loss.data())[0], gradient: ((await images.data()) as Float32Array).slice() };
  tf.dispose([loss, images]);
  return values;
}

describe.each(['wasm', 'cpu'] as const)('distribution matching on %s', backend => {
  it('has the gradient that finite differences find, and leaves no tensor behind', async () => {
    await useBackend(backend);
    const leaked = await leakedTensors(async () => {
      const { gradient } = await computed(synthetic);
      const length = Math.sqrt(gradient.reduce((sum, v) => sum + v * v, 0));
      const apart = 0.003; // further away ReLUs turn, and the slope with them
      const moved = async (sign: number) =>
        (await computed(synthetic.map((v, i) => v + (sign * apart * gradient[i]) / length))).loss;
      const slope = ((await moved(1)) - (await moved(-1))) / (2 * apart);
      expect(Math.abs(slope / length - 1)).toBeLessThan(1e-3);
    });
    expect(leaked).toBe(0);
  });

  it('is zero where the images are the real ones', async () => {
    await useBackend(backend);
    const three = real.slice(0, synthetic.length);
    const same = tf.tensor4d(three, [3, shape.sidePx, shape.sidePx, 1]);
    const realLabels = labels.syntheticLabels;
    const { loss, gradient } = await computed(three, { real: same, realLabels, realViews: views });
    same.dispose();
    expect(loss).toBeCloseTo(0, 10);
    expect(Math.max(...gradient.map(Math.abs))).toBeLessThan(1e-6);
  });

  it('needs both kinds of each class', async () => {
    await useBackend(backend);
    await expect(computed(synthetic, { syntheticLabels: [0, 0, 0] })).rejects.toThrow(
      'images of class 1; got 3 and 0',
    );
  });
});
