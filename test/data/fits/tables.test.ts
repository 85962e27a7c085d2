import { describe, expect, it } from 'vitest';
import { openFits } from '../../../src/data/fits/fitsFile.ts';
import { readAsciiTable } from '../../../src/data/fits/tables/asciiTable.ts';
import { readBinaryTable } from '../../../src/data/fits/tables/binaryTable.ts';
import { fitsFixture } from './fitsFixtures.ts';

// What make.py gave astropy to write.
const nan = Number.NaN;

describe.each(['tables.fits', 'tables.fits.gz'])('tables of %s', name => {
  it('reads every kind of column, 64-bit ids exactly', async () => {
    const file = await openFits(fitsFixture(name));
    const { rowCount, columns } = await readBinaryTable(file, file.hdus[1]);
    expect(rowCount).toBe(3);
    const found = Object.fromEntries(columns.map(column => [column.name, [...column.values]]));
    expect(found).toEqual({
      id: [1237648721789256091n, -5n, 2n ** 63n - 1n],
      unsigned: [0n, 2n ** 63n, 2n ** 64n - 1n],
      name: ['NGC 1', 'M 31', ''],
      ra: [10.68470833, 0.25, 359.999],
      mag: [Math.fround(11.1), nan, -3.5],
      small: [1, -99, 3],
      scaled: [5, 5.25, 4],
      flag: [true, false, true],
      bits: Array.from({ length: 33 }, (_, i) => i % 3 === 0),
      pair: [1, 2, 3, 4, 5, 6],
      grid: Array.from({ length: 18 }, (_, i) => i),
      list: [Int32Array.of(1, 2, 3), new Int32Array(0), Int32Array.of(9)],
      words: ['spiral', '', 'bar'],
      wave: [1, 2, 0, 0, -0, -1],
    });
    const column = (wanted: string) => columns.find(each => each.name === wanted);
    expect(column('ra')?.unit).toBe('deg');
    expect(column('small')).toMatchObject({ blank: -99 });
    expect(column('wave')).toMatchObject({ isComplex: true, perRow: 2 });
  });

  it('reads only the columns asked for', async () => {
    const file = await openFits(fitsFixture(name));
    const { columns } = await readBinaryTable(file, file.hdus[1], each => each === 'mag');
    expect(columns.map(each => each.name)).toEqual(['mag']);
  });

  it('reads a table of text', async () => {
    const file = await openFits(fitsFixture(name));
    const { columns } = await readAsciiTable(file, file.hdus[2]);
    expect(columns.map(each => [each.name, [...each.values]])).toEqual([
      ['name', ['a', 'bb', 'ccc']],
      ['count', [1, -20, 300]],
      ['flux', [1.5e-7, 3.25, -1e10]],
      ['z', [0.0123, 1.5, 2.25]],
    ]);
  });
});
