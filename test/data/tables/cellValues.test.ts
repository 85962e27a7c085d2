import { describe, expect, it } from 'vitest';
import { type CellValues, cellValuesOf as typedValuesOf } from '../../../src/data/tables/cellValues.ts';

/** With NaN, which is an empty cell among numbers, as null. */
function valuesOf(...given: Parameters<typeof typedValuesOf>) {
  const { values, ...rest }: CellValues = typedValuesOf(...given);
  const cells: (string | number | null)[] = Array.from<string | number | null>(values);
  return { ...rest, values: cells.map(value => (Number.isNaN(value) ? null : value)) };
}

describe('cells of a column', () => {
  it('are numbers where all filled ones are', () => {
    expect(valuesOf(['1', ' 2.5e-3', '', 'NaN', '-.5', 'n/a']).values).toEqual([
      1,
      0.0025,
      null,
      null,
      -0.5,
      null,
    ]);
    expect(valuesOf(['True', 'false', '']).values).toEqual([1, 0, null]);
  });

  const nothings =
    '-nan,<NA>,masked,NaN,null,--,#N/A,NA,N/A,None,none,INDEF,nan(0x12),1.#QNAN,-1.#IND,\\N,?,…,#VALUE!,NaT,----';
  for (const word of nothings.split(',')) {
    it(`reads ${word} among numbers as nothing`, () => {
      expect(valuesOf(['1.5', word, '2']).values).toEqual([1.5, null, 2]);
    });
  }

  it('keeps infinities, which are not empty', () => {
    expect(valuesOf(['1', 'inf', '-Infinity', '+INF', '−∞']).values).toEqual([
      1,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ]);
  });

  it('keeps a class that is called none, unknown or masked', () => {
    expect(valuesOf(['ring', 'none', 'unknown', 'masked', '', 'NaN']).values).toEqual([
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
      expect(valuesOf(cells).values).toEqual(cells);
    }
  });

  it('that keep a column of numbers text are reported with their row, names are not', () => {
    expect(valuesOf(['1', '2', '< 3', '4']).textBecause).toEqual({ word: '< 3', row: 2 });
    expect(valuesOf(['a', 'b', '3']).textBecause).toBeUndefined();
    expect(valuesOf(['007', '8', '9']).textBecause).toBeUndefined();
  });

  it('stay text where the table says so', () => {
    expect(valuesOf(['1', '2'], '.', 'string').values).toEqual(['1', '2']);
  });
});

describe('long whole numbers', () => {
  it('are exact words, without the ".0" of a writer that took them for floats', () => {
    const typed = valuesOf(['1237648673971437623.0', '', '1237648673971437624.0']);
    expect(typed).toEqual({
      values: ['1237648673971437623', null, '1237648673971437624'],
      lostDigits: undefined,
    });
  });

  it('that went through a double are reported, in powers of ten or written out', () => {
    expect(valuesOf(['7', '1.2376486739714376e+18']).lostDigits).toEqual({
      word: '1.2376486739714376e+18',
      row: 1,
    });
    const written = [1237648673971437623n, 1237648673971437999n].map(id => `${BigInt(Number(id))}.0`);
    expect(valuesOf(written).lostDigits).toEqual({ word: written[0], row: 0 });
    expect(valuesOf(['1.5e+43', '2.25']).lostDigits).toEqual({ word: '1.5e+43', row: 0 }); // told of ids only
  });
});
