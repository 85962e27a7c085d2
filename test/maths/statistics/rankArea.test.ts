import { describe, expect, it } from 'vitest';
import { bootstrapInterval } from '../../../src/maths/statistics/intervals.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import { rankArea } from '../../../src/maths/statistics/rankArea.ts';
import { rocCurve } from '../../../src/maths/statistics/rankedCurves.ts';

/** Probabilities of a classifier that is right more often than not, in steps so that there are ties. */
function someScores(n: number, classes: number, seed: number) {
  const random = createRandom(seed);
  const labels = Uint8Array.from({ length: n }, () => random.integer(classes));
  const probabilities = new Float32Array(n * classes);
  for (let i = 0; i < n; i++) {
    const own = Array.from({ length: classes }, (_, c) =>
      Math.ceil(8 * (random.uniform() + (c === labels[i] ? 0.35 : 0))),
    );
    const sum = own.reduce((a, b) => a + b);
    for (let c = 0; c < classes; c++) probabilities[i * classes + c] = own[c] / sum;
  }
  return { labels, probabilities };
}

describe('the area under the ROC curve', () => {
  it('of two classes is that of the curve, of more the mean of the curves of each', () => {
    for (const classes of [2, 4]) {
      const { labels, probabilities } = someScores(300, classes, 3);
      const areas = Array.from({ length: classes }, (_, c) => {
        const scores = Float32Array.from(labels, (_label, i) => probabilities[i * classes + c]);
        return rocCurve(
          scores,
          Uint8Array.from(labels, label => Number(label === c)),
        ).area;
      });
      const mean = areas.reduce((a, b) => a + b) / classes;
      expect(rankArea(probabilities, labels, classes).value).toBeCloseTo(classes === 2 ? areas[1] : mean, 10);
    }
  });

  it('lies in an interval like the bootstrap’s', () => {
    for (const classes of [2, 3]) {
      const { labels, probabilities } = someScores(400, classes, 5);
      const { low, high } = rankArea(probabilities, labels, classes);
      const figure = (drawn: Uint32Array) =>
        rankArea(
          Array.from(drawn, i => [...probabilities.subarray(i * classes, (i + 1) * classes)]).flat(),
          Array.from(drawn, i => labels[i]),
          classes,
        ).value;
      const drawn = bootstrapInterval(labels.length, figure, 1, 400);
      expect(Math.abs(low - drawn.low)).toBeLessThan(0.01); // its percentiles of 400 draws are that exact
      expect(Math.abs(high - drawn.high)).toBeLessThan(0.01);
    }
  });

  it('is 1 where all are told apart, 0.5 where none are, and undefined for a single class', () => {
    expect(rankArea([1, 0, 0.9, 0.1, 0, 1], [0, 0, 1], 2)).toEqual({ value: 1, low: 1, high: 1 });
    expect(rankArea([0.5, 0.5, 0.5, 0.5], [0, 1], 2).value).toBe(0.5);
    expect(rankArea([1, 0, 1, 0], [0, 0], 2).value).toBeNaN();
    // Of a class without galaxies nothing is said; the others still count.
    expect(rankArea([0.8, 0.1, 0.1, 0.1, 0.8, 0.1], [0, 1], 3).value).toBe(1);
  });
});
