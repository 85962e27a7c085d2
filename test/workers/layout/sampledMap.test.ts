import { describe, expect, it } from 'vitest';
import { trustworthiness } from '../../../src/maths/layout/trustworthiness.ts';
import { decodedRows, sixteenBitRowsOf } from '../../../src/maths/neighbours/sixteenBitRows.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import { runSampledMap } from '../../../workers/layout/sampledMap.ts';
import { settleMap } from '../../../workers/layout/settledMap.ts';

const [n, columns] = [700, 6];
const random = createRandom(4);
const centres = Float32Array.from({ length: 5 * columns }, () => 4 * random.normal());
const values = Float32Array.from({ length: n * columns }, (_, i) => {
  const group = Math.floor(i / columns) % 5;
  return centres[group * columns + (i % columns)] + random.normal();
});
const matrix = { rows: n, columns, values };
const job = { report: () => undefined, breathe: async () => undefined };
const clock = () => performance.now();

describe('the map of a sample with the rest placed', () => {
  it('is nearly as true as that of all, every galaxy has its place, and the sample is shown first', async () => {
    const shown: Float32Array[] = [];
    const show = (positions: Float32Array) => shown.push(positions);
    const { positions: sampled } = await runSampledMap(
      matrix,
      { seed: 2 },
      { show, settled: 300 },
      job,
      clock,
    );
    const { positions: whole } = await settleMap(matrix, { seed: 2 }, () => undefined, job, clock);
    expect(sampled.every(Number.isFinite)).toBe(true);
    const [ours, all] = [sampled, whole].map(each => trustworthiness(values, columns, each, 15));
    expect(ours).toBeGreaterThan(all - 0.03);
    expect(shown[0].length).toBe(2 * n);
    expect(shown[0].filter(Number.isFinite).length).toBe(2 * 300);
  });

  it('is the same of components in 16 bits as of the floats that these are', async () => {
    const coded = sixteenBitRowsOf(values, columns);
    const decoded = { rows: n, columns, values: decodedRows(coded) };
    const run = (components: typeof coded | typeof decoded) =>
      runSampledMap(components, { seed: 3, epochs: 20 }, { show: () => undefined, settled: 300 }, job, clock);
    expect(await run(coded)).toEqual(await run(decoded));
  });

  it('repeats itself for a seed', async () => {
    const run = (seed: number) =>
      runSampledMap(matrix, { seed, epochs: 20 }, { show: () => undefined, settled: 300 }, job, clock);
    const first = await run(5);
    expect(await run(5)).toEqual(first);
    expect(await run(6)).not.toEqual(first);
  });
});
