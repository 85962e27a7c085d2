import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-webgpu';
import { expect, it } from 'vitest';
import { gradientErrors, matchingOracle } from './matchingOracle.ts';

// SwiftShader takes seconds to compile a shader: the smaller case, and that alone.
it('trajectory matching on WebGPU has the gradient of PyTorch’s double backward', async () => {
  expect(await tf.setBackend('webgpu')).toBe(true);
  await tf.ready();
  const faults: string[] = [];
  const { device } = tf.backend() as unknown as { device: GPUDevice };
  device.addEventListener('uncapturederror', event => faults.push(event.error.message));
  const before = tf.memory().numTensors;
  const errors = await gradientErrors(matchingOracle.cases.batches);
  expect(faults).toEqual([]);
  expect(errors.loss).toBeLessThan(1e-4);
  expect(errors.pixels).toBeLessThan(1e-3);
  expect(errors.logStepSize).toBeLessThan(1e-3);
  expect(tf.memory().numTensors).toBe(before);
});
