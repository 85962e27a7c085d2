import { describe, expect, it } from 'vitest';
import { findGalaxiesSteps } from '../../../src/app/search/findGalaxies.ts';
import { parsePosition } from '../../../src/app/search/parsePosition.ts';
import type { Column } from '../../../src/contracts/column.ts';
import type { OpenedCatalogue } from '../../../src/contracts/ingest.ts';
import { packIds } from '../../../src/data/bytes/packedIds.ts';
import { packTexts } from '../../../src/data/bytes/packedTexts.ts';

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
    `(${raDeg}, ${decDeg})`,
    `https://www.legacysurvey.org/viewer?ra=${raDeg}&dec=${decDeg}&layer=ls-dr10`,
    `https://skyserver.sdss.org/dr18/VisualTools/navi?foo=1&ra=${raDeg}&dec=${decDeg}`,
  ])('%s', text => {
    const position = parsePosition(text);
    expect(position?.raDeg).toBeCloseTo(raDeg, 6);
    expect(position?.decDeg).toBeCloseTo(decDeg, 6);
  });

  it.each(['', 'ngc 1300', '12', '146.7 95', 'a b', '1 2 3'])('is not "%s"', text => {
    expect(parsePosition(text)).toBeUndefined();
  });
});

function findGalaxies(...asked: Parameters<typeof findGalaxiesSteps>) {
  const steps = findGalaxiesSteps(...asked);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

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
  it('finds by a word, a name and a condition, and offers all of them', () => {
    const columns: Column[] = [
      { name: 'z', kind: 'number', source: '', values: Float32Array.of(0.1, 0.2, 0.3, Number.NaN) },
      {
        name: 'class',
        kind: 'category',
        source: '',
        categories: ['Spiral', 'ring'],
        codes: Uint8Array.of(0, 1, 0, 255),
      },
      { name: 'name', kind: 'text', source: '', values: ['NGC 1300', null, 'Arp 220', null] },
    ];
    expect(findGalaxies('spiral', catalogue, columns).all).toEqual({
      rows: Uint32Array.of(0, 2),
      words: 'class: Spiral',
    });
    expect(findGalaxies('arp', catalogue, columns)).toMatchObject({ rows: [2] });
    expect(findGalaxies('z > 0.15', catalogue, columns)).toMatchObject({
      rows: [1, 2],
      all: { rows: Uint32Array.of(1, 2), words: 'z > 0.15' },
      sentence: '2 galaxies of z > 0.15',
    });
    expect(findGalaxies('z > 9', catalogue, columns).sentence).toBe('No galaxy has z > 9.');
    expect(findGalaxies('zz > 9', catalogue, columns).sentence).toContain('did you mean z?');
  });
  it('finds the same in packed ids and texts as in single ones', () => {
    const ids = Array.from(
      { length: 500 },
      (_, i) => `${['SDSS J', 'Ünit-', 'KELVIN \u212a', 'x'][i % 4]}${i * 37}`,
    );
    const names = ids.map((id, i) => (i % 5 === 0 ? null : id.split('').reverse().join('')));
    const column = { name: 'name', kind: 'text', source: '' } as const;
    const single = { ...catalogue, rowCount: 500, ids } as unknown as OpenedCatalogue;
    const packed = { ...single, ids: packIds(ids) };
    for (const text of [
      'sdss j',
      'J14',
      '7',
      'ünit-37',
      'Ü',
      'kelvin k',
      'x111',
      '63x',
      '0',
      'ß',
      'nothing so',
    ]) {
      expect(findGalaxies(text, packed, [{ ...column, values: packTexts(names) }])).toEqual(
        findGalaxies(text, single, [{ ...column, values: names }]),
      );
    }
  });
  it('says why nothing was found', () => {
    expect(findGalaxies('ngc 1300', catalogue).sentence).toContain('No id or value is "ngc 1300"');
    expect(findGalaxies('ngc 1300', catalogue).unknownName).toBe('ngc 1300');
    expect(findGalaxies('ngc 1300', { ...catalogue, raDeg: undefined }).unknownName).toBeUndefined();
    expect(findGalaxies('<<', catalogue).unknownName).toBeUndefined();
    expect(findGalaxies('146 2', { ...catalogue, raDeg: undefined }).sentence).toContain(
      'no positions on the sky',
    );
  });
});
