import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TrainingOptions, TrainingTask } from '../../../src/contracts/finetune.ts';
import { usualAugmentation } from '../../../src/maths/images/augmentation.ts';
import { linearOutputs } from '../../../src/maths/linear/linearOutputs.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import { zoobotRecipe } from '../../../src/maths/statistics/trainingRecipe.ts';
import { lite0 } from '../../../src/nets/encoders/efficientNet.ts';
import { createTrainableEfficientNet } from '../../../src/nets/training/trainableEfficientNet.ts';
import { headKeys, plainHead } from '../../../src/nets/training/trainableHead.ts';
import { createTraining, type Training, type TrainingSetup } from '../../../src/nets/training/training.ts';
import { keepFrozenStages, keptInputs, pixelInputs } from '../../../src/nets/training/trainingInputs.ts';
import { useBackend } from '../device/nodeBackends.ts';
import { formulaLayout, formulaWeights } from '../formulaWeights.ts';
import { leakedTensors } from '../leakedTensors.ts';
import { tinyDimension, tinyLite } from './tinyLite.ts';

const rows = (from: number, to: number) => Uint32Array.from({ length: to - from }, (_, i) => from + i);
const random = createRandom(12);
const [count, dimension] = [120, 24];
const labels = Uint8Array.from({ length: count }, (_, i) => i % 3);
/** Three clouds that overlap a little, a class each. */
const clouds = Float32Array.from({ length: count * dimension }, (_, i) => {
  const [row, column] = [Math.floor(i / dimension), i % dimension];
  return 0.7 * random.normal() + (column % 3 === labels[row] ? 1 : 0);
});
const options: TrainingOptions = {
  ...zoobotRecipe,
  depth: 'head',
  seed: 3,
  learningRate: 0.01,
  maxEpochs: 6,
};
const classes: TrainingTask = { kind: 'classes', classes: 3, labels };
const headAlone = (task: TrainingTask = classes, changed: Partial<TrainingOptions> = {}): TrainingSetup => ({
  inputs: keptInputs(clouds, count, [1, 1, dimension], 9),
  task,
  train: rows(0, 80),
  validation: rows(80, 120),
  options: { ...options, ...changed },
  dimension,
});

/** What tfjs's WASM backend has taken of the machine's memory; it never gives any back. */
function wasmBytes(): number {
  const { wasm } = tf.backend() as unknown as { wasm: { asm: { memory: WebAssembly.Memory } } };
  return wasm.asm.memory.buffer.byteLength;
}

async function runToEnd(training: Training) {
  for (;;) {
    const step = await training.step();
    if (step.finished) return training.state();
  }
}

describe('training', () => {
  beforeAll(() => useBackend('wasm'));

  it('of a head learns classes, and leaves no tensor behind', async () => {
    const leaked = await leakedTensors(async () => {
      const training = await createTraining(headAlone());
      const { figures, best } = await runToEnd(training);
      expect(figures).toHaveLength(6);
      expect(figures[5].validationAccuracy).toBeGreaterThan(0.85);
      const least = Math.min(...figures.map(({ validationLoss }) => validationLoss));
      expect(best!.validationLoss).toBe(least);
      training.dispose();
    });
    expect(leaked).toBe(0);
  });

  it('learns as fast on representations of any size and place, and its plain layer says the same of them', async () => {
    const far = clouds.map((value, i) => 300 + 40 * (1 + (i % dimension)) * value);
    const inputs = keptInputs(far, count, [1, 1, dimension], 9);
    const training = await createTraining({ ...headAlone(), inputs });
    const { figures, tensors, standardisation } = await runToEnd(training);
    expect(figures[5].validationAccuracy).toBeGreaterThan(0.85);
    const outputs = await training.predict(rows(0, count));
    const plain = plainHead(tensors, standardisation);
    const [weight, bias] = headKeys.map(key => plain.get(key)!);
    for (const [i, value] of linearOutputs(weight, bias, far).entries()) {
      expect(value).toBeCloseTo(outputs[i], 3);
    }
    training.dispose();
  });

  it('of votes and of numbers lowers its loss', async () => {
    const votes = Float32Array.from({ length: count * 3 }, (_, i) =>
      i % 3 === labels[Math.floor(i / 3)] ? 30 : 4,
    );
    const targets = Float32Array.from(labels, label => label - 1);
    const tasks: TrainingTask[] = [
      { kind: 'votes', columns: 3, questions: [{ first: 0, count: 3 }], votes },
      { kind: 'number', columns: 1, targets },
    ];
    for (const task of tasks) {
      const training = await createTraining(headAlone(task, { dropout: 0 }));
      const { figures } = await runToEnd(training);
      expect(figures[5].validationLoss).toBeLessThan(0.8 * figures[0].validationLoss);
      expect(figures[5].validationAccuracy).toBeUndefined();
      training.dispose();
    }
  });

  it('goes on from a kept state as if it had never stopped', async () => {
    const whole = await createTraining(headAlone());
    const expected = await runToEnd(whole);
    const first = await createTraining(headAlone());
    while (first.state().figures.length < 2) await first.step();
    await first.step(); // into the third epoch, which is lost
    const kept = structuredClone(first.state());
    first.dispose();
    const second = await createTraining(headAlone(), kept);
    expect(await runToEnd(second)).toEqual(expected);
    whole.dispose();
    second.dispose();
  });

  it('stops when patience is used up, and puts the best epoch back', async () => {
    const noise: TrainingTask = { ...classes, labels: Uint8Array.from(labels, () => random.integer(3)) };
    const setup = headAlone(noise, { patience: 2, maxEpochs: 60, learningRate: 0.1, dropout: 0 });
    const training = await createTraining(setup);
    const { figures, best } = await runToEnd(training);
    expect(figures.length).toBe(best!.epoch + 2);
    training.restoreBest();
    const outputs = await training.predict(setup.validation);
    const again = await createTraining(setup, { ...training.state(), tensors: best!.tensors });
    expect(await again.predict(setup.validation)).toEqual(outputs);
    training.dispose();
    again.dispose();
  });

  it('says what is missing', async () => {
    await expect(createTraining({ ...headAlone(), validation: rows(0, 0) })).rejects.toThrow('got 80 and 0');
    expect(() => keptInputs(clouds, 7, [1, 1, dimension], 9)).toThrow('need 7 examples of 1 × 1 × 24');
  });
});

