import { describe, expect, it } from 'vitest';
import { linkOfObjid, linksAt } from '../../../src/features/galaxy/archiveLinks.ts';
import { positionOfName } from '../../../src/features/galaxy/iauName.ts';
import { placeOf } from '../../../src/features/galaxy/place.ts';
import { smallCatalogue } from '../smallCatalogue.ts';

const urlOf = (raDeg: number, decDeg: number, title: string) =>
  new URL(linksAt({ raDeg, decDeg }).find(link => link.title === title)!.url);

describe('linksAt', () => {
  it('gives each archive the position as it wants it', () => {
    expect(linksAt({ raDeg: 146.7142, decDeg: -1.04128 }).map(l => l.title)).toEqual([
      'Legacy Survey',
      'SkyServer',
      'SIMBAD',
      'NED',
      'Aladin Lite',
    ]);
    const legacy = urlOf(146.7142, -1.04128, 'Legacy Survey').searchParams;
    expect([legacy.get('ra'), legacy.get('dec'), legacy.get('mark')]).toEqual([
      '146.7142',
      '-1.04128',
      '146.7142,-1.04128',
    ]);
    expect(urlOf(146.7142, -1.04128, 'Aladin Lite').searchParams.get('target')).toBe('146.7142 -1.04128');
    expect(urlOf(146.7142, -1.04128, 'NED').searchParams.get('lon')).toBe('146.7142d');
  });

  it('gives SIMBAD an explicit sign that survives the query string', () => {
    expect(urlOf(10.5, 41.2, 'SIMBAD').href).toContain('%2B41.2');
    expect(urlOf(10.5, 41.2, 'SIMBAD').searchParams.get('Coord')).toBe('10.5 +41.2');
    expect(urlOf(10.5, -0.5, 'SIMBAD').searchParams.get('Coord')).toBe('10.5 -0.5');
  });

  it('never writes a tiny number with an exponent', () => {
    expect(urlOf(1e-9, -1e-9, 'Legacy Survey').searchParams.get('ra')).toBe('0');
    expect(urlOf(0.000012, 0, 'Legacy Survey').href).not.toMatch(/\de-/);
  });
});

describe('linkOfObjid', () => {
  it('keeps all digits and the data release apart', () => {
    expect(linkOfObjid('587722981742084144')?.url).toMatch(/dr7.*id=587722981742084144$/);
    expect(linkOfObjid('1237663716016980092')?.url).toMatch(/dr18.*objId=1237663716016980092$/);
  });

  it.each(['42', 'J000411.19+020924.0', '58772298174208414', '9999999999999999999', '587722981742084144-2'])(
    'knows that %s is none',
    id => expect(linkOfObjid(id)).toBeNull(),
  );
});

describe('positionOfName', () => {
  it('reads what the name encodes', () => {
    const found = positionOfName('J000411.19+020924.0')!;
    expect(found.raDeg).toBeCloseTo(15 * (4 / 60 + 11.19 / 3600), 10);
    expect(found.decDeg).toBeCloseTo(2 + 9 / 60 + 24 / 3600, 10);
  });

  it('keeps the sign of a declination between 0 and −1 degrees', () => {
    expect(positionOfName('J235959.9-000030')?.decDeg).toBeCloseTo(-30 / 3600, 10);
  });

  it('takes a survey before it', () => {
    expect(positionOfName('SDSS J094651.40-010228.6')?.raDeg).toBeCloseTo(146.714167, 5);
  });

  it.each([
    '587722981742084144',
    'J0004+0209',
    'J250411.19+020924.0',
    'J006011.19+020924.0',
    'J000411.19+900924.0',
    'g7',
  ])('finds none in %s', name => expect(positionOfName(name)).toBeNull());
});

describe('placeOf', () => {
  const ids = ['J000411.19+020924.0', 'J000411.19+020924.1'];
  const raDeg = Float64Array.of(12, Number.NaN);
  const decDeg = Float64Array.of(-3, Number.NaN);

  it('believes the catalogue before the name', () => {
    const catalogue = smallCatalogue(2, { ids, raDeg, decDeg });
    expect(placeOf(catalogue, 0)).toEqual({ raDeg: 12, decDeg: -3, from: 'catalogue' });
    expect(placeOf(catalogue, 1)).toMatchObject({ from: 'name' });
  });

  it('puts a simulated galaxy nowhere', () => {
    expect(placeOf(smallCatalogue(2, { ids, raDeg, decDeg, simulated: true }), 0)).toBeNull();
  });
});
