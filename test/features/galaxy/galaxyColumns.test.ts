import { expect, it } from 'vitest';
import type { Column } from '../../../src/contracts/column.ts';
import { groupedValues } from '../../../src/features/galaxy/galaxyColumns.ts';
import { smallColumns } from '../smallCatalogue.ts';

it('groups by source and shows each kind', () => {
  expect(groupedValues(smallColumns(3), 1)).toEqual([
    {
      source: 'small.parquet',
      values: [
        { name: 'smooth', description: undefined, shown: '0.3333', exact: String(1 / 3) },
        { name: 'class', description: undefined, shown: 'elliptical', exact: 'elliptical' },
      ],
    },
    {
      source: 'notes.csv',
      values: [{ name: 'note', description: undefined, shown: 'note 1', exact: 'note 1' }],
    },
  ]);
});

it('groups columns of a heading of their own under it', () => {
  const [first, ...others] = smallColumns(3);
  const groups = groupedValues([first, ...others.map(column => ({ ...column, group: 'Predicted' }))], 1);
  expect(groups.map(({ source, values }) => [source, values.length])).toEqual([
    ['small.parquet', 1],
    ['Predicted', 2],
  ]);
});

it('shows a dash for null, of every kind', () => {
  const values = groupedValues(smallColumns(3), 2).flatMap(group => group.values);
  expect(values.map(v => [v.shown, v.exact])).toEqual([
    ['–', null],
    ['–', null],
    ['–', null],
  ]);
});

it('filters by words of the name', () => {
  const named = (filter: string) =>
    groupedValues(smallColumns(3), 0, filter).flatMap(group => group.values.map(v => v.name));
  expect(named('  ')).toEqual(['smooth', 'class', 'note']);
  expect(named('OO')).toEqual(['smooth']);
  expect(named('o t')).toEqual(['smooth', 'note']);
  expect(named('nothing')).toEqual([]);
});

it('gives numbers their unit, and positions five decimals', () => {
  const column = (name: string, value: number, unit?: string): Column => ({
    name,
    kind: 'number',
    source: 'f',
    values: Float64Array.of(value),
    unit,
  });
  const columns = [
    column('dec', -1.04128, 'deg'),
    column('incl', 63.21348, 'deg'),
    column('reff', 3.25, 'arcsec'),
  ];
  expect(groupedValues(columns, 0)[0].values.map(v => v.shown)).toEqual([
    '−1.04128°',
    '63.21°',
    '3.250\u202farcsec',
  ]);
});
