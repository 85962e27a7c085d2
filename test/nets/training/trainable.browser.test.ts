import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-webgpu';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TrainingRequest, TrainingState } from '../../../src/contracts/finetune.ts';
import { deviceLostError } from '../../../src/contracts/tensor.ts';
import { usualAugmentation } from '../../../src/maths/images/augmentation.ts';
import { zoobotRecipe } from '../../../src/maths/statistics/trainingRecipe.ts';
import { gpuDevice } from '../../../src/nets/device/gpuDevice.ts';
import { lite0 } from '../../../src/nets/encoders/efficientNet.ts';
import { registerBackwardKernels } from '../../../src/nets/training/backwardKernels.ts';
import type { Gradients } from '../../../src/nets/training/parameter.ts';
import {
  type TrainableConvolutionOptions,
  trainableConvolution,
} from '../../../src/nets/training/trainableConvolution.ts';
import { createTrainableEfficientNet } from '../../../src/nets/training/trainableEfficientNet.ts';
import { createTraining } from '../../../src/nets/training/training.ts';
import { pixelInputs } from '../../../src/nets/training/trainingInputs.ts';
import { createFinetuneWorker } from '../../../workers/tensor/finetune.ts';
import { formulaWeights, stream } from '../formulaWeights.ts';
import { leakedTensors } from '../leakedTensors.ts';
import { tinyDimension, tinyLite } from './tinyLite.ts';

const values = (name: string, length: number) => {
  const value = stream(name);
  return Float32Array.from({ length }, (_, i) => 2 * value(i) - 1);
};

/** What one layer gives forwards and backwards on a backend. */
async function pass(
  backend: 'webgpu' | 'cpu',
  shape: number[],
  options: TrainableConvolutionOptions,
): Promise<Record<string, Float32Array>> {
  await tf.setBackend(backend);
  const layout: Record<string, number[]> = { 'conv.weight': shape };
  for (const part of ['weight', 'bias', 'running_mean', 'running_var']) layout[`norm.${part}`] = [shape[0]];
  const layer = trainableConvolution(formulaWeights(layout), 'conv', 'norm', options);
  const channels = options.depthwise ? shape[0] : shape[1];
  const x = tf.tensor4d(values('x', 2 * 7 * 6 * channels), [2, 7, 6, channels]);
  const folded = layer.fold();
  const y = layer.apply(x, folded);
  const dy = tf.tensor4d(values('dy', y.size), y.shape);
  const gradients: Gradients = new Map();
  const wanted = new Set(layer.parameters.map(({ key }) => key));
  const dx = layer.backward({ x, y, dy, folded, wanted, gradients, needsInput: true })!;
  const told: Record<string, Float32Array> = {};
  for (const [name, tensor] of Object.entries({ y, dx, ...Object.fromEntries(gradients) })) {
    told[name] = ((await tensor.data()) as Float32Array).slice();
  }
  tf.dispose([x, y, dy, dx, folded.filter, folded.bias, ...gradients.values()]);
  layer.dispose();
  return told;
}

/** What one step of a whole training leaves on a backend: a batch of turned views, everything thawed. */
async function trained(backend: 'webgpu' | 'cpu'): Promise<TrainingState> {
  await tf.setBackend(backend);
  const [count, sidePx] = [6, 8];
  const byte = stream('pixels');
  const pixels = Uint8Array.from({ length: count * sidePx * sidePx * 3 }, (_, i) => 255 * byte(i));
  const encoder = createTrainableEfficientNet(tinyLite(), lite0);
  const { dimension } = encoder;
  const training = await createTraining(
    {
      inputs: pixelInputs(pixels, sidePx, usualAugmentation),
      task: { kind: 'classes', classes: 2, labels: Uint8Array.of(0, 1, 0, 1, 0, 1) },
      train: Uint32Array.of(0, 1, 2, 3),
      validation: Uint32Array.of(4, 5),
      options: { ...zoobotRecipe, depth: 'all', norms: true, seed: 1 },
      encoder,
      dimension,
    },
    {
      figures: [],
      // A head that begins at 0 would hand no gradient down.
      tensors: new Map([
        ['head.linear.weight', values('weight', 2 * dimension)],
        ['head.linear.bias', values('bias', 2)],
      ]),
      optimiser: { steps: 0, moments: new Map() },
      best: undefined,
      standardisation: {
        mean: values('mean', dimension),
        scale: values('scale', dimension).map(value => 1 + value ** 2),
      },
    },
  );
  expect((await training.step()).batches).toBe(1);
  const state = training.state();
  expect(gpuDevice()?.errors ?? []).toEqual([]);
  training.dispose();
  encoder.dispose();
  return state;
}

