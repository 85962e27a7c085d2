import { describe, expect, it } from 'vitest';
import { createPredictorMaker } from '../../../src/kernels/wasmPredictor.ts';
import { type ScoringAcquisition, scoringAcquisitions } from '../../../src/maths/interest/acquisition.ts';
import { GaussianProcess } from '../../../src/maths/interest/gaussianProcess.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import { type NextBatch, nextBatchSteps } from '../../../workers/anomalies/nextBatch.ts';

const n = 4000;
const columns = 12;
const rated = 80;
const random = createRandom(31);
const points = Float32Array.from({ length: n * columns }, () => random.normal());
const model = new GaussianProcess(
  { kernel: 'rationalQuadratic', amplitude: 2, lengthScale: 3, shape: 1, noise: 0.1 },
  columns,
);
const targets = Array.from({ length: rated }, (_, i) => 2 + points[i * columns]);
for (const _ of model.learnSteps(Float64Array.from(points.subarray(0, rated * columns)), targets));
const eligible = Uint32Array.from({ length: n - rated }, (_, i) => rated + i);
const ratings = { rows: new Uint32Array(0), scores: new Float32Array(0) }; // the model has learnt them already

function batchWith(acquisition: ScoringAcquisition, budget: number): NextBatch & { std: Float64Array } {
  const steps = nextBatchSteps(
    { model, predictor: createPredictorMaker()(model), points },
    { eligible, best: Math.max(...targets) },
    { ratings, acquisition, seed: 1 },
    budget,
  );
  for (;;) {
    const step = steps.next();
    if (step.done) return { ...step.value, std: step.value.predictions.variance };
  }
}

describe.each(scoringAcquisitions)('with deviations at some galaxies only, by %s', acquisition => {
  const perPoint = (rated * (rated + 1)) / 2;
  const full = batchWith(acquisition, Number.POSITIVE_INFINITY);

  it('the batch is that of all deviations, and the answer says how many there are', () => {
    const some = batchWith(acquisition, (n - 1) * perPoint);
    expect(some.batch.map(({ row, mean, std }) => ({ row, mean, std }))).toEqual(
      full.batch.map(({ row, mean, std }) => ({ row, mean, std })),
    );
    const [shortcut] = some.shortcuts;
    expect(shortcut).toEqual({ kind: 'deviationsWhereTheyMatter', count: shortcut.count, total: n });
    expect(some.std.filter(value => !Number.isNaN(value))).toHaveLength(shortcut.count);
    expect(full.std.every(Number.isFinite)).toBe(true);
    expect(full.shortcuts.map(({ kind }) => kind)).toEqual(['batchAmongBest']);
  });

  it('a small budget is kept to, and told', () => {
    const some = batchWith(acquisition, 256 * perPoint);
    expect(some.shortcuts[0]).toEqual({ kind: 'deviationsForSome', count: 256, total: n });
    expect(some.batch).toHaveLength(10);
  });
});
