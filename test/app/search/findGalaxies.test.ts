import { describe, expect, it } from 'vitest';
import { findGalaxies } from '../../../src/app/search/findGalaxies.ts';
import { parsePosition } from '../../../src/app/search/parsePosition.ts';
import type { OpenedCatalogue } from '../../../src/contracts/ingest.ts';

// 09h46m51.41s = (9 + 46/60 + 51.41/3600) × 15°; −01°02′28.6″ = −(1 + 2/60 + 28.6/3600)°
const raDeg = (9 + 46 / 60 + 51.41 / 3600) * 15;
const decDeg = -(1 + 2 / 60 + 28.6 / 3600);

describe('a pasted position', () => {
  it.each([
    `${raDeg} ${decDeg}`,
    `${raDeg}, ${decDeg}`,
    `RA ${raDeg}° Dec ${decDeg}°`,
    '09:46:51.41 -01:02:28.6',
    '09 46 51.41 −01 02 28.6',
    '9h46m51.41s -1d2m28.6s',
    '09ʰ46ᵐ51.41ˢ −01°02′28.6″',
    'J094651.41-010228.6',
  ])('%s', text => {
    const position = parsePosition(text);
    expect(position?.raDeg).toBeCloseTo(raDeg, 6);
    expect(position?.decDeg).toBeCloseTo(decDeg, 6);
  });

  it.each(['', 'ngc 1300', '12', '146.7 95', 'a b', '1 2 3'])('is not "%s"', text => {
    expect(parsePosition(text)).toBeUndefined();
  });
});

const catalogue = {
  rowCount: 4,
  ids: ['587722981', '58772298', '9958772298', 'J094651.41-010228.6'],
  raDeg: Float64Array.of(10, Number.NaN, 146.7, 200),
  decDeg: Float64Array.of(10, Number.NaN, -1.05, 0),
} as unknown as OpenedCatalogue;

describe('the search line', () => {
  it('puts the equal id first, then those that begin with it, then those that hold it', () => {
    expect(findGalaxies(' 58772298 ', catalogue).rows).toEqual([1, 0, 2]);
  });
  it('prefers an id to the position it encodes', () => {
    expect(findGalaxies('j094651.41-010228.6', catalogue).rows).toEqual([3]);
  });
  it('finds the nearest galaxy to a position and says how far it is', () => {
    const found = findGalaxies('146.7 -1.05', catalogue);
    expect(found).toEqual({ rows: [2], sentence: 'The nearest galaxy is 0.0″ from there.' });
    expect(findGalaxies('146.7 -1.06', catalogue).sentence).toContain('36″');
  });
  it('says why nothing was found', () => {
    expect(findGalaxies('ngc 1300', catalogue).sentence).toContain('No id contains "ngc 1300"');
    expect(findGalaxies('146 2', { ...catalogue, raDeg: undefined }).sentence).toContain(
      'no positions on the sky',
    );
  });
});
