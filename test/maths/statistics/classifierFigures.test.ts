import { describe, expect, it } from 'vitest';
import { calibration } from '../../../src/maths/statistics/calibration.ts';
import {
  accuracy,
  balancedAccuracy,
  confusionMatrix,
  recalls,
} from '../../../src/maths/statistics/confusion.ts';
import { bootstrapInterval, wilsonInterval } from '../../../src/maths/statistics/intervals.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import { precisionRecallCurve, rocCurve } from '../../../src/maths/statistics/rankedCurves.ts';
import { stratifiedSplit } from '../../../src/maths/statistics/stratifiedSplit.ts';
import {
  balancedBatches,
  balancedWeights,
  shuffledBatches,
} from '../../../src/maths/statistics/trainingBatches.ts';

const labels = [0, 0, 0, 1, 1, 2, 2, 2, 2, 0];
const predicted = [0, 1, 0, 1, 1, 2, 0, 2, 1, 0];
const scores = [0.9, 0.8, 0.8, 0.7, 0.55, 0.5, 0.5, 0.5, 0.3, 0.1, 0.05];
const truths = [1, 1, 0, 1, 0, 1, 0, 1, 0, 0, 0];

describe('confusion', () => {
  it('and its accuracies are scikit-learn’s', () => {
    const counts = confusionMatrix(labels, predicted, 3);
    expect([...counts]).toEqual([3, 1, 0, 0, 2, 0, 1, 1, 2]);
    expect(accuracy(counts)).toBeCloseTo(0.7, 12);
    expect(balancedAccuracy(counts)).toBeCloseTo(0.75, 12);
    expect([...recalls(counts)]).toEqual([0.75, 1, 0.5]);
    expect(balancedAccuracy(confusionMatrix([0, 0], [0, 1], 3))).toBe(0.5); // the classes without members say nothing
    expect(() => confusionMatrix([3], [0], 3)).toThrow('need classes below 3; got true class 3, predicted 0');
  });
});

describe('curves of a score', () => {
  it('ROC is scikit-learn’s, ties and all', () => {
    const { thresholds, falsePositives, truePositives, area } = rocCurve(scores, truths);
    expect([...thresholds]).toEqual([Number.POSITIVE_INFINITY, 0.9, 0.8, 0.7, 0.55, 0.5, 0.3, 0.1, 0.05]);
    expect([...falsePositives]).toEqual([0, 0, 1, 1, 2, 3, 4, 5, 6].map(n => expect.closeTo(n / 6, 12)));
    expect([...truePositives]).toEqual([0, 1, 2, 3, 3, 5, 5, 5, 5].map(n => expect.closeTo(n / 5, 12)));
    expect(area).toBeCloseTo(0.7833333333333333, 12);
    expect(() => rocCurve([1, 2], [1, 1])).toThrow('need both kinds; got 2 positives of 2');
  });

  it('precision and recall are scikit-learn’s', () => {
    const { precision, recall, thresholds, averagePrecision } = precisionRecallCurve(scores, truths);
    expect([...thresholds].reverse()).toEqual([0.05, 0.1, 0.3, 0.5, 0.55, 0.7, 0.8, 0.9]);
    const expected = [5 / 11, 0.5, 5 / 9, 0.625, 0.6, 0.75, 2 / 3, 1];
    expect([...precision].reverse()).toEqual(expected.map(value => expect.closeTo(value, 12)));
    expect([...recall].reverse()).toEqual([1, 1, 1, 1, 0.6, 0.6, 0.4, 0.2]);
    expect(averagePrecision).toBeCloseTo(0.7333333333333333, 12);
    expect(() => precisionRecallCurve([1], [0])).toThrow('need positives');
  });
});

describe('calibration', () => {
  it('is the mean distance of confidence from truth, bin by bin', () => {
    const { bins, error } = calibration([0.95, 0.85, 0.9, 0.6, 0.55, 1], [1, 0, 1, 1, 0, 1]);
    expect(bins.map(({ count }) => count)).toEqual([0, 0, 0, 0, 0, 2, 0, 0, 2, 2]);
    expect(bins[8]).toEqual({ count: 2, meanConfidence: expect.closeTo(0.875, 12), accuracy: 0.5 });
    // |1 − 1.15| + |1 − 1.75| + |2 − 1.95| of six
    expect(error).toBeCloseTo((0.15 + 0.75 + 0.05) / 6, 12);
  });

  it('of a classifier that is right as often as it says goes to zero', () => {
    const random = createRandom(2);
    const confidences = Float64Array.from({ length: 40_000 }, () => random.uniform());
    const right = Uint8Array.from(confidences, confidence => (random.uniform() < confidence ? 1 : 0));
    expect(calibration(confidences, right).error).toBeLessThan(0.01);
    expect(calibration(confidences.map(Math.sqrt), right).error).toBeGreaterThan(0.1);
  });
});

