import { describe, expect, it } from 'vitest';
import type { Column } from '../../../src/contracts/column.ts';
import { rowsWithId, sortedRows } from '../../../src/features/table/rowOrder.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import { allRows } from '../smallCatalogue.ts';

const number = (values: number[]): Column => ({
  name: 'x',
  kind: 'number',
  source: 'f',
  values: Float64Array.from(values),
});

describe('sortedRows', () => {
  it('agrees with a sort of objects, empty values last both ways, ties in the order of the catalogue', () => {
    const random = createRandom(3);
    const n = 500;
    const values = Array.from({ length: n }, () =>
      random.uniform() < 0.1 ? Number.NaN : random.integer(40) - 20,
    );
    for (const descending of [false, true]) {
      const objects = values.map((value, row) => ({ value, row }));
      objects.sort((a, b) => {
        const emptyA = Number.isNaN(a.value);
        const emptyB = Number.isNaN(b.value);
        if (emptyA || emptyB) return Number(emptyA) - Number(emptyB) || a.row - b.row;
        return (descending ? b.value - a.value : a.value - b.value) || a.row - b.row;
      });
      const sorted = sortedRows(allRows(n), number(values), [], descending);
      expect([...sorted]).toEqual(objects.map(o => o.row));
    }
  });

  it('sorts infinities to the ends', () => {
    const column = number([0, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NaN]);
    expect([...sortedRows(allRows(4), column, [], false)]).toEqual([1, 0, 2, 3]);
  });

  it('sorts categories by their words', () => {
    const column: Column = {
      name: 'c',
      kind: 'category',
      source: 'f',
      categories: ['spiral', 'elliptical', 'merger'],
      codes: Uint8Array.of(0, 1, 255, 2, 1),
    };
    expect([...sortedRows(allRows(5), column, [], false)]).toEqual([1, 4, 3, 0, 2]);
    expect([...sortedRows(allRows(5), column, [], true)]).toEqual([0, 3, 1, 4, 2]);
  });

  it('sorts text and ids, and only the rows it is given', () => {
    const column: Column = { name: 't', kind: 'text', source: 'f', values: ['b', null, 'a', 'c'] };
    expect([...sortedRows(allRows(4), column, [], false)]).toEqual([2, 0, 3, 1]);
    expect([...sortedRows(Uint32Array.of(0, 3), null, ['9', '8', '7', '6'], false)]).toEqual([3, 0]);
  });
});

it('filters ids whatever their case', () => {
  const ids = ['J0004', 'j12', '587'];
  expect([...rowsWithId(ids, ' J ')]).toEqual([0, 1]);
  expect([...rowsWithId(ids, '')]).toEqual([0, 1, 2]);
  expect([...rowsWithId(ids, 'x')]).toEqual([]);
});
