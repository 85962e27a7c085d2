import { describe, expect, it } from 'vitest';
import { openFits } from '../../../src/data/fits/fitsFile.ts';
import { readAsciiTable } from '../../../src/data/fits/tables/asciiTable.ts';
import { readBinaryTable } from '../../../src/data/fits/tables/binaryTable.ts';
import { fitsBytes, fitsFixture, headerCard, headerText } from './fitsFixtures.ts';

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

const extension = (kind: string, ...cards: string[]) =>
  headerText(headerCard('SIMPLE', 'T'), headerCard('BITPIX', 8), headerCard('NAXIS', 0)) +
  headerText(headerCard('XTENSION', `'${kind}'`), ...cards);

it('keeps all digits of long ids in a table of text, beside a row without one', async () => {
  const header = extension(
    'TABLE   ',
    headerCard('BITPIX', 8),
    headerCard('NAXIS', 2),
    headerCard('NAXIS1', 20),
    headerCard('NAXIS2', 3),
    headerCard('TFIELDS', 1),
    headerCard('TTYPE1', "'objid   '"),
    headerCard('TFORM1', "'I20     '"),
    headerCard('TBCOL1', 1),
  );
  const rows = ['1237648721789256091', '', '-7'].map(word => word.padStart(20)).join('');
  const file = await openFits(fitsBytes(header, new TextEncoder().encode(rows)));
  const { columns } = await readAsciiTable(file, file.hdus[1]);
  expect([...columns[0].values]).toEqual(['1237648721789256091', '', '-7']);
});

it('refuses rows and pixels beyond the data that a header counts', async () => {
  const lies = (kind: string, ...more: string[]) =>
    fitsBytes(
      extension(
        kind,
        headerCard('BITPIX', 8),
        headerCard('NAXIS', 2),
        headerCard('NAXIS1', 8),
        headerCard('NAXIS2', 20_000_000),
        headerCard('GCOUNT', 0),
        ...more,
      ),
      new Uint8Array(8),
    );
  const fields = (format: string) => [
    headerCard('TFIELDS', 1),
    headerCard('TFORM1', format),
    headerCard('TBCOL1', 1),
  ];
  const tiled = [
    headerCard('ZIMAGE', 'T'),
    headerCard('ZNAXIS', 3),
    headerCard('ZNAXIS1', 4),
    headerCard('ZNAXIS2', 4),
  ];
  const binary = await openFits(lies('BINTABLE', ...fields("'K       '")));
  await expect(readBinaryTable(binary, binary.hdus[1])).rejects.toThrow(/rows are more than its data/);
  const ascii = await openFits(lies('TABLE   ', ...fields("'I8      '")));
  await expect(readAsciiTable(ascii, ascii.hdus[1])).rejects.toThrow(/rows are more than its data/);
  const image = await openFits(lies('IMAGE   '));
  expect(image.hdus).toHaveLength(1);
  expect(image.problems).toEqual([expect.stringMatching(/axes \(8 × 20000000\) are more than its data/)]);
  const tiles = lies('BINTABLE', ...tiled, headerCard('ZNAXIS3', 2_000_000_000), ...fields("'1PB     '"));
  expect((await openFits(tiles)).problems).toEqual([expect.stringMatching(/axes \(4 × 4 × 2000000000\)/)]);
});
