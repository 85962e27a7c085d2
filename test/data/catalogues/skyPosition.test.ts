import { describe, expect, it } from 'vitest';
import type { Column } from '../../../src/contracts/column.ts';
import { readSexagesimal } from '../../../src/data/catalogues/sexagesimal.ts';
import { findSkyPositions } from '../../../src/data/catalogues/skyPosition.ts';

const numbers = (name: string, values: number[], unit?: string): Column => ({
  kind: 'number',
  name,
  source: '',
  unit,
  values: Float64Array.from(values),
});
const text = (name: string, values: (string | null)[], unit?: string): Column => ({
  kind: 'text',
  name,
  source: '',
  unit,
  values,
});

describe('angles in sixtieths', () => {
  const hours = 10 + 1.5 / 3600;
  for (const word of [
    '10:00:01.50',
    '10 00 01.5',
    '10h00m01.5s',
    '10H 00M 01.5S',
    '10ʰ00ᵐ01.5ˢ',
    '+10:0:1.5',
  ]) {
    it(`are read from ${word}`, () => {
      expect(readSexagesimal(word)?.value).toBeCloseTo(hours, 12);
    });
  }
  for (const word of [
    '-00:11:06',
    '−00 11 06',
    '-0d11m06s',
    '−00°11′06″',
    '-00°11\'06"',
    '-0d11m6',
    '-00:11.1',
  ]) {
    it(`keep the sign of ${word}`, () => {
      expect(readSexagesimal(word)?.value).toBeCloseTo(-0.185, 12);
    });
  }
  it('are not read from other text', () => {
    for (const word of ['150.1', '10:61:00', 'NGC 10', '2020-10-10', '10:00:61', '', '1:2:3:4']) {
      expect(readSexagesimal(word)).toBeUndefined();
    }
  });
});

describe('positions', () => {
  for (const [ra, dec] of [
    ['RA_DEG', 'DEC_DEG'],
    ['_RAJ2000', '_DEJ2000'],
    ['ALPHA_J2000', 'DELTA_J2000'],
    ['ALPHAWIN_J2000', 'DELTAWIN_J2000'],
    ['RAJ2000', 'DEJ2000'],
    ['ra_1', 'dec_1'],
    ['RA [deg]', 'Dec [deg]'],
    ['raMean', 'decMean'],
  ]) {
    it(`are known by ${ra} and ${dec}, with all their digits`, () => {
      const columns = [numbers(ra, [6.751, 150.1]), numbers(dec, [-16.71, 2.1])];
      expect(findSkyPositions(columns)).toMatchObject({
        raDeg: Float64Array.of(6.751, 150.1),
        decDeg: Float64Array.of(-16.71, 2.1),
        problems: [],
      });
    });
  }

  it('are not pixels, nor the first half of one pair with the second of another', () => {
    expect(findSkyPositions([numbers('x', [1]), numbers('y', [2])])).toBeUndefined();
    expect(findSkyPositions([numbers('ra_1', [1]), numbers('dec_2', [2])])).toBeUndefined();
  });

  it('take numbers for hours only where the unit says so', () => {
    const dec = numbers('dec', [1]);
    expect(findSkyPositions([numbers('ra', [6.5]), dec])?.raDeg).toEqual(Float64Array.of(6.5));
    for (const unit of ['h', 'hourangle', 'hr']) {
      expect(findSkyPositions([numbers('ra', [6.5], unit), dec])?.raDeg).toEqual(Float64Array.of(97.5));
    }
    expect(findSkyPositions([numbers('ra', [Math.PI], 'rad'), dec])?.raDeg?.[0]).toBeCloseTo(180, 12);
  });

  it('take sixtieths for hours unless unit, mark or size say degrees', () => {
    const dec = text('DEC', ['+02:11:00', '-02:12:00']);
    const raOf = (values: string[], unit?: string) => findSkyPositions([text('RA', values, unit), dec]);
    expect(raOf(['10:00:01.50', '23:59:59'])?.raDeg?.[0]).toBeCloseTo(150.00625, 10);
    expect(raOf(['10:30:00', '11:00:00'], 'd:m:s')?.raDeg).toEqual(Float64Array.of(10.5, 11));
    expect(raOf(['10d30m00s', '350d00m00s'])?.raDeg).toEqual(Float64Array.of(10.5, 350));
    const past = raOf(['10:30:00', '150:00:00']);
    expect(past?.raDeg).toEqual(Float64Array.of(10.5, 150));
    expect(past?.problems[0].sentence).toContain('read as degrees, minutes and seconds, not as hours');
    expect(past?.decDeg?.[1]).toBeCloseTo(-2.2, 12);
  });

  it('that cannot be read are reported with their row', () => {
    const found = findSkyPositions([text('ra', ['10:00:00', 'east']), text('dec', ['1:00:00', '2:00:00'])]);
    expect(found?.raDeg).toEqual(Float64Array.of(150, Number.NaN));
    expect(found?.problems).toMatchObject([{ row: 1 }]);
    const none = findSkyPositions([text('ra', ['east']), text('dec', ['up'])]);
    expect(none?.raDeg).toBeUndefined();
    expect(none?.problems).toHaveLength(2);
  });
});
