import { describe, expect, it } from 'vitest';
import type { NumberColumn } from '../../../src/contracts/column.ts';
import { exactText, tableTextOf, valueText } from '../../../src/ui/text/columnText.ts';
import { smallColumns } from '../../features/smallCatalogue.ts';

function numbers(values: number[], fields: Partial<NumberColumn> = {}): NumberColumn {
  return { name: 'x', kind: 'number', source: 'f', values: Float64Array.from(values), ...fields };
}

it('prints each kind alone, and null as a dash', () => {
  const columns = smallColumns(3);
  expect(columns.map(c => valueText(c, 1))).toEqual(['0.3333', 'elliptical', 'note 1']);
  expect(columns.map(c => valueText(c, 2))).toEqual(['–', '–', '–']);
  expect(columns.map(c => exactText(c, 2))).toEqual([null, null, null]);
  expect(exactText(columns[0], 1)).toBe(String(1 / 3));
});

it('gives numbers of 32 bits as short as they come back, for the clipboard and for files', () => {
  const column = numbers([], { values: Float32Array.of(0.1, 0.7, 1 / 3, 3e-7, 16_777_216, Number.NaN) });
  const texts = Array.from(column.values, (_, row) => exactText(column, row));
  expect(texts).toEqual(['0.1', '0.7', '0.33333334', '3e-7', '16777216', null]);
});

it('gives numbers their unit, and positions five decimals', () => {
  expect(valueText(numbers([-1.04128], { name: 'dec', unit: 'deg' }), 0)).toBe('−1.04128°');
  expect(valueText(numbers([146.7], { name: 'RA_J2000', unit: 'deg' }), 0)).toBe('146.70000°');
  expect(valueText(numbers([63.21348], { name: 'inclination', unit: 'deg' }), 0)).toBe('63.21°');
  expect(valueText(numbers([3.25], { unit: 'arcsec' }), 0)).toBe('3.250\u202farcsec');
});

describe('tableTextOf', () => {
  const printed = (...values: number[]) => values.map((_, row) => tableTextOf(numbers(values))(row));

  it('keeps decimal points under each other', () => {
    expect(printed(0.28301, 0.00004, -0.5, Number.NaN)).toEqual(['0.2830', '0.0000', '−0.5000', '–']);
    expect(printed(12.5, 3)).toEqual(['12.50', '3.00']);
    expect(printed(20_000.5, 3)).toEqual(['20,001', '3']);
  });

  it('leaves whole numbers whole, and zeros', () => {
    expect(printed(0, 40, -2)).toEqual(['0', '40', '−2']);
    expect(printed(0)).toEqual(['0']);
  });

  it('takes powers of ten where decimals would hide every digit', () => {
    expect(printed(2e-7)[0]).toContain('10⁻⁷');
    expect(printed(3e12)[0]).toContain('10¹²');
  });

  it('prints words as they are', () => {
    expect(smallColumns(3).map(c => tableTextOf(c)(1))[1]).toBe('elliptical');
  });
});
