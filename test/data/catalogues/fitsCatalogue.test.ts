import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nodeIngest } from '../../../bake/nodeIngest.ts';
import { openFits } from '../../../src/data/fits/fitsFile.ts';
import { fitsGalaxies } from '../../../src/data/fits/images/fitsGalaxies.ts';
import { fitsBytes, headerCard, headerText } from '../fits/fitsFixtures.ts';

/** A file of images of 4 × 3 pixels, each with so many planes and a name. */
function imageFile(...extensions: { name?: string; planes?: number; bands?: string }[]) {
  const parts = extensions.map(({ name, planes = 1, bands }, i) => {
    const cards = [
      i === 0 ? headerCard('SIMPLE', 'T') : headerCard('XTENSION', "'IMAGE   '"),
      headerCard('BITPIX', 8),
      headerCard('NAXIS', planes > 1 ? 3 : 2),
      headerCard('NAXIS1', 4),
      headerCard('NAXIS2', 3),
      ...(planes > 1 ? [headerCard('NAXIS3', planes)] : []),
      ...(name ? [headerCard('EXTNAME', `'${name}'`)] : []),
      ...(bands ? [headerCard('BANDS', `'${bands}'`)] : []),
    ];
    return headerText(...cards) + '\x01'.repeat(12 * planes).padEnd(2880, '\0');
  });
  return fitsBytes(parts.join(''));
}

async function galaxiesOf(files: Record<string, ReturnType<typeof imageFile>>) {
  const opened = Object.entries(files).map(async ([path, source]) => ({
    path,
    opened: await openFits(source),
  }));
  return fitsGalaxies(await Promise.all(opened)).map(({ name, bands }) => [
    name,
    bands.map(each => each.band).join(''),
  ]);
}

describe('which galaxies lie in FITS files', () => {
  it('groups bands in files of their own, from blue to red', async () => {
    const one = () => imageFile({});
    const files = {
      'a_r.fits': one(),
      'a_g.fits': one(),
      'a_z.fits.fz': one(),
      'b-r.fits': one(),
      'c.fits': one(),
    };
    expect(await galaxiesOf(files)).toEqual([
      ['a', 'grz'],
      ['b-r', 'r'],
      ['c', '1'],
    ]);
  });

  it('takes named planes and extensions for bands, many planes and other extensions for galaxies', async () => {
    expect(await galaxiesOf({ 'cube.fits': imageFile({ planes: 3, bands: 'zrg' }) })).toEqual([
      ['cube', 'grz'],
    ]);
    expect(await galaxiesOf({ 'cube.fits': imageFile({ planes: 3 }) })).toEqual([['cube', '123']]);
    expect(await galaxiesOf({ 'many.fits': imageFile({ planes: 7 }) })).toHaveLength(7);
    expect(await galaxiesOf({ 'm.fits': imageFile({ name: 'I' }, { name: 'G' }) })).toEqual([['m', 'gi']]);
    const twice = imageFile({ name: 'G' }, { name: 'R' }, { name: 'G' }, { name: 'R' });
    expect(await galaxiesOf({ 'two.fits': twice })).toHaveLength(4); // no galaxy has a band twice
    expect(await galaxiesOf({ 'm.fits': imageFile({ name: 'NGC1' }, { name: 'NGC2' }) })).toEqual([
      ['m NGC1', '1'],
      ['m NGC2', '1'],
    ]);
    expect(
      await galaxiesOf({ 'm.fits': imageFile({ name: 'SCI' }, { name: 'ERR' }, { name: 'DQ' }) }),
    ).toEqual([['m', '1']]);
  });
});

describe('a catalogue of FITS images', () => {
  const bytes = readFileSync(new URL('../../fixtures/fits/images.fits', import.meta.url));

  it('gives pictures and pixels for networks, and tells what it cannot read', async () => {
    const files = [
      { path: 'images.fits', file: new File([bytes], 'images.fits') },
      { path: 'broken.fits', file: new File(['SIMPLE  = nothing'], 'broken.fits') },
    ];
    const ingest = nodeIngest();
    const catalogue = await ingest.open({ kind: 'fits', name: 'folder', files });
    expect(catalogue.problems).toEqual([{ sentence: expect.stringMatching(/broken\.fits.*without an end/) }]);
    expect(catalogue.ids.at(0)).toMatch(/^images /);
    const rows = Uint32Array.from({ length: catalogue.rowCount }, (_, i) => i);
    const images = await ingest.images(catalogue.handle, rows);
    expect(images.map(image => image.type)).toEqual(new Array(catalogue.rowCount).fill('image/png'));
    const batch = await ingest.pixels(catalogue.handle, rows, { sidePx: 8, cropFraction: 1 });
    expect([...batch.rows]).toEqual([...rows]);
    expect(batch.problems).toEqual([]);
  });

  it('refuses files without images with a sentence', async () => {
    const cards = [
      'SIMPLE  =                    T',
      'BITPIX  =                    8',
      'NAXIS   =                    0',
      'END',
    ];
    const file = new File(
      [
        cards
          .map(card => card.padEnd(80))
          .join('')
          .padEnd(2880),
      ],
      't.fits',
    );
    const opening = nodeIngest().open({ kind: 'fits', name: 't.fits', files: [{ path: 't.fits', file }] });
    await expect(opening).rejects.toThrow(/no FITS image.*tables or headers only/);
  });
});
