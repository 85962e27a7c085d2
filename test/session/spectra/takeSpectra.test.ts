import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createSession } from '../../../src/session/session.ts';
import { publishRedshift } from '../../../src/session/spectra/publishRedshift.ts';
import { takeSpectra } from '../../../src/session/spectra/takeSpectra.ts';
import { smallCatalogue } from '../../features/smallCatalogue.ts';

const fileOf = (name: string) =>
  new File([new Uint8Array(readFileSync(new URL(`../../fixtures/spectra/${name}`, import.meta.url)))], name);

function sessionOf(n: number) {
  const session = createSession(() => 0);
  const raDeg = Float64Array.from({ length: n }, (_, i) => 10 * (i + 1));
  const decDeg = Float64Array.from({ length: n }, (_, i) => i + 1);
  const catalogue = smallCatalogue(n, { raDeg, decDeg });
  session.columns.getState().reset(catalogue.columns);
  session.catalogue.getState().replace(catalogue);
  return session;
}

it('spectra join the open galaxies, and their redshifts become a column', async () => {
  const session = sessionOf(4);
  const taken = (await takeSpectra(session, [fileOf('vectors.fits')]))!;
  expect(taken.sentence).toContain(
    '3 of 3 spectra of vectors.fits were joined to galaxies (3 by position, within 3″)',
  );
  const column = session.columns.getState().columns.find(({ name }) => name === 'redshift (vectors.fits)');
  expect(column).toMatchObject({ values: Float64Array.of(0.1, 0.2, 0.3, Number.NaN) });
  const { handle, joined } = session.spectra.getState();
  expect(handle).toBe(session.catalogue.getState().catalogue!.handle);
  expect([...joined[0].ofRow.keys()]).toEqual([0, 1, 2]);
});

it('spectra stay with their galaxies while others come and go below them', async () => {
  const session = sessionOf(3);
  await takeSpectra(session, [fileOf('vectors.fits')]);
  const { follow } = session.spectra.getState();
  const rowsAt = () => session.spectra.getState().joined.map(({ ofRow }) => [...ofRow.keys()]);
  const { handle } = session.spectra.getState();
  follow(handle! + 5, 99, 1); // of another catalogue
  expect(session.spectra.getState().handle).toBe(handle);
  follow(handle!, -1, 5);
  expect(session.spectra.getState().handle).toBe(-1);
  expect(rowsAt()).toEqual([[0, 1, 2]]);
  follow(-1, -2, 2); // the third goes
  follow(-2, -3, 3); // and another comes into its row
  expect(rowsAt()).toEqual([[0, 1]]);
});

it('spectra of nothing that is open are refused, and other files are left to others', async () => {
  const session = sessionOf(2);
  await expect(takeSpectra(session, [fileOf('heap.fits')])).rejects.toThrow('none belongs to an open galaxy');
  await expect(
    takeSpectra(
      createSession(() => 0),
      [fileOf('heap.fits')],
    ),
  ).rejects.toThrow('open the galaxies they belong to first');
  expect(await takeSpectra(session, [new File(['x'], 'a.csv')])).toBeUndefined();
});

it('redshifts of single spectra gather in one column of their survey', () => {
  const session = sessionOf(3);
  expect(publishRedshift(session, 'SDSS DR17', 1, { redshift: 0.05 })).toBe('redshift (SDSS DR17)');
  publishRedshift(session, 'SDSS DR17', 2, { redshift: 0.07, redshiftWarning: 'It is not sure.' });
  publishRedshift(session, 'DESI DR1', 2, { redshift: 0.0701 });
  const valuesOf = (name: string) => session.columns.getState().columns.find(each => each.name === name);
  expect(valuesOf('redshift (SDSS DR17)')).toMatchObject({ values: Float64Array.of(Number.NaN, 0.05, 0.07) });
  expect(valuesOf('redshift (DESI DR1)')).toMatchObject({
    values: Float64Array.of(Number.NaN, Number.NaN, 0.0701),
  });
  expect(valuesOf('redshift uncertain (SDSS DR17)')).toMatchObject({
    values: Float64Array.of(Number.NaN, 0, 1),
  });
  expect(valuesOf('redshift uncertain (DESI DR1)')).toBeUndefined();
});
