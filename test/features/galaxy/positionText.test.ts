import { expect, it } from 'vitest';
import { decimalText, hoursText, sexagesimalText } from '../../../src/features/galaxy/positionText.ts';
import { createRandom } from '../../../src/maths/random.ts';

it('prints as the design does', () => {
  expect(decimalText(146.7142)).toBe('146.71420°');
  expect(decimalText(-1.04128)).toBe('−1.04128°');
  expect(hoursText(146.7142)).toBe('09ʰ46ᵐ51.41ˢ');
  expect(sexagesimalText(-1.04128)).toBe('−01°02′28.6″');
});

it('carries a rounded-up 60 on', () => {
  expect(hoursText(15 * (1 + 59 / 60 + 59.999 / 3600))).toBe('02ʰ00ᵐ00.00ˢ');
  expect(hoursText(359.999999)).toBe('00ʰ00ᵐ00.00ˢ');
  expect(sexagesimalText(9 + 59 / 60 + 59.99 / 3600)).toBe('+10°00′00.0″');
});

it('keeps the sign below one degree, and gives zero none that is wrong', () => {
  expect(sexagesimalText(-0.5)).toBe('−00°30′00.0″');
  expect(sexagesimalText(-1e-9)).toBe('+00°00′00.0″');
});

it('reads back to the place it was, anywhere', () => {
  const random = createRandom(1);
  for (let i = 0; i < 500; i++) {
    const raDeg = 360 * random.uniform();
    const decDeg = 180 * random.uniform() - 90;
    const [hours, minutes, seconds] = hoursText(raDeg)
      .match(/[\d.]+/g)!
      .map(Number);
    const ra = 15 * (hours + minutes / 60 + seconds / 3600);
    expect(Math.abs(ra - raDeg) % 360).toBeLessThanOrEqual((15 * 0.005) / 3600 + 1e-9);
    const text = sexagesimalText(decDeg);
    const [degrees, arcminutes, arcseconds] = text.match(/[\d.]+/g)!.map(Number);
    const dec = (text.startsWith('−') ? -1 : 1) * (degrees + arcminutes / 60 + arcseconds / 3600);
    expect(Math.abs(dec - decDeg)).toBeLessThanOrEqual(0.05 / 3600 + 1e-9);
  }
});
