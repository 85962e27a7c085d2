import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import {
  type ExpertEpoch,
  type ExpertOptions,
  expertTrajectory,
  usualExpert,
} from '../../../src/nets/distillation/expertTrajectory.ts';
import { createStudentNetwork } from '../../../src/nets/distillation/studentNetwork.ts';
import { freshStudent, type StudentShape } from '../../../src/nets/distillation/studentShape.ts';
import { useBackend } from '../device/nodeBackends.ts';
import { leakedTensors } from '../leakedTensors.ts';

const shape: StudentShape = { sidePx: 16, channels: 1, classes: 2, width: 4 };
const count = 24;
const plane = shape.sidePx ** 2;
const random = createRandom(4);
/** Stripes, broad for one class and narrow for the other, under noise. */
const stripes = Float32Array.from({ length: count * plane }, (_, i) => {
  const [image, x] = [Math.floor(i / plane), i % shape.sidePx];
  return Math.sin((2 * Math.PI * x) / (image % 2 ? 4 : 16)) + 0.5 * random.normal();
});
const options: ExpertOptions = {
  ...usualExpert,
  epochs: 4,
  batchSize: 8,
  learningRate: 0.1,
  momentum: 0.5,
  weightDecay: 1e-3,
  seed: 6,
};

async function trajectory(changed: Partial<ExpertOptions> = {}, from?: ExpertEpoch): Promise<ExpertEpoch[]> {
  const images = tf.tensor4d(stripes, [count, shape.sidePx, shape.sidePx, 1]);
  const targets = tf.tensor2d(Array.from({ length: count }, (_, i) => (i % 2 ? [0, 1] : [1, 0])));
  const epochs: ExpertEpoch[] = [];
  try {
    const network = createStudentNetwork(shape);
    for await (const epoch of expertTrajectory(
      network,
      images,
      targets,
      { ...options, ...changed },
      { from },
    )) {
      epochs.push(epoch);
    }
  } finally {
    tf.dispose([images, targets]);
  }
  return epochs;
}

describe('an expert trajectory', () => {
  beforeAll(() => useBackend('wasm'));

  it('begins with the fresh network, learns, and leaves no tensor behind', async () => {
    const leaked = await leakedTensors(async () => {
      const epochs = await trajectory();
      expect(epochs.map(({ epoch }) => epoch)).toEqual([0, 1, 2, 3, 4]);
      expect(epochs[0].parameters).toEqual(freshStudent(shape, options.seed));
      expect(epochs[4].loss).toBeLessThan(0.7 * epochs[1].loss!);
    });
    expect(leaked).toBe(0);
  });

  it('goes on from an epoch as if it had never stopped', async () => {
    const [whole, rest] = [await trajectory(), await trajectory({}, (await trajectory({ epochs: 2 }))[2])];
    expect(rest.map(({ epoch }) => epoch)).toEqual([3, 4]);
    expect(rest[1].parameters).toEqual(whole[4].parameters);
  });

  it('yields the running average of the parameters, step by step, and trains on as if there were none', async () => {
    const averaging = 0.8;
    const plain = await trajectory({ batchSize: count }); // a step an epoch
    const averaged = await trajectory({ batchSize: count, averaging });
    let average = Float64Array.from(plain[0].parameters);
    for (const [epoch, { parameters }] of plain.entries()) {
      if (epoch > 0) average = average.map((value, i) => averaging * value + (1 - averaging) * parameters[i]);
      const far = averaged[epoch].parameters.map((value, i) => Math.abs(value - average[i]));
      expect(Math.max(...far)).toBeLessThan(1e-6);
      expect(averaged[epoch].unaveraged).toEqual(epoch > 0 ? parameters : undefined);
    }
  });

  it('goes on with its average as if it had never stopped, and leaves no tensor behind', async () => {
    const leaked = await leakedTensors(async () => {
      const whole = await trajectory({ averaging: 0.9 });
      const rest = await trajectory({ averaging: 0.9 }, (await trajectory({ averaging: 0.9, epochs: 2 }))[2]);
      expect(rest[1]).toEqual(whole[4]);
    });
    expect(leaked).toBe(0);
  });

  it('is another for another seed', async () => {
    const [one, other] = [await trajectory({ epochs: 1 }), await trajectory({ epochs: 1, seed: 7 })];
    expect(one[1].parameters).not.toEqual(other[1].parameters);
  });
});
