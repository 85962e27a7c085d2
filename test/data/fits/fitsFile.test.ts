import { describe, expect, it } from 'vitest';
import { type ByteSource, bytesOfBuffer } from '../../../src/data/bytes/byteSource.ts';
import { openFits } from '../../../src/data/fits/fitsFile.ts';
import { readPixels } from '../../../src/data/fits/images/imagePixels.ts';
import { fitsBytes, fitsFixtureBytes, headerCard, headerText } from './fitsFixtures.ts';

const simple = [headerCard('SIMPLE', 'T'), headerCard('BITPIX', 16), headerCard('NAXIS', 2)];

describe('a file that cannot be read', () => {
  it.each([
    ['no FITS', bytesOfBuffer(new TextEncoder().encode('ra,dec\n1,2\n').buffer, 'a.csv'), /not a FITS file/],
    ['nothing', bytesOfBuffer(new ArrayBuffer(0), 'a.fits'), /is empty/],
    ['bzip2', bytesOfBuffer(new TextEncoder().encode('BZh91AY').buffer, 'a.bz2'), /bunzip2/],
    [
      'a header without an end',
      bytesOfBuffer(new TextEncoder().encode(simple[0].padEnd(9000)).buffer, 'a'),
      /without an end/,
    ],
    [
      'a wrong bit depth',
      fitsBytes(headerText(simple[0], headerCard('BITPIX', 12), headerCard('NAXIS', 0))),
      /BITPIX should be one of/,
    ],
    [
      'a negative side',
      fitsBytes(headerText(...simple, headerCard('NAXIS1', -3), headerCard('NAXIS2', 3))),
      /NAXIS1 should be/,
    ],
    [
      'a side too long',
      fitsBytes(headerText(...simple, headerCard('NAXIS1', 1e15), headerCard('NAXIS2', 1e15))),
      /too long/,
    ],
  ])('is refused with a sentence: %s', async (_, source, sentence) => {
    await expect(openFits(source)).rejects.toThrow(sentence);
  });

  it('refuses random groups by name', async () => {
    const groups = [
      headerCard('NAXIS1', 0),
      headerCard('NAXIS2', 4),
      headerCard('GROUPS', 'T'),
      headerCard('PCOUNT', 2),
      headerCard('GCOUNT', 5),
    ];
    const file = await openFits(fitsBytes(headerText(...simple, ...groups), new Uint8Array(60)));
    expect(file.hdus[0].dataBytes).toBe(2 * 5 * (2 + 4));
    await expect(readPixels(file, file.hdus[0])).rejects.toThrow(/random groups/);
  });

  it('keeps what comes before a damaged extension, and tells it', async () => {
    const bytes = fitsFixtureBytes('images.fits');
    const text = new TextDecoder('latin1').decode(bytes);
    const at = text.indexOf('BITPIX', text.indexOf('XTENSION', text.indexOf('XTENSION') + 1));
    bytes[at + 29] = 'x'.charCodeAt(0);
    const file = await openFits(bytesOfBuffer(bytes.buffer, 'images.fits'));
    expect(file.hdus).toHaveLength(2);
    expect(file.problems).toEqual([expect.stringMatching(/extension 2 of images.fits is damaged.*BITPIX/)]);
  });

  it('refuses blocks of a packed image that are longer than any', async () => {
    const bytes = fitsFixtureBytes('images.fits');
    const text = new TextDecoder('latin1').decode(bytes);
    const at = text.indexOf('ZVAL1   =', text.indexOf('BLOCKSIZE') - 400);
    bytes.set(new TextEncoder().encode('9007199254740991'.padStart(20).padEnd(70)), at + 10);
    const file = await openFits(bytesOfBuffer(bytes.buffer, 'images.fits'));
    const packed = file.hdus.find(({ header }) => header.number('ZVAL1') === Number.MAX_SAFE_INTEGER)!;
    await expect(readPixels(file, packed)).rejects.toThrow(/damaged: BLOCKSIZE is 9007199254740991/);
  });

  it('tells that data are cut short, and refuses that image alone', async () => {
    const bytes = fitsFixtureBytes('images.fits').slice(0, 17_500);
    const file = await openFits(bytesOfBuffer(bytes.buffer, 'images.fits'));
    expect(file.problems.join()).toMatch(/cut short/);
    await expect(readPixels(file, file.hdus.at(-1)!)).rejects.toThrow(/cut short/);
    expect((await readPixels(file, file.hdus[0])).shape).toEqual([3, 23, 37]);
  });
});

it('opens four gigabytes and reads a plane of them by small ranges', async () => {
  const side = 1024;
  const planes = 1024;
  const header = headerText(
    headerCard('SIMPLE', 'T'),
    headerCard('BITPIX', -32),
    headerCard('NAXIS', 3),
    headerCard('NAXIS1', side),
    headerCard('NAXIS2', side),
    headerCard('NAXIS3', planes),
  );
  const dataBytes = 4 * side * side * planes;
  let read = 0;
  /** Every number is the index of its plane. */
  const source: ByteSource = {
    name: 'large.fits',
    byteLength: header.length + dataBytes,
    async slice(start, end = header.length + dataBytes) {
      read += end - start;
      if (start < header.length) return new TextEncoder().encode(header.padEnd(end)).slice(start, end).buffer;
      const view = new DataView(new ArrayBuffer(end - start));
      for (let at = 0; at < view.byteLength; at += 4) {
        view.setFloat32(at, Math.floor((start + at - header.length) / (4 * side * side)));
      }
      return view.buffer;
    },
  };
  const file = await openFits(source);
  const { values } = await readPixels(file, file.hdus[0], 777);
  expect(values.every(value => value === 777)).toBe(true);
  expect(read).toBeLessThan(5e6); // the header's window and 4 MB of pixels
  await expect(readPixels(file, file.hdus[0])).rejects.toThrow(/at most 200 million/);
});
