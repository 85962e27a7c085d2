import { describe, expect, it } from 'vitest';
import {
  axisTicks,
  chartScale,
  placedTicks,
  tickText,
  xDomain,
  yDomain,
} from '../../../src/ui/charts/chartScale.ts';

const series = (...points: [number, number][]) => [{ name: 'a', points }];

describe('the ends of the axes', () => {
  it('holds every point and interval, and 0', () => {
    expect(xDomain(series([3, 0.2], [7, 0.9]))).toEqual([3, 7]);
    expect(yDomain(series([3, 0.2], [7, 0.93]), 'linear')).toEqual([0, 1]);
    expect(yDomain(series([3, -0.2], [7, 0.93]), 'linear')).toEqual([-0.2, 1]);
    const [, high] = yDomain([{ name: 'a', points: [[0, 1]], intervals: [[0.5, 2.4]] }], 'linear');
    expect(high).toBeGreaterThanOrEqual(2.4);
  });

  it('leaves room where there is one value or none', () => {
    expect(xDomain(series([1, 5]))).toEqual([1, 2]);
    expect(xDomain([])).toEqual([0, 1]);
    expect(xDomain(series([1, 5], [2, 5], [3, 5]).map(each => ({ ...each, mark: 'bars' as const })))).toEqual(
      [0.5, 3.5],
    );
    expect(yDomain([], 'linear')).toEqual([0, 1]);
    expect(yDomain(series([1, 0]), 'linear')).toEqual([0, 1]);
    expect(yDomain(series([1, 4]), 'log')).toEqual([2, 8]);
  });

  it('leaves what has no logarithm out of a logarithmic one, and NaN out of all', () => {
    expect(yDomain(series([0, 0], [1, 0.3], [2, 0.7]), 'log')).toEqual([0.3, 0.7]);
    expect(yDomain(series([0, Number.NaN], [1, 0.9]), 'linear')).toEqual([0, 1]);
  });
});

describe('ticks', () => {
  it('are round and within the ends', () => {
    expect(axisTicks('linear', [0, 1], 5, false)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(axisTicks('log', [20, 500], 4, false)).toEqual([20, 50, 100, 200, 500]);
    expect(axisTicks('log', [14, 700], 6, false)).toEqual([20, 50, 100, 200, 500]);
    expect(axisTicks('log', [1, 1e6], 4, false)).toEqual([1, 10, 100, 1000, 10000, 100000, 1000000]);
  });

  it('are even where a logarithmic axis holds less than two round values', () => {
    const found = axisTicks('log', [0.61, 0.93], 4, false);
    expect(found.length).toBeGreaterThan(1);
    for (const value of found) expect(value >= 0.61 && value <= 0.93).toBe(true);
  });

  it('fall on whole numbers only where values are counts', () => {
    expect(axisTicks('linear', [1, 3], 5, true)).toEqual([1, 2, 3]);
  });

  it.each([
    [0.2, '0.2'],
    [-4, '−4'],
    [12000, '12,000'],
    [0.00002, '2\u202f×\u202f10⁻⁵'],
  ])('of %f reads %s', (value, text) => expect(tickText(value)).toBe(text));

  it('stand inside the drawing and do not touch', () => {
    const scale = chartScale('log', [1, 1000], [30, 330]);
    const values = Array.from({ length: 40 }, (_, i) => 10 ** (i / 13));
    const placed = placedTicks(scale, values, 338);
    expect(placed.length).toBeGreaterThan(2);
    let end = 0;
    for (const { text, textPx } of placed) {
      const half = text.length * 3.2;
      expect(textPx - half).toBeGreaterThanOrEqual(end);
      expect(textPx + half).toBeLessThanOrEqual(338);
      end = textPx + half + 6;
    }
  });
});
