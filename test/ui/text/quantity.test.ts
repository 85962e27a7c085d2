import { describe, expect, it } from 'vitest';
import {
  formatCount,
  formatCounted,
  formatGalaxies,
  formatNumber,
  formatPercent,
} from '../../../src/ui/text/quantity.ts';

const space = '\u202f';

describe('formatNumber', () => {
  it.each([
    [3.2149, '3.21'],
    [0.038317, '0.0383'],
    [-1.5, '−1.50'],
    [12, '12'],
    [-12, '−12'],
    [0, '0'],
    [1234.56, '1,235'],
    [17070, '17,070'],
    [0.00001234, `1.23${space}×${space}10⁻⁵`],
    [-4.5e21, `−4.50${space}×${space}10²¹`],
    [Number.NaN, '–'],
    [Number.POSITIVE_INFINITY, '∞'],
    [Number.NEGATIVE_INFINITY, '−∞'],
  ])('%d is %s', (value, text) => expect(formatNumber(value)).toBe(text));

  it('takes digits and unit', () => {
    expect(formatNumber(2.71234, 4, 'arcsec')).toBe(`2.712${space}arcsec`);
    expect(formatNumber(Number.NaN, 3, 'arcsec')).toBe('–');
  });
});

it('counts', () => {
  expect(formatCount(17070)).toBe('17,070');
  expect(formatGalaxies(1)).toBe('1 galaxy');
  expect(formatGalaxies(0)).toBe('0 galaxies');
  expect([0, 1, 2, 1200].map(n => formatCounted(n, 'epoch'))).toEqual([
    '0 epochs',
    '1 epoch',
    '2 epochs',
    '1,200 epochs',
  ]);
  expect([1, 3].map(n => formatCounted(n, 'class', 'classes'))).toEqual(['1 class', '3 classes']);
});

it.each([
  [0.01, '1'],
  [0.31, '31'],
  [0.0046, '0.5'],
  [0.0005, '0.05'],
  [0.00999, '1'],
  [0, '0'],
  [1, '100'],
])('%d is %s percent', (fraction, text) => expect(formatPercent(fraction)).toBe(`${text}${space}%`));
