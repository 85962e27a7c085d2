import { expect, it } from 'vitest';
import { readCards } from '../../../src/data/fits/fitsCards.ts';
import { openFits } from '../../../src/data/fits/fitsFile.ts';
import { fitsFixture, headerText } from './fitsFixtures.ts';

it('reads long texts, HIERARCH keywords and exponents that astropy wrote', async () => {
  const { hdus } = await openFits(fitsFixture('tables.fits'));
  const { header } = hdus[0];
  expect(header.text('LONGTEXT')).toBe("it's a text too long for one card, ".repeat(5).trimEnd());
  expect(header.number('ESO DET CHIP')).toBe(7);
  expect(header.number('EXPONENT')).toBe(1.25e-30);
  expect(hdus.map(hdu => [hdu.kind, hdu.name])).toEqual([
    ['image', ''],
    ['binaryTable', 'GALAXIES'],
    ['asciiTable', 'TEXT'],
  ]);
});

it('reads values as the standard defines them', () => {
  const cards = readCards(
    headerText(
      "QUOTE   = 'it''s  '           / a comment with 'quotes'",
      "SLASH   = 'a / b'",
      'DOUBLE  =              1.5D+03',
      'HUGE    = 12345678901234567890',
      'YES     =                    T',
      'NOTHING =                      / no value',
      'COMMENT = is no value',
      'TWICE   = 1',
      'TWICE   = 2',
      "SPLIT   = 'one &'",
      "CONTINUE  'two&'",
      "CONTINUE  ' three'",
    ),
  );
  expect(Object.fromEntries(cards)).toEqual({
    QUOTE: "it's",
    SLASH: 'a / b',
    DOUBLE: 1500,
    HUGE: 12345678901234567890n,
    YES: true,
    NOTHING: undefined,
    TWICE: 1,
    SPLIT: 'one two three',
  });
});