// SwiftShader takes seconds to compile a shader: the two kinds of layer, and one step of a network of four channels.
describe('a trainable layer on WebGPU', () => {
  beforeAll(async () => {
    registerBackwardKernels();
    expect(await tf.setBackend('webgpu')).toBe(true);
    await tf.ready();
  });

  it.each([
    ['depthwise, stride 2', [8, 1, 3, 3], { depthwise: true, stride: 2, activation: 'relu6' }],
    ['pointwise', [8, 12, 1, 1], { depthwise: false, stride: 1, activation: 'linear' }],
  ] as const)('gives the processor’s gradients: %s', async (_, shape, kind) => {
    const options = { ...kind, padding: 'same', batchNormEpsilon: 1e-3 } as const;
    const expected = await pass('cpu', [...shape], options);
    const got = await pass('webgpu', [...shape], options);
    expect(Object.keys(got).sort()).toEqual(['conv.weight', 'dx', 'norm.bias', 'norm.weight', 'y']);
    for (const [name, own] of Object.entries(expected)) {
      const apart = Math.hypot(...own.map((value, i) => got[name][i] - value)) / Math.hypot(...own);
      expect(apart, name).toBeLessThan(1e-5);
    }
  });

  it('gives the processor’s whole step: loss, gradients, and the loss after it', async () => {
    const expected = await trained('cpu');
    const leaked = await leakedTensors(async () => {
      const got = await trained('webgpu');
      const [own, wanted] = [got, expected].map(({ figures }) => figures[0]);
      expect(own.trainLoss).toBeCloseTo(wanted.trainLoss, 5);
      expect(own.validationLoss).toBeCloseTo(wanted.validationLoss, 3); // a gradient of next to nothing may step either way
      const moments = [...expected.optimiser.moments];
      expect(moments).toHaveLength(68); // a filter, a scale and a shift of 22 layers, and the head's two
      for (const [key, { mean }] of moments) {
        const gradient = got.optimiser.moments.get(key)!.mean;
        const apart = Math.hypot(...mean.map((value, i) => gradient[i] - value));
        expect(apart, key).toBeLessThanOrEqual(1e-4 * Math.hypot(...mean) + 1e-9);
      }
    });
    expect(leaked).toBe(0);
  }, 240_000);

  // Last: the page's device is gone then.
  it('learns of a lost device, and a training goes on elsewhere from its last epoch', async () => {
    await tf.setBackend('webgpu');
    const labels = Uint8Array.from({ length: 12 }, (_, i) => i % 2);
    const rows = Uint32Array.from(labels.keys());
    const request: TrainingRequest = {
      examples: { kind: 'vectors', vectors: values('vectors', labels.length * tinyDimension) },
      task: { kind: 'classes', classes: 2, labels },
      train: rows.subarray(0, 8),
      validation: rows.subarray(8),
      options: { ...zoobotRecipe, depth: 'head', seed: 1 },
    };
    const card = {
      ...{ name: 'tiny', title: 'Tiny', architecture: 'efficientnet_lite0', description: '' },
      ...{ licence: 'MIT', credit: 'nobody', bytes: 0, sha256: '0', dimension: tinyDimension },
      view: { sidePx: 8, cropFraction: 1 },
    };
    const tiny = { card, weights: tinyLite(), network: { family: 'efficientnet', ...lite0 } } as const;
    const worker = createFinetuneWorker(() => tiny);
    await worker.startTraining(request);
    const { state } = await worker.trainEpoch();
    gpuDevice()!.destroy();
    await expect(worker.trainEpoch()).rejects.toMatchObject({ name: deviceLostError });
    await tf.setBackend('cpu'); // as another instance of the worker would choose
    const next = createFinetuneWorker(() => tiny);
    await next.startTraining(request, structuredClone(state));
    expect((await next.trainEpoch()).figures.epoch).toBe(2);
    await next.endTraining();
  }, 120_000);
});
