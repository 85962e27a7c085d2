import { describe, expect, it } from 'vitest';
import type { RuleColumn } from '../../../src/maths/catalogue/columnRule.ts';
import { rowsOf } from '../../../src/maths/catalogue/rowMask.ts';
import { binsOf, endsOf, noBin, rangeOfBins } from '../../../src/maths/filters/columnBins.ts';
import { createCrossFilter, filterKey } from '../../../src/maths/filters/crossFilter.ts';
import type { Filter } from '../../../src/maths/filters/filter.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const n = 500;

/** Columns of every kind: skewed, whole, constant, with nulls, infinite, words. */
function drawnColumns(seed: number): RuleColumn[] {
  const random = createRandom(seed);
  const numbers = (draw: (row: number) => number) => Float64Array.from({ length: n }, (_, row) => draw(row));
  const words = ['spiral', 'smooth', 'ring'];
  return [
    { name: 'skewed', kind: 'number', values: numbers(() => Math.exp(6 * random.uniform())) },
    { name: 'whole', kind: 'number', values: numbers(() => Math.floor(5 * random.uniform())) },
    { name: 'constant', kind: 'number', values: numbers(() => 2) },
    {
      name: 'gappy',
      kind: 'number',
      values: numbers(() => (random.uniform() < 0.3 ? Number.NaN : random.normal())),
    },
    {
      name: 'endless',
      kind: 'number',
      values: numbers(row => (row === 3 ? Infinity : row === 5 ? -Infinity : row)),
    },
    {
      name: 'class',
      kind: 'words',
      words,
      codes: Uint8Array.from({ length: n }, () =>
        random.uniform() < 0.1 ? 255 : Math.floor(3 * random.uniform()),
      ),
    },
  ];
}

/** Whether a galaxy fulfils a filter, by its definition. */
function fulfils(filter: Filter, columns: readonly RuleColumn[], row: number): boolean {
  if (filter.kind === 'rule') {
    const whole = columns[1] as Extract<RuleColumn, { kind: 'number' }>;
    return whole.values[row] > 1; // the only rule asked here
  }
  const column = columns.find(({ name }) => name === filter.column)!;
  if (filter.kind === 'words') {
    if (column.kind !== 'words') throw new Error('need words');
    return filter.words.includes(column.words[column.codes[row]]);
  }
  if (column.kind !== 'number') throw new Error('need numbers');
  return column.values[row] >= filter.from && column.values[row] <= filter.to;
}

function drawnFilter(columns: readonly RuleColumn[], random: ReturnType<typeof createRandom>): Filter {
  const column = columns[Math.floor(columns.length * random.uniform())];
  if (random.uniform() < 0.2) return { kind: 'rule', text: 'whole > 1' };
  if (column.kind === 'words') {
    return { kind: 'words', column: column.name, words: column.words.filter(() => random.uniform() < 0.6) };
  }
  const ends = [0, 1].map(() => column.values[Math.floor(n * random.uniform())]);
  const [from, to] = ends.map(end => (Number.isNaN(end) ? 0 : end)).sort((a, b) => a - b);
  return { kind: 'range', column: column.name, from, to: random.uniform() < 0.3 ? Infinity : to };
}

describe('filters and their linked counts', () => {
  it('are those of the definition through any sequence of changes', () => {
    const random = createRandom(11);
    const columns = drawnColumns(7);
    const cross = createCrossFilter(n);
    const filters = new Map<string, Filter>();
    for (let step = 0; step < 60; step++) {
      if (random.uniform() < 0.35) filters.delete([...filters.keys()][0] ?? '');
      else {
        const filter = drawnFilter(columns, random);
        filters.set(filterKey(filter), filter);
      }
      const present = [...filters.values()];
      const rows = Array.from({ length: n }, (_, row) => row);
      const passing = rows.filter(row => present.every(filter => fulfils(filter, columns, row)));
      expect(Array.from(rowsOf(cross.apply(present, columns)))).toEqual(passing);
      for (const [i, { bins, all, linked }] of cross.histograms(columns).entries()) {
        const others = present.filter(filter => filterKey(filter) !== columns[i].name);
        const left = rows.filter(row => others.every(filter => fulfils(filter, columns, row)));
        const counts = new Uint32Array(256);
        for (const row of left) counts[bins.codes[row]]++;
        expect(linked).toEqual(counts);
        expect(all.reduce((sum, count) => sum + count)).toBe(n);
      }
    }
  });

  it('follow a column whose values were published anew', () => {
    const cross = createCrossFilter(3);
    const filter: Filter = { kind: 'range', column: 'a', from: 1, to: Infinity };
    const column = (values: number[]): RuleColumn[] => [
      { name: 'a', kind: 'number', values: Float32Array.from(values) },
    ];
    expect(Array.from(rowsOf(cross.apply([filter], column([0, 1, 2]))))).toEqual([1, 2]);
    expect(Array.from(rowsOf(cross.apply([filter], column([5, 0, 0]))))).toEqual([0]);
  });

  it('refuse a column there is not, and leave what was applied', () => {
    const cross = createCrossFilter(n);
    const columns = drawnColumns(1);
    expect(() => cross.apply([{ kind: 'range', column: 'mass', from: 0, to: 1 }], columns)).toThrow(
      'need a column of numbers named mass; got none',
    );
    expect(() => cross.apply([{ kind: 'rule', text: 'whole >' }], columns)).toThrow('need a number');
  });
});

describe('bins', () => {
  it('hold each value between their edges, the outer ones what lies beyond', () => {
    const columns = drawnColumns(5);
    const cross = createCrossFilter(n);
    for (const [i, { bins }] of cross.histograms(columns).entries()) {
      const column = columns[i];
      if (column.kind === 'words' || !bins.edges) continue;
      for (let row = 0; row < n; row++) {
        const code = bins.codes[row];
        const value = column.values[row];
        expect(code === noBin).toBe(Number.isNaN(value));
        if (code === noBin) continue;
        const { from, to } = rangeOfBins(bins, code, code);
        const slack = 1e-9 * Math.abs(value); // an edge is rounded, and so is the place of a value
        expect(value).toBeGreaterThanOrEqual(from - slack);
        expect(value).toBeLessThanOrEqual(to + slack);
      }
    }
  });

  it('give whole numbers one each, and let an outlier not press the others together', () => {
    const [whole] = createCrossFilter(n).histograms([drawnColumns(5)[1]]);
    expect(whole.bins.bins).toBe(5);
    expect(rangeOfBins(whole.bins, 1, 2)).toEqual({ from: 1, to: 2 });
    const values = Float64Array.from({ length: 1000 }, (_, row) => (row === 500 ? 1e9 : row / 1000));
    const [far] = createCrossFilter(1000).histograms([{ name: 'a', kind: 'number', values }]);
    expect(new Set(far.bins.codes).size).toBeGreaterThan(30);
  });
});

describe('endsOf', () => {
  it('names the least and the most value, not the ends of the bins around whole numbers', () => {
    const ends = (...values: number[]) =>
      endsOf(binsOf({ kind: 'number', name: 'x', values: Float64Array.from(values) }));
    expect(ends(0, 1, 3)).toEqual([0, 3]);
    expect(ends(7, 7)).toEqual([7, 7]);
    expect(ends(3.7)).toEqual([3.7, 3.7]);
    expect(ends(0.25, 0.5, 1.75)).toEqual([0.25, 1.75]);
    expect(endsOf(binsOf({ kind: 'words', name: 'w', words: ['a'], codes: Uint8Array.of(0) }))).toBeNull();
  });
});
