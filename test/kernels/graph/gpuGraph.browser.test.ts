import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exactGraphSteps } from '../../../src/kernels/graph/exactGraph.ts';
import { gpuGraphSteps } from '../../../src/kernels/graph/gpuGraph.ts';
import type { KnnGraph } from '../../../src/maths/neighbours/knn.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

function inWebAssembly(values: Float32Array, columns: number, k: number): KnnGraph {
  const steps = exactGraphSteps({ values, columns }, k);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

// On the software adapter of machines without a GPU: slow and right.
describe('the graph on WebGPU', () => {
  let device: GPUDevice;
  beforeAll(async () => {
    device = await (await navigator.gpu.requestAdapter())!.requestDevice();
  });
  afterAll(() => device.destroy());

  async function onGpu(values: Float32Array, columns: number, k: number): Promise<KnnGraph> {
    const steps = gpuGraphSteps(device, { values, columns }, k);
    for (;;) {
      const step = await steps.next();
      if (step.done) return step.value;
      expect(step.value).toBeLessThanOrEqual(1);
    }
  }

  it.each([
    ['a cloud', 333, 10, 8, (x: number) => x],
    ['many columns', 70, 22, 14, (x: number) => x],
    ['points on one spot', 150, 3, 5, (x: number, i: number) => (i < 90 ? 0.5 : x)],
    ['far from the origin', 200, 5, 6, (x: number) => 1e4 + x / 100],
    ['hardly a distance', 90, 4, 5, (x: number) => 1e-20 * x],
    ['squares beyond single precision', 90, 4, 5, (x: number) => 1e25 * x],
    ['all the others', 7, 2, 6, (x: number) => x],
  ])('is the exact one of WebAssembly, number for number: %s', async (_, n, columns, k, form) => {
    const random = createRandom(4);
    const values = Float32Array.from({ length: n * columns }, (_, i) => form(random.normal(), i));
    expect(await onGpu(values, columns, k)).toEqual(inWebAssembly(values, columns, k));
  });

  it('is the same in several parts, and a lost device is told as such', async () => {
    const random = createRandom(9);
    const values = Float32Array.from({ length: 700 * 3 }, () => random.normal());
    const steps = gpuGraphSteps(device, { values, columns: 3 }, 4, 100_000);
    const shares: number[] = [];
    let step = await steps.next();
    for (; !step.done; step = await steps.next()) shares.push(step.value);
    expect(shares).toEqual([128 / 700, 256 / 700, 384 / 700, 512 / 700, 640 / 700, 1]);
    expect(step.value).toEqual(inWebAssembly(values, 3, 4));
    const lost = await (await navigator.gpu.requestAdapter())!.requestDevice();
    const failing = gpuGraphSteps(lost, { values, columns: 3 }, 4);
    lost.destroy();
    await expect(failing.next()).rejects.toThrow('graphics device');
  });
});
