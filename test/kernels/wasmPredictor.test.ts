import { describe, expect, it } from 'vitest';
import { createPredictorMaker } from '../../src/kernels/wasmPredictor.ts';
import { GaussianProcess } from '../../src/maths/interest/gaussianProcess.ts';
import { kernelNames } from '../../src/maths/interest/kernels.ts';
import { plainPredictor } from '../../src/maths/interest/predictBlock.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';

const make = createPredictorMaker();
const random = createRandom(4);

function compare(kernel: (typeof kernelNames)[number], size: number, columns: number, shape: number): number {
  const points = Float64Array.from({ length: size * columns }, () => random.normal());
  const model = new GaussianProcess({ kernel, amplitude: 2.5, lengthScale: 1.7, shape, noise: 0.1 }, columns);
  for (const _ of model.learnSteps(
    points,
    Array.from({ length: size }, () => 5 * random.uniform()),
  ));
  const [ours, plain] = [make(model), plainPredictor(model)];
  for (let k = 0; k < ours.queries.length; k++) ours.queries[k] = plain.queries[k] = random.normal();
  for (let c = 0; c < columns; c++) {
    // A query on an observation, one nearby and one very far.
    [0, 1e-7, 1e5].forEach((off, q) => {
      ours.queries[c * 32 + q] = plain.queries[c * 32 + q] = (points[c] ?? 0) + off;
    });
  }
  let largest = 0;
  const differ = (a: Float64Array, b: Float64Array) =>
    a.forEach((value, i) => {
      largest = Math.max(largest, Math.abs(value - b[i]) / Math.max(1, Math.abs(b[i])));
    });
  ours.run(false);
  plain.run(false);
  differ(ours.mean, plain.mean);
  ours.run(true);
  plain.run(true);
  differ(ours.mean, plain.mean);
  differ(ours.variance, plain.variance);
  differ(ours.solved, plain.solved);
  if (size > 0) differ(ours.nearest, plain.nearest);
  else expect(ours.nearest.every(value => value === Number.POSITIVE_INFINITY)).toBe(true);
  expect(ours.mean.every(Number.isFinite) && ours.variance.every(Number.isFinite)).toBe(true);
  return largest;
}

describe.each(kernelNames)('the WebAssembly predictor, %s', kernel => {
  it('is the plain one at every size about its tiles', () => {
    expect(make).not.toBe(plainPredictor);
    for (const size of [0, 1, 2, 3, 4, 5, 8, 31, 70]) {
      expect(compare(kernel, size, 1 + (size % 7), 0.6)).toBeLessThan(1e-11);
    }
    expect(compare(kernel, 20, 40, 1e3)).toBeLessThan(1e-11);
    expect(compare(kernel, 20, 40, 0.01)).toBeLessThan(1e-11);
  });
});
