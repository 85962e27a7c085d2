import { expect, it } from 'vitest';
import type { Survey } from '../../../src/contracts/survey.ts';
import { catalogueCount, isPart, ofThoseLoaded } from '../../../src/ui/text/catalogueCount.ts';

const tiled = { rowCount: 1_000_000 } as Survey;

it('says of how many galaxies those open are a sample, where there are more', () => {
  expect(catalogueCount({ rowCount: 17_070 })).toBe('17,070 galaxies');
  expect(catalogueCount({ rowCount: 65_536, tiled })).toBe('65,536 of 1,000,000 galaxies, a fair sample');
  expect(catalogueCount({ rowCount: 1_000_000, tiled })).toBe('1,000,000 galaxies');
  expect(isPart({ rowCount: 65_536, tiled })).toBe(true);
  expect([ofThoseLoaded(null), ofThoseLoaded({ rowCount: 9, tiled })]).toEqual(['', ' loaded']);
});
