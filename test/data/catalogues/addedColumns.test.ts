import { describe, expect, it } from 'vitest';
import type { Column } from '../../../src/contracts/column.ts';
import { addedColumns, firstRowsOf, withRowsBelow } from '../../../src/data/catalogues/addedColumns.ts';

const source = 'a.parquet';
const number = (name: string, ...values: number[]): Column => ({
  ...{ kind: 'number', name, source },
  values: Float64Array.from(values),
});
const category = (name: string, categories: string[], ...codes: number[]): Column => ({
  ...{ kind: 'category', name, source, categories },
  codes: Uint8Array.from(codes),
});
const text = (name: string, ...values: (string | null)[]): Column => ({ kind: 'text', name, source, values });

/** What a person reads of a column. */
function cells(column: Column): (string | number | null)[] {
  if (column.kind === 'number')
    return Array.from(column.values, value => (Number.isNaN(value) ? null : value));
  if (column.kind === 'text') return [...column.values];
  return Array.from(column.codes, code => (code === 255 ? null : column.categories[code]));
}
const read = (columns: readonly Column[]) =>
  Object.fromEntries(columns.map(each => [each.name, cells(each)]));

describe('addedColumns', () => {
  const own = [
    number('ring', 0.1, Number.NaN),
    category('class', ['spiral', 'merger'], 1, 0),
    text('note', 'far', null),
  ];
  const rows = Uint32Array.of(0, 2);

  it('goes on with columns of the same name and leaves others empty', () => {
    const added = [
      number('ring', 0.7, 9, 0.8),
      category('class', ['lens', 'spiral'], 0, 1, 255),
      number('redshift', 1, 2, 3),
      text('comment', 'x', 'y', 'z'),
    ];
    expect(read(addedColumns(own, 2, { name: 'new', columns: added, rows }))).toEqual({
      ring: [0.1, null, 0.7, 0.8],
      class: ['merger', 'spiral', 'lens', null],
      note: ['far', null, null, null],
      redshift: [null, null, 1, 3],
      comment: [null, null, 'x', 'z'],
    });
  });

  it('keeps codes of former words, of which filters speak', () => {
    const [, longer] = addedColumns(own, 2, {
      ...{ name: 'new', rows: Uint32Array.of(0) },
      columns: [text('class', 'aardvark')],
    });
    expect(longer).toMatchObject({ kind: 'category', categories: ['spiral', 'merger', 'aardvark'] });
  });

  it('tells numbers and words of one name apart, and keeps clear of columns of rooms', () => {
    const added = [text('ring', 'yes', 'no', 'yes'), number('similarity', 1, 2, 3)];
    const found = addedColumns(own, 2, { name: 'new', columns: added, rows }, ['similarity']);
    expect(read(found)).toMatchObject({
      ring: [0.1, null, null, null],
      'ring (new)': [null, null, 'yes', 'yes'],
      'similarity (new)': [null, null, 1, 3],
    });
  });

  it('does not put numbers of another unit under one name', () => {
    const inUnit = (unit: string | undefined, ...values: number[]): Column => ({
      ...number('radius', ...values),
      ...(unit && { unit }),
    });
    const add = (unit: string | undefined) =>
      addedColumns([inUnit('arcsec', 1, 2)], 2, {
        ...{ name: 'new', rows: Uint32Array.of(0) },
        columns: [inUnit(unit, 30)],
      });
    expect(read(add('arcsec'))).toEqual({ radius: [1, 2, 30] });
    expect(read(add(undefined))).toEqual({ radius: [1, 2, 30] });
    expect(read(add('kpc'))).toEqual({ radius: [1, 2, null], 'radius (new)': [null, null, 30] });
    expect(add('kpc')).toMatchObject([{ unit: 'arcsec' }, { unit: 'kpc' }]);
  });

  it('makes a category with too many words a text that reads the same', () => {
    const words = Array.from({ length: 300 }, (_, i) => `word ${i}`);
    const longer = withRowsBelow(
      category('class', ['spiral'], 0, 255),
      text('class', ...words),
      Uint32Array.from(words.keys()),
    );
    expect(longer.kind).toBe('text');
    expect(cells(longer)).toEqual(['spiral', null, ...words]);
  });
});

it('gives the first rows back as they were', () => {
  for (const column of [number('a', 1, 2), category('b', ['x'], 0, 255), text('c', 'p', null)])
    expect(cells(firstRowsOf(withRowsBelow(column, column, Uint32Array.of(1)), 2))).toEqual(cells(column));
});
