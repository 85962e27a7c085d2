import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-webgpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { createEfficientNet, plainB0 } from '../../src/nets/efficientNet.ts';
import { DeviceLostError, gpuDevice, onDevice } from '../../src/nets/gpuDevice.ts';
import { efficientNetLayout, formulaImage, formulaWeights } from './formulaWeights.ts';

const tolerance = 1e-3; // WebGPU's own rounding, interfaces §7

async function embedWithB0(): Promise<Float32Array> {
  const before = tf.memory().numTensors;
  const net = createEfficientNet(formulaWeights(efficientNetLayout(true)), plainB0);
  const images = tf.tensor4d(formulaImage(64), [1, 64, 64, 3]); // (1, side, side, 3)
  const output = net.embed(images); // (1, 1280)
  const values = (await output.data()) as Float32Array;
  tf.dispose([images, output]);
  net.dispose();
  expect(tf.memory().numTensors).toBe(before);
  return values;
}

// Lite0 on WebGPU is checked through the worker, test/workers/tensor.browser.test.ts: shaders take SwiftShader 20 s a network.
describe('EfficientNet on WebGPU', () => {
  beforeAll(async () => {
    expect(await tf.setBackend('webgpu')).toBe(true);
    await tf.ready();
  });

  it('names its adapter and knows a software one', () => {
    const device = gpuDevice()!;
    expect(device.adapter).not.toBe('');
    // The machines that test us have no GPU: Chromium then offers SwiftShader.
    if (/swiftshader/i.test(device.adapter)) expect(device.software).toBe(true);
  });

  it('as plain B0 is timm’s at 64 px', async () => {
    const values = await embedWithB0();
    // timm 0.9.10 in float64 (interfaces §7).
    const golden = [-0.037497, 0.020171, 0.006563, -0.01086, 0.008043, -0.030108, -0.018314, 0.008064];
    for (const [i, value] of golden.entries())
      expect(Math.abs(values[i] - value)).toBeLessThanOrEqual(tolerance);
    expect(Math.abs(Math.hypot(...values) - 1.99584)).toBeLessThanOrEqual(tolerance);
    expect(gpuDevice()!.errors).toEqual([]);
  });

  // Last: the device does not come back.
  it('rejects work under way, and all later work, once the device is lost', async () => {
    const never = new Promise<number>(() => {});
    const waiting = onDevice(() => never);
    gpuDevice()!.destroy();
    await expect(waiting).rejects.toBeInstanceOf(DeviceLostError);
    await expect(onDevice(async () => 1)).rejects.toBeInstanceOf(DeviceLostError);
  });
});
