import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { raceBackends } from '../../../src/nets/device/backend.ts';
import { createTrialNetwork } from '../../../src/nets/encoders/trialNetwork.ts';

const wasmPaths = `${process.cwd()}/node_modules/@tensorflow/tfjs-backend-wasm/wasm-out/`;
const now = () => performance.now();

describe('raceBackends in Node', () => {
  it('takes the fastest backend that runs and says why the others were not', async () => {
    const report = await raceBackends({ createTrial: createTrialNetwork, wasmPaths, now });
    expect(report.overridden).toBe(false);
    expect(tf.getBackend()).toBe(report.chosen);
    expect(report.laps.map(lap => lap.name).sort()).toEqual(['cpu', 'wasm', 'webgpu']);
    const webgpu = report.laps.find(lap => lap.name === 'webgpu')!;
    expect(webgpu.failure).toBe('WebGPU did not run: this browser does not offer it.');
    expect(webgpu.milliseconds).toBeNaN();
    const finished = report.laps.filter(lap => !lap.failure);
    const fastest = finished.reduce((a, b) => (b.milliseconds < a.milliseconds ? b : a));
    expect(report.chosen).toBe(fastest.name);
    expect(report.reason).toContain('fastest on this machine');
    expect(tf.memory().numTensors).toBe(0);
  });

  it('obeys an override', async () => {
    const report = await raceBackends({ createTrial: createTrialNetwork, wasmPaths, now, override: 'cpu' });
    expect(report).toMatchObject({
      chosen: 'cpu',
      overridden: true,
      reason: 'plain JavaScript, as you chose.',
    });
    expect(tf.getBackend()).toBe('cpu');
  });

  it('says why an override cannot be had', async () => {
    await expect(
      raceBackends({ createTrial: createTrialNetwork, wasmPaths, now, override: 'webgpu' }),
    ).rejects.toThrow('WebGPU did not run: this browser does not offer it.');
  });
});
