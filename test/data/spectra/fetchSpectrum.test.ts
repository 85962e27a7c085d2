import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMemoryShelf } from '../../../src/data/remote/remoteShelf.ts';
import { desiService } from '../../../src/data/spectra/desiService.ts';
import { fetchSpectrum } from '../../../src/data/spectra/fetchSpectrum.ts';
import { sdssService } from '../../../src/data/spectra/sdssService.ts';
import { type RecordedHost, recordedHost } from '../remote/recordedHost.ts';

let host: RecordedHost;
beforeAll(async () => {
  host = await recordedHost();
});
afterAll(() => host.close());
beforeEach(() => {
  host.answers.clear();
  host.requests.length = 0;
});
const quick = () => ({ hosts: [host.url, host.url], firstWaitMs: 1, shelf: createMemoryShelf() });

const place = { raDeg: 146.7142, decDeg: -1.0413, maxArcsec: 3 };
const sql =
  'SELECT TOP 1 s.plate, s.mjd, s.fiberID, s.run2d FROM dbo.fGetNearbySpecObjEq(146.714200, -1.041300, 0.05000) AS n JOIN SpecObj AS s ON s.specObjID = n.specObjID ORDER BY n.distance';
const question = `/dr17/SkyServerWS/SearchTools/SqlSearch?format=json&cmd=${encodeURIComponent(sql)}`;
const rowsOf = (...rows: object[]) => JSON.stringify([{ TableName: 'Table1', Rows: rows }]);
const row = { plate: 266, mjd: 51602, fiberID: 7, run2d: '26' };
const filePath = '/sas/dr17/sdss/spectro/redux/26/spectra/lite/0266/spec-0266-51602-0007.fits';
const file = new Uint8Array(
  readFileSync(new URL('../../fixtures/spectra/spec-0266-51602-0007.fits', import.meta.url)),
);

describe('a spectrum of SDSS', () => {
  const ask = (patience = quick()) => fetchSpectrum(sdssService, place, patience);
  const failure = async () => ((await ask().catch(error => error)) as Error).message;

  it('is looked up, fetched, read and kept', async () => {
    host.answers.set(question, { bytes: rowsOf(row) });
    host.answers.set(filePath, { bytes: file });
    const patience = quick();
    expect(await ask(patience)).toMatchObject({
      redshift: 0.0625,
      title: 'SDSS, plate 266, MJD 51602, fibre 7',
    });
    expect(host.requests).toHaveLength(2);
    expect(await ask(patience)).toMatchObject({ redshift: 0.0625 });
    expect(host.requests).toHaveLength(2);
  });

  it('of BOSS and eBOSS lies elsewhere', async () => {
    host.answers.set(question, { bytes: rowsOf({ ...row, plate: 10123, run2d: 'v5_13_2' }) });
    const path = '/sas/dr17/eboss/spectro/redux/v5_13_2/spectra/lite/10123/spec-10123-51602-0007.fits';
    host.answers.set(path, { bytes: file });
    expect(await ask()).not.toBeNull();
    expect(host.requests[1]).toBe(`GET ${path}`);
  });

  it('that is not there is told once', async () => {
    host.answers.set(question, { bytes: rowsOf() });
    const patience = quick();
    expect(await ask(patience)).toBeNull();
    expect(await ask(patience)).toBeNull();
    expect(host.requests).toHaveLength(1);
  });

  it('that its host cannot send is to be looked for on that host, not on the page of its terms', async () => {
    host.answers.set(question, { status: 500, bytes: '' });
    expect(await failure()).toContain(`or look at ${host.url}.`);
  });

  it('follows a redirect, and asks again after 429, 503 and a broken body', async () => {
    host.answers.set(question, [
      { status: 429, headers: { 'Retry-After': '0' } },
      { status: 302, headers: { Location: `${host.url}/moved` } },
    ]);
    host.answers.set('/moved', { bytes: rowsOf(row) });
    host.answers.set(filePath, [{ status: 503 }, { bytes: file, cutAfter: 2000 }, { bytes: file }]);
    expect(await ask()).toMatchObject({ redshift: 0.0625 });
  });

  it.each([
    [
      '401',
      { status: 401 },
      'Only people whom its owners have given access may fetch SDSS’s list of spectra',
    ],
    ['404', { status: 404 }, 'SDSS’s list of spectra is no longer where it was on'],
    ['429', { status: 429, headers: { 'Retry-After': '0' } }, 'has too much to do (429)'],
    ['a page', { bytes: '<html>', headers: { 'Content-Type': 'text/html' } }, 'A web page came instead of'],
    ['another form', { bytes: '{"error": "syntax"}' }, 'SDSS’s list of spectra answered something else'],
    ['a row of another form', { bytes: rowsOf({ plate: 'x' }) }, 'a row without plate, MJD and fibre'],
  ])('answered with %s is told in a sentence', async (_, answer, sentence) => {
    host.answers.set(question, answer);
    expect(await failure()).toContain(sentence);
  });

  it('whose file is gone, cut, slow or no spectrum is told in a sentence', async () => {
    host.answers.set(question, { bytes: rowsOf(row) });
    expect(await failure()).toContain('spec-0266-51602-0007.fits is no longer where it was');
    host.answers.set(filePath, { bytes: file, cutAfter: 2000 });
    expect(await failure()).toContain('broke off again and again');
    host.answers.set(filePath, { bytes: 'not FITS at all' });
    expect(await failure()).toContain('is not a FITS file');
    host.answers.set(filePath, { bytes: file, hangs: true });
    const slow = await fetchSpectrum(sdssService, place, { ...quick(), stallMs: 20, tries: 1 }).catch(
      error => error,
    );
    expect(slow.message).toContain('sent nothing of spec-0266-51602-0007.fits');
  });
});

