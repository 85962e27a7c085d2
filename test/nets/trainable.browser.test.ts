import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-webgpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { registerBackwardKernels } from '../../src/nets/backwardKernels.ts';
import type { Gradients } from '../../src/nets/parameter.ts';
import {
  type TrainableConvolutionOptions,
  trainableConvolution,
} from '../../src/nets/trainableConvolution.ts';
import { formulaWeights, stream } from './formulaWeights.ts';

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

// SwiftShader takes seconds to compile a shader: the two kinds of layer, and no whole network.
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
});
