import { describe, expect, it } from 'vitest';
import { askedNotes, neighboursCsv } from '../../../src/features/similar/neighboursCsv.ts';
import { distancePhrase, farSentence, quantilePhrase } from '../../../src/features/similar/phrases.ts';
import { placeOfRow } from '../../../src/features/similar/query.ts';
import { smallCatalogue } from '../smallCatalogue.ts';
import { neighboursOf } from './fakeSearch.ts';

describe('export', () => {
  it('writes id, position and distance; unknown positions are empty, 19 digits stay, quotes are doubled', () => {
    const catalogue = smallCatalogue(3, {
      ids: ['1237663716016980092', 'a "b", c', 'g2'],
      raDeg: Float64Array.of(146.7142, Number.NaN, 0),
      decDeg: Float64Array.of(-1.04128, Number.NaN, 0),
    });
    expect(neighboursCsv(neighboursOf(2, 0, 1), catalogue)).toBe(
      'id,ra,dec,distance\r\ng2,0,0,1\r\n1237663716016980092,146.7142,-1.04128,2\r\n"a ""b"", c",,,3\r\n',
    );
  });

  it('hands no formula to a spreadsheet', () => {
    const catalogue = smallCatalogue(1, { ids: ['=1+1'] });
    expect(neighboursCsv(neighboursOf(0), catalogue)).toContain(`"'=1+1",,,1`);
  });

  it('manages without positions', () => {
    expect(neighboursCsv(neighboursOf(1), smallCatalogue(2))).toBe('id,ra,dec,distance\r\ng1,,,1\r\n');
  });
});

it('notes how the neighbours were asked for', () => {
  const set = (words: string) => ({ rows: Uint32Array.of(1), words });
  const options = { metric: 'cosine', components: 8, k: 5 } as const;
  const state = { withinFilter: false, leastArcsec: 30 };
  const query = { kind: 'set', like: set('rings'), unlike: set('bars') } as const;
  expect(askedNotes({ query, options, searched: 9 }, state, 'rings')).toEqual({
    ...{ like: 'rings', unlike: 'bars', metric: 'cosine', compared_components: '8' },
    ...{ searched: '9', within_filters: 'false' },
  });
  const galaxy = { query: { kind: 'galaxy', row: 0 } as const, options, searched: 9 };
  expect(askedNotes(galaxy, state, 'g0')).toMatchObject({ least_separation_arcsec: '30' });
});

describe('phrases', () => {
  it('say the distance and what it means', () => {
    expect(distancePhrase(3.2149)).toBe('distance 3.21');
    expect(quantilePhrase(0.01)).toBe('nearest 1\u202f% of pairs');
    expect(quantilePhrase(0)).toBe('nearer than all of 2,000 random pairs');
  });

  it('warn where even the nearest is far, above a quarter of the pairs', () => {
    expect(farSentence({ ...neighboursOf(1), nearestQuantile: 0.25 })).toBeNull();
    expect(farSentence({ ...neighboursOf(1), nearestQuantile: 0.31 })).toContain('31\u202f% of random pairs');
    expect(farSentence({ ...neighboursOf(), nearestQuantile: 1 })).toBeNull();
  });
});

it('finds rows among ascending rows', () => {
  const rows = Uint32Array.of(2, 5, 9);
  expect([0, 2, 5, 6, 9, 10].map(row => placeOfRow(rows, row))).toEqual([-1, 0, 1, -1, 2, -1]);
});
