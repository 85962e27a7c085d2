import { describe, expect, it } from 'vitest';
import { cellValuesOf } from '../../../src/data/tables/cellValues.ts';

describe('cells of a column', () => {
  it('are numbers where all filled ones are', () => {
    expect(cellValuesOf(['1', ' 2.5e-3', '', 'NaN', '-.5', 'n/a']).values).toEqual([
      1,
      0.0025,
      null,
      null,
      -0.5,
      null,
    ]);
    expect(cellValuesOf(['True', 'false', '']).values).toEqual([1, 0, null]);
  });

  const nothings =
    '-nan,<NA>,masked,NaN,null,--,#N/A,NA,N/A,None,none,INDEF,nan(0x12),1.#QNAN,-1.#IND,\\N,?,…,#VALUE!,NaT,----';
  for (const word of nothings.split(',')) {
    it(`reads ${word} among numbers as nothing`, () => {
      expect(cellValuesOf(['1.5', word, '2']).values).toEqual([1.5, null, 2]);
    });
  }

  it('keeps infinities, which are not empty', () => {
    expect(cellValuesOf(['1', 'inf', '-Infinity', '+INF', '−∞']).values).toEqual([
      1,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ]);
  });

  it('keeps a class that is called none, unknown or masked', () => {
    expect(cellValuesOf(['ring', 'none', 'unknown', 'masked', '', 'NaN']).values).toEqual([
      'ring',
      'none',
      'unknown',
      'masked',
      null,
      null,
    ]);
  });

  it('stay words where a number would lose something', () => {
    for (const cells of [['587739719215284284'], ['007', '8'], ['1', 'two'], ['1e']]) {
      expect(cellValuesOf(cells).values).toEqual(cells);
    }
  });

  it('that keep a column of numbers text are told with their row, names are not', () => {
    expect(cellValuesOf(['1', '2', '< 3', '4']).textBecause).toEqual({ word: '< 3', row: 2 });
    expect(cellValuesOf(['a', 'b', '3']).textBecause).toBeUndefined();
    expect(cellValuesOf(['007', '8', '9']).textBecause).toBeUndefined();
  });

  it('stay text where the table says so', () => {
    expect(cellValuesOf(['1', '2'], '.', 'string').values).toEqual(['1', '2']);
  });
});

describe('long whole numbers', () => {
  it('are exact words, without the ".0" of a writer that took them for floats', () => {
    const typed = cellValuesOf(['1237648673971437623.0', '', '1237648673971437624.0']);
    expect(typed).toEqual({
      values: ['1237648673971437623', null, '1237648673971437624'],
      lostDigits: undefined,
    });
  });

  it('that went through a double are told, in powers of ten or written out', () => {
    expect(cellValuesOf(['7', '1.2376486739714376e+18']).lostDigits).toEqual({
      word: '1.2376486739714376e+18',
      row: 1,
    });
    const written = [1237648673971437623n, 1237648673971437999n].map(id => `${BigInt(Number(id))}.0`);
    expect(cellValuesOf(written).lostDigits).toEqual({ word: written[0], row: 0 });
    expect(cellValuesOf(['1.5e+43', '2.25']).lostDigits).toEqual({ word: '1.5e+43', row: 0 }); // told of ids only
  });
});
