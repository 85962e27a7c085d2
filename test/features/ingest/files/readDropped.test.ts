import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readDropped } from '../../../../src/features/ingest/files/readDropped.ts';
import { createSession } from '../../../../src/session/session.ts';
import { smallCatalogue } from '../../smallCatalogue.ts';

const fixture = (path: string) => {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const bytes = readFileSync(new URL(`../../../fixtures/${path}`, import.meta.url));
  return { path: name, file: new File([new Uint8Array(bytes)], name) };
};

function sessionWith(n: number) {
  const session = createSession(() => 0);
  const raDeg = Float64Array.from({ length: n }, (_, i) => 10 * (i + 1));
  session.catalogue.getState().replace(smallCatalogue(n, { raDeg, decDeg: raDeg.map(ra => ra / 10) }));
  return session;
}

it('spectra join what is open, and open nothing', async () => {
  const dropped = await readDropped(sessionWith(3), [fixture('spectra/vectors.fits')], undefined);
  expect(dropped).toMatchObject({
    taken: { sentence: expect.stringContaining('3 of 3 spectra of vectors.fits') },
  });
});

it('spectra that belong to nothing open are refused with a sentence', async () => {
  const dropped = await readDropped(sessionWith(3), [fixture('spectra/lists.parquet')], undefined);
  expect(dropped).toEqual({ sentence: expect.stringContaining('none belongs to an open galaxy') });
});

it('other FITS and Parquet files open as before', async () => {
  const fits = await readDropped(sessionWith(3), [fixture('fits/images.fits')], undefined);
  expect(fits).toMatchObject({ source: { kind: 'fits' } });
  const parquet = await readDropped(sessionWith(3), [fixture('data/table-none.parquet')], undefined);
  expect(parquet).toMatchObject({ source: { kind: 'file' } });
});
