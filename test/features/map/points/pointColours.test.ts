import { describe, expect, it } from 'vitest';
import type { CategoryColumn, NumberColumn } from '../../../../src/contracts/column.ts';
import {
  type CategoryKey,
  type NumberKey,
  otherGrey,
  paint,
  quantile,
} from '../../../../src/features/map/points/pointColours.ts';
import { nullColour } from '../../../../src/maths/images/colourScale.ts';
import { createRandom } from '../../../../src/maths/statistics/random.ts';

const numbers = (values: number[], more: Partial<NumberColumn> = {}): NumberColumn => ({
  kind: 'number',
  name: 'x',
  source: 'file',
  values: Float64Array.from(values),
  ...more,
});

const words = (categories: string[], codes: number[]): CategoryColumn => ({
  kind: 'category',
  name: 'kind',
  source: 'file',
  categories,
  codes: Uint8Array.from(codes),
});

const colourOf = (rgba: Uint8Array, row: number) => [...rgba.subarray(4 * row, 4 * row + 3)];
/** Relative luminance (WCAG 2). */
function luminance(rgb: readonly number[]): number {
  const [r, g, b] = rgb.map(c => (c <= 10 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

describe('quantile', () => {
  it('gives the middle of two, the ends, and what lies between', () => {
    expect(quantile([1, 2], 0.5)).toBe(1.5);
    expect(quantile([3, 4, 9], 0)).toBe(3);
    expect(quantile([3, 4, 9], 1)).toBe(9);
    expect(quantile([0, 10, 20, 30, 40], 0.3)).toBeCloseTo(12); // (5 − 1) · 0.3 = 1.2
    expect(quantile([7], 0.99)).toBe(7);
  });
});

describe('paint', () => {
  it('runs from dark to bright with the value, outliers taking the end’s colour', () => {
    const random = createRandom(1);
    const values = Array.from({ length: 1000 }, () => random.uniform());
    values[0] = 1e6;
    values[1] = -1e6;
    values[2] = Number.NaN;
    const { rgba, under, key } = paint(numbers(values), 1000, 'dark');
    const { low, high, below, above, nulls } = key as NumberKey;
    expect(low).toBeGreaterThan(0);
    expect(high).toBeLessThan(1);
    expect(nulls).toBe(1);
    expect(below).toBe(values.filter(v => v < low).length);
    expect(above).toBe(values.filter(v => v > high).length);
    expect(below + above).toBeLessThanOrEqual(22); // two galaxies in a hundred
    expect(colourOf(rgba, 2)).toEqual(nullColour);
    expect([...under].reduce((a, b) => a + b)).toBe(1);
    expect(under[2]).toBe(1);
    const rows = values.map((_, row) => row).filter(row => row !== 2);
    rows.sort((a, b) => values[a] - values[b]);
    const lights = rows.map(row => luminance(colourOf(rgba, row)));
    for (let i = 1; i < lights.length; i++) expect(lights[i]).toBeGreaterThanOrEqual(lights[i - 1] - 0.004);
    expect(colourOf(rgba, 0)).toEqual(colourOf(rgba, rows[998]));
  });

  it('keeps every colour apart from its ground', () => {
    const values = Array.from({ length: 101 }, (_, i) => i);
    const ground = { dark: luminance([10, 12, 16]), light: luminance([244, 245, 247]) };
    for (const theme of ['dark', 'light'] as const) {
      const { key } = paint(numbers(values), 101, theme);
      for (const stop of (key as NumberKey).stops) {
        const [a, b] = [luminance(stop), ground[theme]].sort((x, y) => y - x);
        expect((a + 0.05) / (b + 0.05)).toBeGreaterThan(1.4);
      }
    }
  });

  it('puts white at a stated centre, the same step of value being the same step of colour on either side', () => {
    const { rgba, key } = paint(numbers([-1, 0, 4], { centre: 0 }), 3, 'dark');
    const { low, high } = key as NumberKey;
    expect([low, high].map(Math.round)).toEqual([-1, 4]);
    const [r, g, b] = colourOf(rgba, 1);
    expect(Math.min(r, g, b)).toBeGreaterThan(240);
    const above = colourOf(rgba, 2);
    expect(above[0]).toBeGreaterThan(above[2]); // red
    const below = colourOf(rgba, 0);
    expect(below[2]).toBeGreaterThan(below[0]); // blue
    const fade = (rgb: number[]) => 255 - Math.min(...rgb);
    expect(fade(below) / fade(above)).toBeLessThan(0.4); // −1 is a quarter as far from the centre as 4
  });

  it('paints columns of one value, and of none', () => {
    const one = paint(numbers([5, 5, 5]), 3, 'dark');
    expect(one.key).toMatchObject({ low: 5, high: 5, below: 0, above: 0 });
    expect(colourOf(one.rgba, 0)).not.toEqual(nullColour);
    const none = paint(numbers([Number.NaN, Number.NaN]), 2, 'dark');
    expect(none.key).toMatchObject({ nulls: 2 });
    expect(colourOf(none.rgba, 1)).toEqual(nullColour);
    const rare = paint(numbers([...new Array(999).fill(0), 0.5]), 1000, 'dark'); // both percentiles are 0
    expect(rare.key).toMatchObject({ low: 0, high: 0.5 });
    expect(colourOf(rare.rgba, 999)).not.toEqual(colourOf(rare.rgba, 0));
  });

  it('gives every category its own colour while there are enough', () => {
    const { rgba, under, key } = paint(words(['a', 'b', 'c'], [2, 0, 2, 255, 1]), 5, 'dark');
    const { entries, others, nulls } = key as CategoryKey;
    expect(entries.map(({ name, count }) => [name, count])).toEqual([
      ['a', 1],
      ['b', 1],
      ['c', 2],
    ]);
    expect(others).toBeNull();
    expect(nulls).toBe(1);
    expect(new Set(entries.map(entry => String(entry.colour))).size).toBe(3);
    expect(colourOf(rgba, 0)).toEqual([...entries[2].colour]);
    expect(colourOf(rgba, 3)).toEqual(nullColour);
    expect([...under]).toEqual([0, 0, 0, 1, 0]);
  });

  it('lets the rarer of many categories share one colour', () => {
    const codes = Array.from({ length: 20 }, (_, code) => new Array<number>(code + 1).fill(code)).flat();
    const names = Array.from({ length: 20 }, (_, code) => `kind ${code}`);
    const { rgba, key } = paint(words(names, codes), codes.length, 'dark');
    const { entries, others } = key as CategoryKey;
    expect(entries[0].code).toBe(20 - entries.length); // the most frequent keep the column's order
    expect(others!.names).toHaveLength(20 - entries.length);
    const total = entries.reduce((sum, entry) => sum + entry.count, others!.count);
    expect(total).toBe(codes.length);
    expect(colourOf(rgba, 0)).toEqual(otherGrey);
  });

  it('paints all alike without a column', () => {
    const { rgba, key } = paint(null, 3, 'light');
    expect(key.kind).toBe('plain');
    expect(colourOf(rgba, 2)).toEqual(colourOf(rgba, 0));
  });

  it('paints few whole numbers as categories', () => {
    const values = Float32Array.of(0, 1, 1, 0, Number.NaN);
    const { key, under } = paint({ kind: 'number', name: 'ring', source: 'file', values }, 5, 'dark');
    expect(key.kind === 'category' && key.entries.map(({ name, count }) => [name, count])).toEqual([
      ['0', 2],
      ['1', 2],
    ]);
    expect([...under]).toEqual([0, 0, 0, 0, 1]);
  });

  it('does not stretch a column that hardly varies to full colour, and says so', () => {
    const keyOf = (of: (i: number) => number) => {
      const values = Float64Array.from({ length: 200 }, (_, i) => of(i / 199));
      const { key } = paint({ kind: 'number', name: 'x', source: 'file', values }, 200, 'dark');
      if (key.kind !== 'number') throw new Error('need a scale');
      return key;
    };
    const share = keyOf(t => 0.98 + 0.02 * t);
    expect([share.nearlyConstant, share.high]).toEqual([true, 1]);
    expect(share.high - share.low).toBeCloseTo(0.1, 10);
    const magnitude = keyOf(t => 17 + 0.001 * t);
    expect(magnitude.nearlyConstant).toBe(true);
    expect(magnitude.high - magnitude.low).toBeCloseTo(0.17, 2);
    expect(keyOf(t => t).nearlyConstant).toBe(false);
    expect(keyOf(t => 17 + 3 * t).nearlyConstant).toBe(false);
  });
});