describe('training of blocks', () => {
  beforeAll(() => useBackend('wasm'));
  const sidePx = 32;
  const pixels = Uint8Array.from({ length: 12 * sidePx * sidePx * 3 }, () => random.integer(256));
  const task: TrainingTask = {
    kind: 'classes',
    classes: 2,
    labels: Uint8Array.from({ length: 12 }, (_, i) => i % 2),
  };
  const setup = (): Omit<TrainingSetup, 'inputs'> => ({
    task,
    train: rows(0, 8),
    validation: rows(8, 12),
    options: { ...options, depth: 1, batchSize: 4, maxEpochs: 2, dropout: 0 },
    encoder: createTrainableEfficientNet(formulaWeights(formulaLayout(false)), lite0),
    dimension: 1280,
  });

  it('over activations kept below the frozen line is training over the images', async () => {
    const leaked = await leakedTensors(async () => {
      const states = [];
      for (const kept of [false, true]) {
        const parts = setup();
        let inputs = pixelInputs(pixels, sidePx);
        if (kept) {
          const steps = keepFrozenStages(parts.encoder!, 7, pixels, sidePx, {
            views: 0,
            seed: 1,
            batchSize: 4,
          });
          let step = await steps.next();
          while (!step.done) step = await steps.next();
          inputs = step.value;
          expect(inputs.stage).toBe(7);
        }
        const training = await createTraining({ ...parts, inputs });
        states.push(await runToEnd(training));
        training.dispose();
        parts.encoder!.dispose();
      }
      const [images, kept] = states;
      expect(kept.tensors.keys()).toContain('blocks.6.0.conv_dw.weight');
      for (const [i, { trainLoss }] of images.figures.entries()) {
        expect(kept.figures[i].trainLoss).toBeCloseTo(trainLoss, 5);
      }
    });
    expect(leaked).toBe(0);
  });

  it('refuses inputs from above what is to learn, and keeps nothing', async () => {
    const parts = setup();
    const { numTensors } = tf.memory();
    const above = keptInputs(new Float32Array(12 * 1280), 12, [1, 1, 1280], 9);
    await expect(createTraining({ ...parts, inputs: above })).rejects.toThrow(
      'need inputs of stage 7 or below',
    );
    expect(tf.memory().numTensors).toBe(numTensors);
    parts.encoder!.dispose();
  });

  it('holds as many tensors and as much memory after a thousand steps as after ten', async () => {
    const side = 8; // a tiny network and tiny images: what is counted is tensors
    const encoder = createTrainableEfficientNet(tinyLite(), lite0);
    const inputs = pixelInputs(pixels.subarray(0, 12 * side * side * 3), side, usualAugmentation);
    const train = Uint32Array.from({ length: 400 }, (_, i) => i % 8); // galaxies come again, so that epochs are long
    const everything: TrainingOptions = {
      ...options,
      depth: 'all',
      norms: true,
      dropout: 0.5,
      batchSize: 4,
      maxEpochs: 1000,
      patience: 1000,
    };
    const training = await createTraining({
      inputs,
      task,
      train,
      validation: rows(8, 12),
      options: everything,
      encoder,
      dimension: tinyDimension,
    });
    for (let i = 0; i < 10; i++) await training.step();
    const { numTensors, numBytes } = tf.memory();
    const heapBytes = wasmBytes();
    for (let i = 10; i < 1000; i++) await training.step();
    expect(training.state().figures).toHaveLength(10);
    expect(tf.memory()).toMatchObject({ numTensors, numBytes });
    expect(wasmBytes()).toBe(heapBytes);
    training.dispose();
    encoder.dispose();
  }, 600_000); // 15 s of a processor's time, and CI's are shared
});
