import { describe, expect, it } from 'vitest';
import { accuracyAlong, classifierReport } from '../../../src/maths/statistics/classifierReport.ts';
import { wilsonInterval } from '../../../src/maths/statistics/intervals.ts';
import { softmaxRows } from '../../../src/maths/statistics/losses/softmaxRows.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

describe('softmax', () => {
  it('gives shares as its definition has them, whatever the scale', () => {
    const shares = softmaxRows([1, 2, 3, 1000, 1000, -1000], 3);
    const sum = Math.E + Math.E ** 2 + Math.E ** 3;
    for (const [i, expected] of [Math.E / sum, Math.E ** 2 / sum, Math.E ** 3 / sum, 0.5, 0.5, 0].entries()) {
      expect(shares[i]).toBeCloseTo(expected, 6);
    }
    expect(() => softmaxRows([1, 2, 3], 2)).toThrow('need rows of 2 outputs; got 3');
  });
});

describe('a report', () => {
  it('of five galaxies is what can be counted by hand', () => {
    const probabilities = [0.9, 0.1, 0.6, 0.4, 0.2, 0.8, 0.3, 0.7, 0.5, 0.5]; // takes 0, 0, 1, 1, and of the tie 0
    const report = classifierReport(probabilities, [0, 1, 1, 0, 1], 2, 1);
    expect([...report.predicted]).toEqual([0, 0, 1, 1, 0]);
    expect([...report.confusion]).toEqual([1, 1, 2, 1]);
    expect(report.accuracy).toEqual({ value: 0.4, ...wilsonInterval(2, 5) });
    expect(report.balancedAccuracy.value).toBeCloseTo((1 / 2 + 1 / 3) / 2, 12);
    expect([...report.mistakes]).toEqual([3, 1, 4]); // confident to 0.7, 0.6, 0.5
    expect(report.confidence[2]).toBeCloseTo(0.8, 6);
  });

  it('holds the truth in its intervals, and follows from its seed', () => {
    const random = createRandom(6);
    const n = 2000;
    const labels = Uint8Array.from({ length: n }, () => Number(random.uniform() < 0.2));
    const recall = [0.9, 0.6];
    const probabilities = Array.from(labels, label => {
      const says = random.uniform() < recall[label] ? label : 1 - label;
      return says === 0 ? [0.8, 0.2] : [0.2, 0.8];
    }).flat();
    const report = classifierReport(probabilities, labels, 2, 7);
    const { balancedAccuracy, accuracy } = report;
    for (const [truth, { low, high }] of [
      [0.75, balancedAccuracy],
      [0.8 * 0.9 + 0.2 * 0.6, accuracy],
    ] as const) {
      expect(low).toBeLessThan(truth);
      expect(high).toBeGreaterThan(truth);
      expect(high - low).toBeLessThan(0.1);
    }
    // Always confident to 0.8: the error of calibration is how far that lies from how often it was right.
    expect(report.calibration.error).toBeCloseTo(Math.abs(accuracy.value - 0.8), 5);
    expect(classifierReport(probabilities, labels, 2, 7)).toEqual(report);
  });

  it('needs galaxies, and probabilities for each', () => {
    expect(() => classifierReport([], [], 2, 1)).toThrow('got 0 for 0');
    expect(() => classifierReport([1, 0], [0, 1], 2, 1)).toThrow('got 2 for 2');
  });
});

describe('accuracy along a column', () => {
  it('is taken over as many galaxies in each bin, those without a value left out', () => {
    const values = [5, 1, Number.NaN, 4, 2, 3, 6];
    const right = [1, 0, 1, 1, 0, 1, 0];
    const bins = accuracyAlong(values, right, 3);
    expect(bins.map(({ from, to, count }) => [from, to, count])).toEqual([
      [1, 2, 2],
      [3, 4, 2],
      [5, 6, 2],
    ]);
    expect(bins.map(({ accuracy }) => accuracy.value)).toEqual([0, 1, 0.5]);
    expect(bins[1].accuracy).toMatchObject(wilsonInterval(2, 2));
  });

  it('keeps equal values together and makes no bin of nothing', () => {
    const counts = (values: number[], bins: number) =>
      accuracyAlong(values, values, bins).map(({ from, to, count }) => [from, to, count]);
    expect(counts([1, 1, 1, 1, 2], 2)).toEqual([
      [1, 1, 4],
      [2, 2, 1],
    ]);
    expect(counts([3, 3, 3], 3)).toEqual([[3, 3, 3]]);
    expect(counts([1, 2], 5)).toEqual([
      [1, 1, 1],
      [2, 2, 1],
    ]);
    expect(counts([], 4)).toEqual([]);
    expect(() => accuracyAlong([1], [], 1)).toThrow('got 0 for 1');
  });
});
