import { describe, expect, it } from 'vitest';
import { startFromComponents, startFromMap } from '../../../src/maths/layout/mapStart.ts';
import { placeSteps } from '../../../src/maths/layout/placement.ts';
import { knnGraph } from '../../../src/maths/neighbours/knn.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

function place(placed: number[], positions: number[], added: number[], columns: number): number[] {
  const steps = placeSteps(
    Float32Array.from(placed),
    Float32Array.from(positions),
    Float32Array.from(added),
    columns,
  );
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return Array.from(step.value);
}

describe('placing points in a map they were not part of', () => {
  it('takes the inverse-distance mean of the five nearest', () => {
    const placed = [1, -2, 4, 5, -10, 40]; // on a line; the query at 0 leaves the last out
    const positions = [1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 600, 6000];
    const weights = [1, 1 / 2, 1 / 4, 1 / 5, 1 / 10];
    const total = weights.reduce((a, b) => a + b);
    const x = weights.reduce((sum, w, i) => sum + w * (i + 1), 0) / total;
    const [ourX, ourY] = place(placed, positions, [0], 1);
    expect(ourX).toBeCloseTo(x, 6);
    expect(ourY).toBeCloseTo(10 * x, 5);
  });

  it('puts a point on the one it coincides with, and passes over those without a place', () => {
    expect(place([1, 1, 2], [5, 6, 7, 8, 100, 100], [1], 1)).toEqual([6, 7]);
    expect(place([1, 2], [Number.NaN, Number.NaN, 3, 4], [1], 1)).toEqual([3, 4]);
    expect(place([1], [Number.NaN, Number.NaN], [1], 1)).toEqual([Number.NaN, Number.NaN]);
  });

  it('refuses matrices that do not fit', () => {
    expect(() => place([1, 2], [1, 2], [1], 1)).toThrow(
      'need 1 numbers for each of 1 positions; got 2 numbers',
    );
  });
});

describe('where a map starts', () => {
  it('is the first two components, scaled to a spread of 3 whatever their number, up to a jitter', () => {
    const values = Float32Array.of(4, 1, 9, -5, 0.5, 9, 2.5, -1, 9);
    const start = startFromComponents(values, 3, createRandom(1));
    const spreadOf = (all: ArrayLike<number>) => Math.hypot(...Array.from(all)) / Math.sqrt(all.length);
    const scale = 3 / spreadOf([4, 1, -5, 0.5, 2.5, -1]);
    [4, 1, -5, 0.5, 2.5, -1].forEach((component, i) => {
      expect(Math.abs(start[i] - scale * component)).toBeLessThan(1e-3);
    });
    const many = Float32Array.from({ length: 80_000 }, (_, i) => Math.sin(i));
    const squares = startFromComponents(many, 2, createRandom(1)).reduce((sum, x) => sum + x * x, 0);
    expect(Math.sqrt(squares / many.length)).toBeCloseTo(3, 2);
    expect(startFromComponents(new Float32Array(4), 1, createRandom(1)).every(Number.isFinite)).toBe(true);
  });

  it('is the earlier map where there is one; new points follow their neighbours wave by wave', () => {
    const line = Float32Array.of(0, 1, 2.1, 3.3, 4.6, 100, 101, 102.1); // neighbours: the next on the line
    const knn = knnGraph(line, 1, 1, 1, 'euclidean');
    const start = new Float32Array(16).fill(Number.NaN);
    start.set([7, 8], 0);
    const fallback = Float64Array.from({ length: 16 }, (_, i) => -i);
    const out = startFromMap(start, knn, fallback, createRandom(1));
    expect(Array.from(out.subarray(0, 2))).toEqual([7, 8]);
    for (let i = 1; i < 5; i++) {
      expect(out[2 * i]).toBeCloseTo(7, 2);
      expect(out[2 * i + 1]).toBeCloseTo(8, 2);
    }
    expect(Array.from(out.subarray(10))).toEqual(Array.from(fallback.subarray(10))); // no wave reaches the far group
    expect(() => startFromMap(start.subarray(2), knn, fallback, createRandom(1))).toThrow(
      'need a start of 8 positions; got 7',
    );
  });
});
