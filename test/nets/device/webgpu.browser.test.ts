import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-webgpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { DeviceLostError, gpuDevice, onDevice } from '../../../src/nets/device/gpuDevice.ts';

// Networks on WebGPU are checked in architectures.browser.test.ts and, through the worker, test/workers/tensor.browser.test.ts.
describe('the WebGPU device', () => {
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

  // Last: the device does not come back.
  it('rejects work under way, and all later work, once the device is lost', async () => {
    const never = new Promise<number>(() => {});
    const waiting = onDevice(() => never);
    gpuDevice()!.destroy();
    await expect(waiting).rejects.toBeInstanceOf(DeviceLostError);
    await expect(onDevice(async () => 1)).rejects.toBeInstanceOf(DeviceLostError);
  });
});
