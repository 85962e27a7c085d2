import { expect, it } from 'vitest';
import { readTextTable } from '../../../src/data/tables/textTable.ts';
import { fitsFixtureBytes } from '../fits/fitsFixtures.ts';

// What test/fixtures/fits/make.py wrote.
it.each(['tables.fits', 'tables.fits.gz'])(
  'reads the table of %s with ids, blanks, units and arrays',
  async name => {
    const table = await readTextTable(new Blob([fitsFixtureBytes(name)]), name);
    const cells = Object.fromEntries(table.cells);
    expect(table.rowCount).toBe(3);
    expect(cells).toMatchObject({
      id: ['1237648721789256091', '-5', '9223372036854775807'],
      name: ['NGC 1', 'M 31', ''],
      ra: ['10.68470833', '0.25', '359.999'],
      small: ['1', '', '3'],
      flag: ['true', 'false', 'true'],
      'pair 1': ['1', '3', '5'],
      'pair 2': ['2', '4', '6'],
    });
    expect((cells.mag as string[])[1]).toBe('');
    expect(table.notes.get('ra')).toEqual({ unit: 'deg' });
    expect(table.problems).toEqual([{ sentence: expect.stringMatching(/left out: list, words/) }]);
  },
);

it('reads the table that is whole where another of the file is cut short', async () => {
  const bytes = fitsFixtureBytes('tables.fits');
  const second = new TextDecoder('latin1').decode(bytes).indexOf("XTENSION= 'TABLE   '");
  const endOfHeader = second + 2880;
  const table = await readTextTable(new Blob([bytes.slice(0, endOfHeader)]), 'tables.fits');
  expect(table.rowCount).toBe(3);
  expect(table.problems[0].sentence).toMatch(/table in extension 2.*cut short/);
});
