import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { searchSharedRows } from '../../../src/kernels/search/certifiedSearch.ts';
import { openGpuSearch } from '../../../src/kernels/search/gpuSearch.ts';
import { createSharedRows } from '../../../src/kernels/search/rowMemory.ts';
import type { Metric } from '../../../src/maths/neighbours/metrics.ts';
import {
  type NearestQuestion,
  plainRowSearch,
  type RowSearch,
} from '../../../src/maths/neighbours/rowSearch.ts';
import { encodeRow, sixteenBitRowsOf } from '../../../src/maths/neighbours/sixteenBitRows.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

function onProcessor({ nearestSteps }: RowSearch, question: NearestQuestion) {
  const steps = nearestSteps(question);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

// On the software adapter of machines without a GPU: slow and right.
describe('the search on WebGPU', () => {
  let device: GPUDevice;
  beforeAll(async () => {
    device = await (await navigator.gpu.requestAdapter())!.requestDevice();
  });
  afterAll(() => device.destroy());

  const columns = 22;
  const count = 700;
  const random = createRandom(4);
  const values = Float32Array.from({ length: count * columns }, () => random.normal());
  values.copyWithin(30 * columns, 7 * columns, 8 * columns); // two galaxies on one spot
  values.fill(0, 40 * columns, 41 * columns);
  values.fill(Number.NaN, 50 * columns, 51 * columns);
  const mask = Uint8Array.from({ length: count }, (_, row) => (row % 3 === 0 ? 0 : 1));

  it.each<[Metric, Partial<NearestQuestion>]>([
    ['euclidean', {}],
    ['euclidean', { length: 5, mask }],
    ['manhattan', { without: 7 }],
    ['cosine', { k: 40 }],
    ['cosine', { length: 17, mask, without: 7 }],
    ['euclidean', { k: 5000 }],
  ])('gives the rows and the distances of the definition, to the last bit: %s', async (metric, fields) => {
    const rows = sixteenBitRowsOf(values, columns);
    const search = openGpuSearch(device, rows)!;
    for (const row of [7, 200]) {
      const vector = values.slice(row * columns, (row + 1) * columns);
      const question = { vector, metric, length: columns, k: 10, ...fields };
      expect(await search.nearest(question)).toEqual(onProcessor(plainRowSearch(rows), question));
    }
    search.end();
  });

  it('gives those of WebAssembly where threads share the rows', async () => {
    const shared = createSharedRows(count, columns);
    if (!shared) throw new Error('need a page that is isolated');
    for (let row = 0; row < count; row++) encodeRow(shared.rows, row, values, row * columns);
    const { rows, search } = searchSharedRows(shared.memory, count, columns);
    const question: NearestQuestion = {
      vector: values.slice(0, columns),
      metric: 'euclidean',
      length: columns,
      k: 12,
    };
    const gpu = openGpuSearch(device, rows)!;
    expect(await gpu.nearest(question)).toEqual(onProcessor(search, question));
    gpu.end();
  });

  it('leaves to the processor what single precision cannot tell, and tells a lost device', async () => {
    const large = sixteenBitRowsOf(
      values.map(x => 1e20 * x),
      columns,
    );
    expect(openGpuSearch(device, large)).toBeUndefined();
    const doomed = await (await navigator.gpu.requestAdapter())!.requestDevice();
    const search = openGpuSearch(doomed, sixteenBitRowsOf(values, columns))!;
    const question: NearestQuestion = {
      vector: new Float32Array(columns),
      metric: 'cosine',
      length: columns,
      k: 3,
    };
    expect(await search.nearest(question)).toBeUndefined(); // a zero vector
    doomed.destroy();
    await expect(search.nearest({ ...question, vector: values.slice(0, columns) })).rejects.toThrow(
      'graphics device',
    );
  });
});
