import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { usualStartEpochs } from '../../../src/maths/distillation/startEpochs.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import {
  createSelfAdaptiveMatching,
  type SelfAdaptiveIteration,
  type SelfAdaptiveSetup,
  type SelfAdaptiveState,
} from '../../../src/nets/distillation/selfAdaptiveMatching.ts';
import { createStudentNetwork } from '../../../src/nets/distillation/studentNetwork.ts';
import { freshStudent, type StudentShape } from '../../../src/nets/distillation/studentShape.ts';
import { useBackend } from '../device/nodeBackends.ts';
import { leakedTensors } from '../leakedTensors.ts';

const shape: StudentShape = { sidePx: 16, channels: 1, classes: 2, width: 4 };
const plane = shape.sidePx ** 2;
const random = createRandom(4);
const draw = () => Float32Array.from({ length: 4 * plane }, () => random.normal());
const [teaching, start] = [draw(), draw()];
const labels = [0, 1, 0, 1];

/** Experts that four hidden images taught, one step of descent an epoch: images exist that match them exactly. */
const trails = new Map<number, Promise<Float32Array[]>>();
function expertEpoch(expert: number, epoch: number): Promise<Float32Array> {
  const trail = trails.get(expert) ?? taught(expert);
  trails.set(expert, trail);
  return trail.then(epochs => epochs[epoch]);
}

async function taught(expert: number): Promise<Float32Array[]> {
  const network = createStudentNetwork(shape);
  const epochs = [freshStudent(shape, expert)];
  for (let epoch = 0; epoch < 3; epoch++) {
    const next = tf.tidy(() => {
      const images = tf.tensor4d(teaching, [4, shape.sidePx, shape.sidePx, 1]);
      const targets = tf.tensor2d(labels.map(label => (label ? [0, 1] : [1, 0])));
      const from = tf.tensor1d(epochs[epoch]);
      return tf.sub(from, tf.mul(network.gradient(from, images, targets).parameters, 0.3));
    });
    epochs.push((await next.data()) as Float32Array);
    next.dispose();
  }
  return epochs;
}

const setup = (): SelfAdaptiveSetup => ({
  network: createStudentNetwork(shape),
  experts: 2,
  expertEpoch,
  images: start,
  labels,
  options: {
    studentSteps: 2,
    imageRate: 5,
    stepSizeRate: 0.05,
    momentum: 0.5,
    stepSize: 0.15,
    startEpochs: { ...usualStartEpochs, expertEpochs: 3 },
    seed: 5,
  },
});

async function run(
  iterations: number,
  changed: Partial<SelfAdaptiveSetup['options']> = {},
  from?: SelfAdaptiveState,
) {
  const plain = setup();
  const matching = createSelfAdaptiveMatching({ ...plain, options: { ...plain.options, ...changed } }, from);
  const told: SelfAdaptiveIteration[] = [];
  for (let i = 0; i < iterations; i++) told.push(await matching.iterate());
  const state = await matching.state();
  matching.dispose();
  return { told, state };
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('self-adaptive trajectory matching', () => {
  beforeAll(() => useBackend('wasm'));

  it('brings the loss down, measures the next epoch beside, and leaves no tensor behind', async () => {
    const leaked = await leakedTensors(async () => {
      const { told, state } = await run(60);
      const losses = told.map(({ loss }) => loss);
      expect(mean(losses.slice(-10))).toBeLessThan(0.7 * mean(losses.slice(0, 10)));
      expect(told[0]).toMatchObject({ iteration: 1, start: 0, done: false });
      expect(told[0].nextLoss).toBeGreaterThan(0);
      expect(state.epochs.iteration).toBe(60);
      expect(state.stepSizeVelocities).toHaveLength(state.epochs.cap);
    });
    expect(leaked).toBe(0);
  });

  it('goes on from a state as if it had never stopped, with batches and views too', async () => {
    const changed = {
      batchSize: 2,
      augmentation: { flips: true, turns: 'any', zoom: 1.2, shift: 0.1 },
    } as const;
    const whole = await run(6, changed);
    const rest = await run(3, changed, (await run(3, changed)).state);
    expect(rest.told).toEqual(whole.told.slice(3));
    expect(rest.state).toEqual(whole.state);
  });

  it('matches M epochs further where it is told so', async () => {
    const asked: number[] = [];
    const plain = setup();
    const matching = createSelfAdaptiveMatching({
      ...plain,
      expertEpoch: (expert, epoch) => {
        asked.push(epoch);
        return expertEpoch(expert, epoch);
      },
      options: { ...plain.options, epochsMatched: 2, startEpochs: { ...usualStartEpochs, expertEpochs: 2 } },
    });
    await matching.iterate();
    matching.dispose();
    expect(asked).toEqual([1, 3, 0, 2]); // the epoch behind the cap, measured; then the one that is trained on
  });

  it('shortens a gradient that would change the images by more than a share of their length', async () => {
    const longestChange = 0.01;
    const throwing = { imageRate: 5e4, momentum: 0 };
    const length = (values: Float32Array) => Math.hypot(...values);
    const moved = ({ state }: { state: SelfAdaptiveState }) =>
      length(state.images.map((value, i) => value - start[i])) / length(start);
    const [free, bounded] = [await run(1, throwing), await run(1, { ...throwing, longestChange })];
    expect(moved(free)).toBeGreaterThan(1);
    expect(moved(bounded)).toBeCloseTo(longestChange, 5);
    const change = ({ state }: { state: SelfAdaptiveState }) =>
      state.epochs.logStepSizes[0] - Math.log(setup().options.stepSize);
    expect(change(bounded) / change(free)).toBeCloseTo(longestChange / moved(free), 5);
    const short = { imageRate: 1e-3, momentum: 0 };
    expect((await run(1, { ...short, longestChange })).state).toEqual((await run(1, short)).state);
  });

  it('keeps its state where an iteration is stopped on its way', async () => {
    const matching = createSelfAdaptiveMatching(setup());
    const before = await matching.state();
    const leaked = await leakedTensors(async () => {
      const stop = () => {
        throw new Error('stopped');
      };
      await expect(matching.iterate(stop)).rejects.toThrow('stopped');
    });
    expect(leaked).toBe(0);
    expect(await matching.state()).toEqual(before);
    matching.dispose();
  });

  it('refuses images that are not one a label', () => {
    expect(() => createSelfAdaptiveMatching({ ...setup(), labels: [0, 1] })).toThrow(
      'need 2 images of 16 × 16 × 1',
    );
  });
});
