import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SelfMethod } from '../../../src/maths/selfsupervision/settings.ts';
import { usualSelfSettings } from '../../../src/maths/selfsupervision/settings.ts';
import { createSelfTraining } from '../../../src/nets/selfsupervision/selfTraining.ts';
import { createParameter, type Gradients, readParameter } from '../../../src/nets/training/parameter.ts';
import type { TrainableEncoder } from '../../../src/nets/training/trainableEncoder.ts';
import { useBackend } from '../device/nodeBackends.ts';
import { leakedTensors } from '../leakedTensors.ts';

const sidePx = 8;
const dimension = 8;
const pixels = Uint8Array.from(
  { length: 20 * sidePx * sidePx * 3 },
  (_, i) => (i * 7919 + (i >> 3) * 31) % 251,
);

/** One linear layer on the mean colour: small enough for many steps. */
function tinyEncoder(): TrainableEncoder {
  const values = Float32Array.from({ length: dimension * 3 }, (_, i) => Math.sin(1 + i));
  const weight = createParameter('w.weight', { shape: [dimension, 3], values });
  const means = (x: tf.Tensor4D) => tf.mean<tf.Tensor2D>(x, [1, 2]);
  const vectors = (x: tf.Tensor4D) =>
    tf.tidy(() => tf.matMul(means(x), tf.transpose(weight.variable as tf.Tensor2D)) as tf.Tensor2D);
  return {
    ...{ dimension, inputChannels: 3, stages: ['w'], parameters: new Map([['w.weight', weight]]) },
    run: (x: tf.Tensor4D) => tf.tidy(() => tf.reshape<tf.Rank.R4>(vectors(x), [x.shape[0], 1, 1, dimension])),
    answer: vectors,
    forward: (x: tf.Tensor4D) => ({
      vectors: vectors(x),
      backward: (d: tf.Tensor2D): Gradients =>
        new Map<string, tf.Tensor>([['w.weight', tf.tidy(() => tf.matMul(tf.transpose(d), means(x)))]]),
      dispose() {},
    }),
    weights: async () => new Map([['w.weight', await readParameter(weight)]]),
    dispose: () => weight.variable.dispose(),
  } as unknown as TrainableEncoder;
}

function setup(method: SelfMethod) {
  const settings = {
    ...usualSelfSettings(method),
    epochs: 3,
    batchSize: 8,
    hidden: 8,
    projection: 8,
    outputs: 8,
    localViews: 2,
  };
  return {
    ...{ student: tinyEncoder(), teacher: method === 'vicreg' ? undefined : tinyEncoder() },
    ...{ learning: new Set(['w.weight']), galaxies: { pixels, sidePx }, settings, seed: 3 },
  };
}

describe.each(['byol', 'vicreg', 'dino'] as const)('%s', method => {
  beforeAll(() => useBackend('cpu'));

  it('goes on from a checkpoint as if it had never stopped, and leaves no tensor', async () => {
    const leaked = await leakedTensors(async () => {
      const whole = setup(method);
      const training = createSelfTraining(whole);
      while (!training.finished) await training.step();
      const first = setup(method);
      const begun = createSelfTraining(first);
      for (let step = 0; step < 3; step++) await begun.step(); // in the midst of the second epoch
      const checkpoint = structuredClone(await begun.checkpoint());
      begun.dispose();
      const second = setup(method);
      const resumed = createSelfTraining(second, checkpoint);
      while (!resumed.finished) await resumed.step();
      expect(resumed.epochs).toEqual(training.epochs);
      expect(training.epochs).toHaveLength(3);
      const valuesOf = async (of: typeof training) => [
        ...(await of.judged.weights()).get('w.weight')!.values,
      ];
      const after = await valuesOf(training);
      expect(await valuesOf(resumed)).toEqual(after);
      expect(after).not.toEqual(
        Array.from({ length: dimension * 3 }, (_, i) => Math.fround(Math.sin(1 + i))),
      );
      training.dispose();
      resumed.dispose();
      for (const { student, teacher } of [whole, first, second]) {
        student.dispose();
        teacher?.dispose();
      }
    });
    expect(leaked).toBe(0);
  });
});

it('needs a batch of galaxies', () => {
  const few = setup('vicreg');
  expect(() => createSelfTraining({ ...few, settings: { ...few.settings, batchSize: 32 } })).toThrow(
    /need 32 galaxies/,
  );
  few.student.dispose();
});
