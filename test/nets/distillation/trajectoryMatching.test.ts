import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import { sizeOf } from '../../../src/maths/weights.ts';
import {
  freshStudent,
  parameterCount,
  type StudentShape,
  studentLayout,
} from '../../../src/nets/distillation/studentShape.ts';
import { matchingGradient, matchingLoss } from '../../../src/nets/distillation/trajectoryMatching.ts';
import { drawViews } from '../../../src/nets/training/augmentation.ts';
import { createPixelViews } from '../../../src/nets/training/pixelViews.ts';
import { useBackend } from '../device/nodeBackends.ts';
import { leakedTensors } from '../leakedTensors.ts';
import { formulaStudent, formulaStudentImages, formulaWay } from './formulaStudent.ts';
import { gradientErrors, matched, matchingOracle, norm, relativeError, unpacked } from './matchingOracle.ts';

/** (8 (f₁ − f₋₁) − (f₂ − f₋₂)) / 12 h: exact up to the fifth derivative. */
async function fourthOrderSlope(f: (steps: number) => Promise<number>, apart: number): Promise<number> {
  const [one, minusOne, two, minusTwo] = [await f(1), await f(-1), await f(2), await f(-2)];
  return (8 * (one - minusOne) - (two - minusTwo)) / (12 * apart);
}

describe.each(['wasm', 'cpu'] as const)('trajectory matching on %s', backend => {
  it.each(Object.entries(matchingOracle.cases))(
    'has the gradient of PyTorch’s double backward: %s',
    async (_, told) => {
      await useBackend(backend);
      const leaked = await leakedTensors(async () => {
        const errors = await gradientErrors(told);
        expect(errors.loss).toBeLessThan(1e-5);
        expect(errors.pixels).toBeLessThan(1e-4);
        expect(errors.logStepSize).toBeLessThan(1e-4);
      });
      expect(leaked).toBe(0);
    },
  );

  it.each(Object.entries(matchingOracle.cases))(
    'multiplies by the Hessian as PyTorch does: %s',
    async (_, told) => {
      await useBackend(backend);
      const all = formulaStudentImages(matchingOracle.shape, matchingOracle.images);
      await matched(
        matchingOracle.shape,
        all,
        { batches: [], logStepSize: 0 },
        async ({ network, start, images, targets }) => {
          const [loss, product] = tf.tidy(() => {
            const rows = tf.tensor1d(told.steps[0] ?? [0, 1, 2, 3, 4, 5], 'int32');
            const [x, y] = [tf.gather(images, rows), tf.gather(targets, rows)];
            const way = tf.tensor1d(formulaWay(matchingOracle.shape));
            return [network.gradient(start, x, y).loss, network.tangent(start, x, y, way).parameters];
          });
          expect((await loss.data())[0]).toBeCloseTo(told.firstLoss, 5);
          const got = (await product.data()) as Float32Array;
          expect(relativeError(got, unpacked(told.firstHessianProduct))).toBeLessThan(1e-4);
          tf.dispose([loss, product]);
        },
      );
    },
  );
});

describe('trajectory matching by finite differences', () => {
  const shape: StudentShape = { sidePx: 16, channels: 1, classes: 2, width: 4 };
  const images = formulaStudentImages(shape, 2);
  const random = createRandom(3);
  const views = () =>
    createPixelViews(
      drawViews(2, shape.sidePx, { flips: true, turns: 'any', zoom: 1.2, shift: 0.1 }, random),
      shape.sidePx,
    );

  /** Every ReLU far from its kink: there the student's gradient, and with it the loss, jumps, and no difference tells a slope. */
  const farFromKinks = (() => {
    const values = formulaStudent(shape);
    let at = 0;
    for (const { name, shape: sides } of studentLayout(shape)) {
      const size = sizeOf(sides);
      if (name.endsWith('.shift')) for (let c = 0; c < size; c++) values[at + c] += c === 3 ? -6 : 6;
      at += size;
    }
    return values;
  })();

  it('falls along its gradient as told, through views too', async () => {
    await useBackend('wasm');
    const rest = { batches: [{ views: views() }, {}, { views: views() }], logStepSize: Math.log(0.1) };
    const lossAt = (pixels: Float32Array, logStepSize = rest.logStepSize) =>
      matched(shape, pixels, { ...rest, logStepSize }, matchingLoss, farFromKinks);
    await matched(
      shape,
      images,
      rest,
      async matching => {
        const got = await matchingGradient(matching);
        const gradient = (await got.images.data()) as Float32Array;
        got.images.dispose();
        const length = norm(gradient);
        // Whole lengths over all pixels: small beside the images' 23, and the loss changes by more than float32's last digits.
        const [apart, logApart] = [0.3, 0.02];
        const moved = (steps: number) =>
          lossAt(images.map((v, i) => v + (steps * apart * gradient[i]) / length));
        const slower = (steps: number) => lossAt(images, rest.logStepSize + steps * logApart);
        const slope = await fourthOrderSlope(moved, apart);
        const logSlope = await fourthOrderSlope(slower, logApart);
        expect(Math.abs(slope / length - 1)).toBeLessThan(1e-3);
        expect(Math.abs(logSlope / got.logStepSize - 1)).toBeLessThan(1e-3);
      },
      farFromKinks,
    );
  });

  it('holds as much at its widest for many steps as for few, but for the parameters it visits', async () => {
    await useBackend('wasm');
    const widest = (steps: number) =>
      matched(
        shape,
        images,
        { batches: Array.from({ length: steps }, () => ({})), logStepSize: -2 },
        async m => {
          let [bytes, tensors] = [0, 0];
          const { images: gradient } = await matchingGradient({
            ...m,
            pause: () => {
              bytes = Math.max(bytes, tf.memory().numBytes);
              tensors = Math.max(tensors, tf.memory().numTensors);
            },
          });
          gradient.dispose();
          return { bytes, tensors };
        },
      );
    const [few, many] = [await widest(3), await widest(12)];
    expect(many.tensors - few.tensors).toBe(9);
    expect(many.bytes - few.bytes).toBe(9 * 4 * parameterCount(shape));
  });
});

describe('a fresh student', () => {
  it('is the same for the same seed, and begins with norms that change nothing', () => {
    const shape: StudentShape = { sidePx: 32, channels: 3, classes: 8, width: 32 };
    const [one, again, other] = [1, 1, 2].map(seed => freshStudent(shape, seed));
    expect(again).toEqual(one);
    expect(other).not.toEqual(one);
    expect([...one.subarray(27 * 32, 27 * 32 + 64)]).toEqual([...Array(32).fill(1), ...Array(32).fill(0)]);
  });
});