describe('a spectrum of DESI', () => {
  const near = { sparcl_id: 'near', ra: 146.7143, dec: -1.0413, specid: 1, redshift: 0.1 };
  const found = (...records: object[]) => JSON.stringify([{ status: { success: true } }, ...records]);
  const whole =
    '[{"status":{}},{"sparcl_id":"near","specid":39627788403084375,"ra":146.7143,"dec":-1.0413,"redshift":0.1,"redshift_err":0.0001,"redshift_warning":4,"spectype":"GALAXY","wavelength":[3600,3600.8,3601.6],"flux":[1,2,3],"ivar":[4,0,4]}]';
  const retrieval =
    '/sparc/spectras/?include=sparcl_id,specid,ra,dec,redshift,redshift_err,redshift_warning,spectype,wavelength,flux,ivar&format=json&limit=1&dataset_list=DESI-DR1';

  it('is the nearest within the separation, with its whole target id', async () => {
    const far = { ...near, sparcl_id: 'far', ra: 146.7149 };
    host.answers.set('/sparc/find/?limit=50', { bytes: found(far, near) });
    host.answers.set(retrieval, { bytes: whole });
    const spectrum = (await fetchSpectrum(desiService, place, quick()))!;
    expect(host.requests).toEqual(['POST /sparc/find/?limit=50', `POST ${retrieval}`]);
    expect(spectrum).toMatchObject({
      title: 'DESI DR1, target 39627788403084375',
      redshift: 0.1,
      redshiftError: 0.0001,
      classWords: 'GALAXY',
      medium: 'vacuum',
      redshiftWarning: expect.stringContaining('ZWARN 4'),
    });
    expect([...spectrum.flux]).toEqual([1, Number.NaN, 3]);
    expect([...spectrum.sigma!]).toEqual([0.5, Number.NaN, 0.5]);
  });

  it('is none beyond the separation, and is looked for on both sides of right ascension 0', async () => {
    host.answers.set('/sparc/find/?limit=50', { bytes: found({ ...near, ra: 146.72 }) });
    expect(await fetchSpectrum(desiService, place, quick())).toBeNull();
    expect(await fetchSpectrum(desiService, { ...place, raDeg: 0.0001 }, quick())).toBeNull();
    expect(host.requests).toHaveLength(3);
  });

  it('answered otherwise is told in a sentence', async () => {
    host.answers.set('/sparc/find/?limit=50', { bytes: '[]' });
    await expect(fetchSpectrum(desiService, place, quick())).rejects.toThrow(
      'DESI’s list of spectra is something else',
    );
    host.answers.set('/sparc/find/?limit=50', { bytes: found(near) });
    host.answers.set(retrieval, { bytes: found() });
    await expect(fetchSpectrum(desiService, place, quick())).rejects.toThrow('did not come');
    host.answers.set('/sparc/find/?limit=50', { status: 500 });
    await expect(fetchSpectrum(desiService, place, quick())).rejects.toThrow('error 500');
  });
});
