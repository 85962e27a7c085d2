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
