import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openFits } from '../../../src/data/fits/fitsFile.ts';
import { planeCount, readPixels } from '../../../src/data/fits/images/imagePixels.ts';
import { fitsFixture } from './fitsFixtures.ts';

interface Expected {
  hdu: number;
  shape: number[];
  dtype: string;
  values: (number | string | null)[];
}

/** What astropy reads. */
const images = JSON.parse(
  readFileSync(new URL('../../fixtures/fits/images.json', import.meta.url), 'utf8'),
) as Record<string, Expected>;

const typeNames: Record<string, string> = {
  uint8: 'Uint8Array',
  uint16: 'Uint16Array',
  int16: 'Int16Array',
  int32: 'Int32Array',
  int64: 'BigInt64Array',
  float32: 'Float32Array',
  float64: 'Float64Array',
};

describe('images of every kind, as astropy reads them', () => {
  it.each(Object.entries(images))('%s to the last bit', async (_, { hdu, shape, dtype, values }) => {
    const file = await openFits(fitsFixture('images.fits'));
    const pixels = await readPixels(file, file.hdus[hdu]);
    expect(pixels.shape).toEqual(shape);
    expect(pixels.values.constructor.name).toBe(typeNames[dtype]);
    const found = Array.from(pixels.values as ArrayLike<number | bigint>, value =>
      typeof value === 'bigint' ? String(value) : Number.isNaN(value) ? null : value,
    );
    expect(found).toEqual(values);
  });

  it.each(['primary', 'cube'])('reads one plane of %s as that part of the whole', async name => {
    const { hdu: index } = images[name];
    const file = await openFits(fitsFixture('images.fits'));
    const hdu = file.hdus[index];
    const whole = (await readPixels(file, hdu)).values;
    expect(planeCount(hdu)).toBe(3);
    for (let plane = 0; plane < 3; plane++) {
      const { shape, values } = await readPixels(file, hdu, plane);
      expect(shape).toEqual([23, 37]);
      expect(values).toEqual(whole.slice(plane * 851, (plane + 1) * 851));
    }
    await expect(readPixels(file, hdu, 3)).rejects.toThrow(/need a plane < 3; got 3/);
  });
});
