import { describe, expect, it } from 'vitest';
import {
  decText,
  parseDec,
  parseRa,
  raText,
  separationArcsec,
} from '../../../src/maths/catalogue/coordinates.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

describe('sexagesimal text', () => {
  // astropy: SkyCoord(146.714208, -1.041278, unit='deg').to_string('hmsdms', precision=2) = 09h46m51.41s -01d02m28.60s
  it('is what astropy writes', () => {
    expect(raText(146.714208)).toBe('09ʰ46ᵐ51.41ˢ');
    expect(decText(-1.041278)).toBe('−01°02′28.6″');
  });

  it('carries what rounds up to 60', () => {
    expect(raText((15 * 59.996) / 3600)).toBe('00ʰ01ᵐ00.00ˢ');
    expect(raText(15 * (1 + 59 / 60 + 59.999 / 3600))).toBe('02ʰ00ᵐ00.00ˢ');
    expect(decText(59.999 / 3600)).toBe('+00°01′00.0″');
    expect(decText(-(9 + 59 / 60 + 59.96 / 3600))).toBe('−10°00′00.0″');
    expect(decText(89.9999999)).toBe('+90°00′00.0″');
  });

  it('brings right ascension into one turn', () => {
    expect(raText(359.9999999)).toBe('00ʰ00ᵐ00.00ˢ');
    expect(raText(360)).toBe('00ʰ00ᵐ00.00ˢ');
    expect(raText(-15)).toBe('23ʰ00ᵐ00.00ˢ');
    expect(raText(735)).toBe('01ʰ00ᵐ00.00ˢ');
  });

  it('keeps a minus before zero degrees, and none before nothing', () => {
    expect(decText(-0.5)).toBe('−00°30′00.0″');
    expect(decText(-1e-9)).toBe('+00°00′00.0″');
    expect(decText(-0)).toBe('+00°00′00.0″');
  });

  it('refuses what is no position', () => {
    expect(() => raText(Number.NaN)).toThrow('need a finite right ascension in degrees; got NaN');
    expect(() => decText(90.1)).toThrow('need a declination of −90 … 90 degrees; got 90.1');
  });
});

describe('reading positions', () => {
  it('takes its own text back, anywhere, to the digits written', () => {
    const random = createRandom(1);
    for (let i = 0; i < 400; i++) {
      const raDeg = random.uniform() * 359.99;
      const decDeg = random.uniform() * 180 - 90;
      expect(Math.abs(parseRa(raText(raDeg))! - raDeg)).toBeLessThanOrEqual((15 * 0.005) / 3600 + 1e-9);
      expect(Math.abs(parseDec(decText(decDeg))! - decDeg)).toBeLessThanOrEqual(0.05 / 3600 + 1e-9);
    }
  });

  it('takes the other usual forms', () => {
    const ra = 15 * (9 + 46 / 60 + 51.41 / 3600);
    for (const text of ['9h46m51.41s', '09:46:51.41', ' 09 46 51.41 '])
      expect(parseRa(text)).toBeCloseTo(ra, 10);
    const dec = -(0 + 2 / 60 + 28.6 / 3600);
    for (const text of ['-00:02:28.6', '−0 02 28.6', '-0d2m28.6s', `-0°02'28.6"`]) {
      expect(parseDec(text)).toBeCloseTo(dec, 10);
    }
    expect(parseRa('146.7142')).toBe(146.7142);
    expect(parseDec('−1.04°')).toBe(-1.04);
  });

  it('refuses the rest', () => {
    for (const text of ['', 'M31', '24:00:00', '10:60:00', '10:00:60', '360', '-1', '1e3']) {
      expect(parseRa(text)).toBeUndefined();
    }
    for (const text of ['91', '-90:00:00.1', '10:60:00', '1 2', 'north'])
      expect(parseDec(text)).toBeUndefined();
  });
});

describe('angular separation', () => {
  // astropy: SkyCoord(a).separation(SkyCoord(b)).arcsec
  it.each([
    [10, 20, 10.001, 20.001, 4.940029887832901],
    [359.9999, 0, 0.0001, 0, 0.7199999997830036],
    [0, 89.9, 180, 89.9, 719.9999999999806],
  ])('of (%f, %f) and (%f, %f) is %f arcseconds', (raA, decA, raB, decB, arcsec) => {
    expect(Math.abs(separationArcsec(raA, decA, raB, decB) / arcsec - 1)).toBeLessThan(1e-8);
  });

  it('is 0 of a point with itself and 180° between the poles', () => {
    expect(separationArcsec(123.4, -5.6, 123.4, -5.6)).toBe(0);
    expect(separationArcsec(0, 90, 77, -90)).toBeCloseTo(180 * 3600, 6);
  });
});
