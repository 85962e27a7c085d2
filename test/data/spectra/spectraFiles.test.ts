import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bytesOfBuffer } from '../../../src/data/bytes/byteSource.ts';
import { UnreadableError } from '../../../src/data/bytes/unreadable.ts';
import { fitsSpectra } from '../../../src/data/spectra/fitsSpectra.ts';
import { fluxUnitText } from '../../../src/data/spectra/fluxUnitText.ts';
import { joinSpectra } from '../../../src/data/spectra/joinSpectra.ts';
import { measuredSpectrum } from '../../../src/data/spectra/measuredSpectrum.ts';
import { parquetSpectra } from '../../../src/data/spectra/parquetSpectra.ts';
import { factsOf } from '../../../src/data/spectra/sdssFacts.ts';
import type { SpectraFile } from '../../../src/data/spectra/spectraFile.ts';
import { spectraOfFiles } from '../../../src/data/spectra/spectraOfFiles.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import { fitsFixture } from '../fits/fitsFixtures.ts';

const bytesOf = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../fixtures/spectra/${name}`, import.meta.url)));
const fixture = (name: string) => bytesOfBuffer(bytesOf(name).buffer, name);
const fileOf = (name: string) => new File([bytesOf(name)], name);

/** What make.py wrote. */
const wave = (i: number) => 10 ** (3.6 + 0.001 * i);
const noPixels: number[] = [];
function expectPixels(
  { wavelengths, flux }: { wavelengths: Float64Array; flux: Float64Array },
  { k, n = 40, missing = noPixels }: { k: number; n?: number; missing?: number[] },
): void {
  expect(wavelengths).toHaveLength(n);
  for (let i = 0; i < n; i++) {
    expect(Math.abs(wavelengths[i] / wave(i) - 1)).toBeLessThan(1e-6); // loglam is a 32-bit float
    if (missing.includes(i)) expect(flux[i]).toBeNaN();
    else expect(flux[i]).toBeCloseTo(k + i / 10, 5);
  }
}

describe('a spec file of SDSS', () => {
  it('tells its numbers, redshift, class, place and names', async () => {
    const file = (await fitsSpectra(fixture('spec-0266-51602-0007.fits')))!;
    const spectrum = await file.read(0);
    expectPixels(spectrum, { k: 0, missing: [5] });
    expect(spectrum.sigma![0]).toBeCloseTo(0.5, 12);
    expect(spectrum).toMatchObject({
      title: 'SDSS, plate 266, MJD 51602, fibre 7',
      medium: 'vacuum',
      fluxUnit: '10⁻¹⁷ erg cm⁻² s⁻¹ Å⁻¹',
      redshift: 0.0625,
      classWords: 'GALAXY STARFORMING',
      raDeg: 146.7142,
      decDeg: -1.0413,
      redshiftWarning: expect.stringContaining('ZWARNING 4'),
    });
    expect(spectrum.mediumAssumed).toBeUndefined();
    expect(spectrum.unitAssumed).toBeUndefined();
    const { columns, sentence } = joinSpectra([file], { ids: ['1237648720693379140'] });
    expect(sentence).toContain('One redshift is uncertain (ZWARNING)');
    expect(columns.find(({ name }) => name.startsWith('redshift uncertain'))).toMatchObject({
      values: Float64Array.of(1),
    });
    expect(file.entries[0].names).toEqual(['spec-0266-51602-0007', '1237648720693379140', '266-51602-7']);
  });
});

describe('tables of spectra', () => {
  it('are read from arrays in the rows of a FITS table, in nanometres and air', async () => {
    const file = (await fitsSpectra(fixture('vectors.fits')))!;
    expect(file.entries.map(({ names, redshift }) => [names[0], redshift])).toEqual([
      ['1237648720693379140', 0.1],
      ['1237648720693379141', 0.2],
      ['1237648720693379142', 0.3],
    ]);
    const spectrum = await file.read(2);
    expectPixels(spectrum, { k: 2 });
    expect(spectrum).toMatchObject({ medium: 'air', fluxUnit: '10⁻¹⁷ erg s⁻¹ cm⁻² Å⁻¹', raDeg: 30 });
  });

  it('are read from the heap of a FITS table, each as long as it is', async () => {
    const file = (await fitsSpectra(fixture('heap.fits')))!;
    expectPixels(await file.read(1), { k: 1, n: 10 });
    expectPixels(await file.read(2), { k: 2, n: 25 });
    expect((await file.read(0)).mediumAssumed).toBe(true);
  });

  it('are read from lists of a Parquet file, one row at a time', async () => {
    const file = (await parquetSpectra(fixture('lists.parquet')))!;
    expect(file.entries.map(({ names, redshift }) => [names[0], redshift])).toEqual([
      ['a', 0.1],
      ['b', undefined],
      ['c', 0.3],
    ]);
    expectPixels(await file.read(1), { k: 1, n: 10, missing: [5] });
    expect((await file.read(1)).unitAssumed).toBe(true); // Parquet says none
    expectPixels(await file.read(2), { k: 2, n: 25, missing: [5] });
  });

  it('are read from lists inside a column', async () => {
    const file = (await parquetSpectra(fixture('inside.parquet')))!;
    expectPixels(await file.read(1), { k: 1, missing: [5, 7] });
    expect(file.entries[1]).toMatchObject({ names: ['b'], raDeg: 20, decDeg: 2 });
  });

  it('are told from other files, which are left to other readers', async () => {
    expect(await fitsSpectra(fitsFixture('tables.fits'))).toBeUndefined();
    const parquet = readFileSync(new URL('../../fixtures/data/table-none.parquet', import.meta.url));
    expect(await parquetSpectra(bytesOfBuffer(new Uint8Array(parquet).buffer, 'p.parquet'))).toBeUndefined();
    expect(await spectraOfFiles([new File(['SIMPLE'], 'broken.fits')])).toBeUndefined();
    const found = await spectraOfFiles([fileOf('heap.fits'), new File(['x'], 'notes.txt')]);
    expect(found).toMatchObject({ files: [{ name: 'heap.fits' }], others: ['notes.txt'] });
  });

  it('cut short and of unequal lengths are refused with a sentence', async () => {
    const whole = bytesOf('vectors.fits');
    const cut = (await fitsSpectra(
      bytesOfBuffer(whole.slice(0, whole.length - 2880).buffer, 'cut.fits'),
    ).catch(error => error)) as Error;
    expect(cut.message).toMatch(/cut short/);
    const uneven = () => measuredSpectrum({ wavelength: [1, 2, 3], isLog: false, flux: [1, 2] }, 'a.fits');
    expect(uneven).toThrow('a.fits has 3 wavelengths and 2 fluxes');
    expect(() =>
      measuredSpectrum({ wavelength: [1, 2], isLog: false, waveUnit: 'GHz', flux: [1, 2] }, 'a'),
    ).toThrow('“GHz”');
  });
});

it.each(['vectors.fits', 'heap.fits', 'lists.parquet', 'inside.parquet'])(
  '%s with bytes changed at random is read, left to others, or refused with a sentence',
  async name => {
    const random = createRandom(7);
    for (let k = 0; k < 60; k++) {
      const bytes = bytesOf(name);
      for (let i = 0; i < 5; i++)
        bytes[Math.floor(random.uniform() * bytes.length)] = Math.floor(random.uniform() * 256);
      try {
        const found = await spectraOfFiles([new File([bytes], name)]);
        const file = found?.files[0];
        for (let entry = 0; entry < Math.min(2, file?.entries.length ?? 0); entry++) await file!.read(entry);
      } catch (error) {
        expect(error).toBeInstanceOf(UnreadableError);
      }
    }
  },
);

it('measurements come in order of wavelength, overlaps once', () => {
  const { wavelengths, flux } = measuredSpectrum(
    { wavelength: [5, 3, 4, 4, -1, Number.NaN], isLog: false, waveUnit: 'um', flux: [50, 30, 40, 41, 9, 9] },
    'a',
  );
  expect([...wavelengths]).toEqual([3e4, 4e4, 5e4]);
  expect([...flux]).toEqual([30, 40, 50]);
});

it.each([
  ['1E-17 erg/cm^2/s/Ang', '10⁻¹⁷ erg cm⁻² s⁻¹ Å⁻¹'],
  ['10^-17 erg / (s cm2 Angstrom)', '10⁻¹⁷ erg s⁻¹ cm⁻² Å⁻¹'],
  ['10**-17 erg s-1 cm-2 Angstrom-1', '10⁻¹⁷ erg s⁻¹ cm⁻² Å⁻¹'],
  ['nanomaggy', 'nanomaggy'],
  ['', ''],
])('the unit %s is printed %s', (unit, text) => expect(fluxUnitText(unit)).toBe(text));

it('a column z is a redshift only where it can be one', () => {
  expect(factsOf(new Map([['z', 17.3]])).redshift).toBeUndefined();
  expect(
    factsOf(
      new Map([
        ['z', 17.3],
        ['redshift', 0.2],
      ]),
    ).redshift,
  ).toBe(0.2);
  expect(factsOf(new Map([['z', -0.001]])).redshift).toBe(-0.001);
  const errorOf = (z: number) =>
    factsOf(
      new Map([
        ['z', z],
        ['z_err', 0.02],
      ]),
    ).redshiftError;
  expect([errorOf(17.3), errorOf(0.1)]).toEqual([undefined, 0.02]);
});

describe('joinSpectra', () => {
  it('joins by any id, then by position, and gives the redshifts as columns', async () => {
    const files = [
      (await fitsSpectra(fixture('spec-0266-51602-0007.fits')))!,
      (await parquetSpectra(fixture('inside.parquet')))!,
    ];
    const joined = joinSpectra(files, {
      ids: ['x', '1237648720693379140', 'b', 'y'],
      raDeg: [10.0003, 0, 0, 90],
      decDeg: [1, 0, 0, 0],
    });
    expect([...joined.ofRow].map(([row, { file, entry }]) => [row, file.name, entry])).toEqual([
      [1, 'spec-0266-51602-0007.fits', 0],
      [2, 'inside.parquet', 1],
      [0, 'inside.parquet', 0],
    ]);
    expect(joined.columns.map(({ name }) => name)).toEqual([
      'redshift (spec-0266-51602-0007.fits and 1 more)',
      'redshift error (spec-0266-51602-0007.fits and 1 more)',
      'redshift uncertain (spec-0266-51602-0007.fits and 1 more)',
    ]);
    expect(joined.columns[0]).toMatchObject({
      values: Float64Array.of(Number.NaN, 0.0625, Number.NaN, Number.NaN),
    });
    expect(joined.sentence).toContain(
      '3 of 3 spectra of spec-0266-51602-0007.fits and 1 more were joined to galaxies (2 by id; 1 by position',
    );
  });

  it('takes no numbers of spectra for row numbers, which count anything', () => {
    const file: SpectraFile = {
      ...{ name: 'a.parquet', problems: [], read: () => Promise.reject(new Error('not read')) },
      entries: [{ names: ['1'], raDeg: 30, decDeg: 0 }, { names: ['2'] }],
    };
    const galaxies = { ids: ['0', '1', '2'], raDeg: [30, 40, 50], decDeg: [0, 0, 0] };
    expect([...joinSpectra([file], galaxies).ofRow]).toEqual([[0, { file, entry: 0 }]]);
    expect(() => joinSpectra([file], { ids: galaxies.ids })).toThrow(
      'They are called 1, 2, the galaxies have row numbers instead of ids, and the galaxies have no positions.',
    );
    expect(joinSpectra([file], { ...galaxies, ids: ['a', '2', '1'] }).ofRow.size).toBe(2);
  });

  it('says why none belongs to a galaxy', async () => {
    const files = [(await fitsSpectra(fixture('heap.fits')))!];
    expect(() => joinSpectra(files, { ids: ['g1', 'g2'] })).toThrow(
      '3 spectra of heap.fits: none belongs to an open galaxy. They are called a, b, c, the galaxies g1, g2, and the galaxies have no positions.',
    );
  });
});
