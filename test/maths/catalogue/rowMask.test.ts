import { describe, expect, it } from 'vitest';
import {
  bothOf,
  complementOf,
  countRows,
  createRowMask,
  eitherOf,
  forEachRow,
  hasRow,
  type RowMask,
  rowMaskOf,
  rowsOf,
  rowsWhere,
  setRow,
  wholeRowMask,
} from '../../../src/maths/catalogue/rowMask.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const lengths = [0, 1, 31, 32, 33, 64, 95, 1000];

/** A set of rows as the language's own, drawn with a seed. */
function drawn(rowCount: number, seed: number): Set<number> {
  const random = createRandom(seed);
  return new Set(Array.from({ length: rowCount }, (_, row) => row).filter(() => random.uniform() < 0.4));
}

const asMask = (rows: ReadonlySet<number>, rowCount: number) => rowMaskOf([...rows].reverse(), rowCount);
const asList = (mask: RowMask) => Array.from(rowsOf(mask));
const ascending = (rows: Iterable<number>) => [...rows].sort((a, b) => a - b);

describe.each(lengths)('a set of %i rows', n => {
  const [a, b] = [drawn(n, 1), drawn(n, 2)];
  const every = Array.from({ length: n }, (_, row) => row);

  it('holds what it was made of', () => {
    expect(asList(asMask(a, n))).toEqual(ascending(a));
    expect(asList(rowsWhere(n, row => a.has(row)))).toEqual(ascending(a));
    expect(countRows(asMask(a, n))).toBe(a.size);
    expect(every.filter(row => hasRow(asMask(a, n), row))).toEqual(ascending(a));
    expect(hasRow(asMask(a, n), n)).toBe(false);
    expect(asList(createRowMask(n))).toEqual([]);
    expect(asList(wholeRowMask(n))).toEqual(every);
  });

  it('meets, joins and inverts as sets do', () => {
    const [first, second] = [asMask(a, n), asMask(b, n)];
    expect(asList(bothOf(first, second))).toEqual(ascending(a).filter(row => b.has(row)));
    expect(asList(eitherOf(first, second))).toEqual(ascending(new Set([...a, ...b])));
    expect(asList(complementOf(first))).toEqual(every.filter(row => !a.has(row)));
    expect(complementOf(complementOf(first))).toEqual(first);
    expect(asList(first)).toEqual(ascending(a)); // none of them changed it
  });

  it('changes one row at a time and visits rows in order', () => {
    const mask = asMask(a, n);
    for (const row of every) setRow(mask, row, !a.has(row));
    const visited: number[] = [];
    forEachRow(mask, row => visited.push(row));
    expect(visited).toEqual(every.filter(row => !a.has(row)));
  });
});

it('refuses rows and sets that do not fit', () => {
  expect(() => rowMaskOf([3, 4], 4)).toThrow('need rows 0 … 3; got 4');
  expect(() => rowMaskOf([-1], 4)).toThrow('need rows 0 … 3; got -1');
  expect(() => bothOf(wholeRowMask(4), wholeRowMask(5))).toThrow('got 4 and 5 rows');
  expect(() => eitherOf(wholeRowMask(4), wholeRowMask(5))).toThrow('got 4 and 5 rows');
});