describe('intervals', () => {
  it.each([
    [7, 10, 0.39677814746114526, 0.892208732593699], // scipy.stats.binomtest(...).proportion_ci(0.95, 'wilson')
    [0, 5, 0, 0.43448246478317476],
    [83, 100, 0.7445199523239887, 0.8910643388594006],
  ])('Wilson’s of %i of %i is scipy’s', (k, n, low, high) => {
    expect(wilsonInterval(k, n)).toEqual({ low: expect.closeTo(low, 10), high: expect.closeTo(high, 10) });
  });

  it('by bootstrap is the normal one for a mean of many', () => {
    const random = createRandom(5);
    const values = Float64Array.from({ length: 400 }, () => 3 + random.normal());
    const mean = values.reduce((sum, value) => sum + value, 0) / 400;
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0)) / 400;
    const { low, high } = bootstrapInterval(
      400,
      drawn => drawn.reduce((sum, i) => sum + values[i], 0) / 400,
      1,
      4000,
    );
    expect(Math.abs(low - (mean - 1.96 * spread))).toBeLessThan(0.1 * spread);
    expect(Math.abs(high - (mean + 1.96 * spread))).toBeLessThan(0.1 * spread);
    expect(bootstrapInterval(3, () => Number.NaN, 1).low).toBeNaN();
  });
});

describe('stratified split', () => {
  const ids = Array.from({ length: 1000 }, (_, i) => `galaxy ${i}`);
  const strata = ids.map((_, i) => (i % 10 === 0 ? 1 : i % 10 === 1 ? -1 : 0)); // 100, 800, and 100 without a label
  const shares = { train: 0.7, validation: 0.1, test: 0.2 };

  it('shares every class out alike, each galaxy once', () => {
    const split = stratifiedSplit(ids, strata, shares, 4);
    const all = [...split.train, ...split.validation, ...split.test];
    expect(new Set(all).size).toBe(900);
    expect(all.some(row => strata[row] < 0)).toBe(false);
    const ofClass = (rows: Uint32Array, label: number) => rows.filter(row => strata[row] === label).length;
    expect(['train', 'validation', 'test'].map(part => ofClass(split[part as 'train'], 1))).toEqual([
      70, 10, 20,
    ]);
    expect(['train', 'validation', 'test'].map(part => ofClass(split[part as 'train'], 0))).toEqual([
      560, 80, 160,
    ]);
  });

  it('follows from ids and seed, not from their order', () => {
    const turned = stratifiedSplit([...ids].reverse(), [...strata].reverse(), shares, 4);
    const split = stratifiedSplit(ids, strata, shares, 4);
    expect([...turned.test].map(row => 999 - row).sort((a, b) => a - b)).toEqual([...split.test]);
    expect(stratifiedSplit(ids, strata, shares, 5).test).not.toEqual(split.test);
    expect(() => stratifiedSplit(ids, strata, { ...shares, train: 0.8 }, 1)).toThrow(
      'need shares ≥ 0 that sum to at most 1',
    );
  });
});

describe('batches', () => {
  const rows = Uint32Array.from({ length: 50 }, (_, i) => 100 + i);
  const classes = Uint8Array.from({ length: 150 }, (_, row) => (row >= 145 ? 1 : 0)); // 45 and 5

  it('show every galaxy once an epoch, in another order the next', () => {
    const random = createRandom(1);
    const [first, second] = [1, 2].map(() => shuffledBatches(rows, 16, random).map(batch => [...batch]));
    expect(first.map(({ length }) => length)).toEqual([16, 16, 16, 2]);
    expect(first.flat().sort((a, b) => a - b)).toEqual([...rows]);
    expect(second).not.toEqual(first);
    expect(() => shuffledBatches(new Uint32Array(), 16, random)).toThrow('need rows and a batch size ≥ 1');
  });

  it('when balanced carry as many of each class, the few again and again', () => {
    const batches = balancedBatches(rows, classes, 16, createRandom(1));
    expect(batches).toHaveLength(4);
    for (const batch of batches) expect(batch.filter(row => classes[row] === 1)).toHaveLength(8);
    const few = batches.flatMap(batch => [...batch]).filter(row => classes[row] === 1);
    for (let row = 145; row < 150; row++) expect(few.filter(each => each === row).length).toBeGreaterThan(5);
  });

  it('weights make classes weigh alike', () => {
    expect([...balancedWeights(rows, classes, 3)]).toEqual([expect.closeTo(50 / 90, 6), 5, 0]);
  });
});

it('splits and batches more galaxies than a call has arguments', () => {
  const n = 200_000;
  const ids = Array.from({ length: n }, (_, row) => `g${row}`);
  const labels = new Uint8Array(n);
  const { train, test } = stratifiedSplit(ids, labels, { train: 0.9, validation: 0, test: 0.1 }, 1);
  expect([train.length, test.length]).toEqual([180_000, 20_000]);
  const batches = balancedBatches(train, labels, 60_000, createRandom(1));
  expect(new Set(batches.flatMap(batch => [...batch])).size).toBe(180_000);
});
