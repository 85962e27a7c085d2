import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exactGraphSteps } from '../../../src/kernels/graph/exactGraph.ts';
import { hardwareDevice } from '../../../src/kernels/graphicsAdapter.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import { graphByGpu } from '../../../workers/layout/gpuNeighbours.ts';

const [n, columns, k] = [2000, 2, 3];
const random = createRandom(3);
const matrix = {
  rows: n,
  columns,
  values: Float32Array.from({ length: n * columns }, () => random.normal()),
};

/** A clock that advances by so many milliseconds at each look. */
function clockOf(...msBetweenLooks: number[]) {
  let ms = 0;
  return () => {
    ms += msBetweenLooks.shift() ?? 1;
    return ms;
  };
}

describe('the choice between a GPU and the processor', () => {
  let device: GPUDevice;
  beforeAll(async () => {
    device = await (await navigator.gpu.requestAdapter())!.requestDevice();
  });
  afterAll(() => device.destroy());

  it('takes the GPU where it is there, and its graph is that of WebAssembly', async () => {
    const shares: number[] = [];
    const onShare = async (share: number) => void shares.push(share);
    const graph = await graphByGpu(device, matrix, k, { clock: clockOf(), listsFrom: 20_000, onShare });
    const steps = exactGraphSteps(matrix, k);
    let step = steps.next();
    while (!step.done) step = steps.next();
    expect(graph).toEqual(step.value);
    expect(shares.at(-1)).toBe(1);
  });

  it('takes the quicker of the two, after the second part', async () => {
    const search = { listsFrom: 20_000, pairsAtOnce: 130_000, onShare: async () => {} };
    const slowGpu = clockOf(1, 1e6, 1, 1);
    expect(await graphByGpu(device, matrix, k, { ...search, clock: slowGpu })).toBeUndefined();
    const slowProcessor = clockOf(1, 1, 1, 1e6);
    const graph = await graphByGpu(device, matrix, k, { ...search, clock: slowProcessor });
    expect(graph?.indices.length).toBe(n * k);
  });

  it('passes a cancel on', async () => {
    const stop = new DOMException('The job was cancelled.', 'AbortError');
    const onShare = () => Promise.reject(stop);
    await expect(
      graphByGpu(device, matrix, k, { clock: clockOf(), listsFrom: 20_000, onShare }),
    ).rejects.toBe(stop);
  });

  it('leaves the work to the processor where the device is lost', async () => {
    const lost = await (await navigator.gpu.requestAdapter())!.requestDevice();
    lost.destroy();
    const onShare = async () => {};
    expect(
      await graphByGpu(lost, matrix, k, { clock: clockOf(), listsFrom: 20_000, onShare }),
    ).toBeUndefined();
  });

  it('does not take a program on the processor for a GPU', async () => {
    const adapter = await navigator.gpu.requestAdapter();
    if (/swiftshader/i.test(`${adapter?.info.description} ${adapter?.info.architecture}`)) {
      expect(await hardwareDevice()).toBeUndefined();
    }
  });
});
