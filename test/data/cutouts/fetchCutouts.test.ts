import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cutoutLayers } from '../../../src/data/cutouts/cutoutLayers.ts';
import { cutoutSource } from '../../../src/data/cutouts/cutoutSource.ts';
import { type Cutout, fetchCutouts } from '../../../src/data/cutouts/fetchCutouts.ts';
import { createMemoryShelf } from '../../../src/data/remote/remoteShelf.ts';
import { type RecordedHost, recordedHost } from '../remote/recordedHost.ts';

const layer = (key: string) => cutoutLayers.find(each => each.key === key)!;
const at = (raDeg: number) => ({ raDeg, decDeg: -1.5, sizePx: 64, pixelScaleArcsec: 0.262 });
const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1);
const pathOf = (raDeg: number) =>
  `/viewer/cutout.jpg?ra=${raDeg}&dec=-1.5&layer=ls-dr10&pixscale=0.262&size=64`;

let host: RecordedHost;
beforeAll(async () => {
  host = await recordedHost();
});
afterAll(() => host.close());
beforeEach(() => {
  host.answers.clear();
  host.requests.length = 0;
});
const quick = () => ({ host: host.url, firstWaitMs: 1, shelf: createMemoryShelf() });
const wordOf = (cutout: Cutout) => Object.keys(cutout)[0];

describe('fetchCutouts', () => {
  it('fetches at most three at once, in their order, and nothing twice', async () => {
    const places = Array.from({ length: 12 }, (_, i) => at(i + 0.25));
    for (const { raDeg } of places) host.answers.set(pathOf(raDeg), { bytes: jpeg });
    host.pace.latencyMs = 5;
    const patience = quick();
    const found = await fetchCutouts(layer('legacy:ls-dr10'), places, patience);
    host.pace.latencyMs = 0;
    expect(found.map(wordOf)).toEqual(places.map(() => 'bytes'));
    expect(host.mostAtOnce()).toBe(3);
    expect(host.requests).toHaveLength(12);
    await fetchCutouts(layer('legacy:ls-dr10'), places, patience);
    expect(host.requests).toHaveLength(12);
  });

  it('goes on where it was stopped', async () => {
    const places = [1, 2, 3, 4, 5, 6].map(at);
    for (const { raDeg } of places) host.answers.set(pathOf(raDeg), { bytes: jpeg });
    const patience = quick();
    const stop = new AbortController();
    const stopped = fetchCutouts(layer('legacy:ls-dr10'), places, {
      ...patience,
      signal: stop.signal,
      onCutout: index => index === 2 && stop.abort(),
    });
    await expect(stopped).rejects.toThrow('abort');
    const before = host.requests.length;
    const found = await fetchCutouts(layer('legacy:ls-dr10'), places, patience);
    expect(found.map(wordOf)).toEqual(places.map(() => 'bytes'));
    expect(host.requests.length - before).toBeLessThan(6);
  });

  it('sends a person to the survey for what did not come, not to the page of its terms', async () => {
    host.answers.set(pathOf(1), { status: 500, bytes: '' });
    const [failed] = await fetchCutouts(layer('legacy:ls-dr10'), [at(1)], quick());
    expect(failed).toMatchObject({ failure: expect.stringContaining(`or look at ${host.url}.`) });
  });

  it('leaves one out whose picture cannot be shown, and goes on', async () => {
    for (const raDeg of [1, 2, 3]) host.answers.set(pathOf(raDeg), { bytes: Uint8Array.of(...jpeg, raDeg) });
    const found = await fetchCutouts(layer('legacy:ls-dr10'), [1, 2, 3].map(at), {
      ...quick(),
      async isBlank(bytes) {
        if (bytes.at(-1) === 2)
          throw new DOMException('The source image could not be decoded.', 'InvalidStateError');
        return false;
      },
    });
    expect(found.map(wordOf)).toEqual(['bytes', 'failure', 'bytes']);
    expect(found[1]).toEqual({ failure: expect.stringContaining('a picture that cannot be shown') });
  });

  it('tells places outside the survey, wrong and busy answers from pictures', async () => {
    host.answers.set(pathOf(1), { bytes: jpeg });
    host.answers.set(pathOf(2), { bytes: Uint8Array.of(...jpeg, 7) });
    host.answers.set(pathOf(3), { bytes: '{"title":"Bad request"}' });
    host.answers.set(pathOf(4), [{ status: 429, headers: { 'Retry-After': '0' } }, { bytes: jpeg }]);
    const found = await fetchCutouts(layer('legacy:ls-dr10'), [1, 2, 3, 4, 5].map(at), {
      ...quick(),
      isBlank: async bytes => bytes.at(-1) === 7,
    });
    expect(found.map(wordOf)).toEqual(['bytes', 'absent', 'failure', 'bytes', 'absent']);
    expect(found[2]).toEqual({
      failure: expect.stringContaining('sent something else than a cutout of Legacy'),
    });
  });

  it('leaves a host alone that failed three times in a row', async () => {
    const places = Array.from({ length: 20 }, (_, i) => at(i));
    for (const { raDeg } of places) host.answers.set(pathOf(raDeg), { status: 503 });
    const found = await fetchCutouts(layer('legacy:ls-dr10'), places, { ...quick(), tries: 1 });
    expect(found.map(wordOf)).toEqual(places.map(() => 'failure'));
    expect(host.requests.length).toBeLessThanOrEqual(5); // three, and those that were under way
  });

  it('asks Pan-STARRS for its files first, and SDSS and CDS in their own words', async () => {
    const list = [
      'projcell subcell ra dec filter mjd type filename shortname badflag',
      '1 2 1 -1.5 g 0 stack /rings.g.fits g 0',
      '1 2 1 -1.5 i 0 stack /rings.i.fits i 0',
      '1 2 1 -1.5 r 0 stack /rings.r.fits r 0',
    ].join('\n');
    host.answers.set('/cgi-bin/ps1filenames.py?ra=1&dec=-1.5&filters=gri', { bytes: list });
    host.answers.set('/cgi-bin/ps1filenames.py?ra=2&dec=-1.5&filters=gri', { bytes: list.split('\n')[0] });
    const cut =
      '/cgi-bin/fitscut.cgi?ra=1&dec=-1.5&size=67&output_size=64&format=jpg&red=/rings.i.fits&green=/rings.r.fits&blue=/rings.g.fits';
    host.answers.set(cut, { bytes: jpeg });
    const found = await fetchCutouts(layer('ps1'), [at(1), at(2)], quick());
    expect(found.map(wordOf)).toEqual(['bytes', 'absent']);
    const never = async () => '';
    expect(await layer('sdss').urlOf(at(3), never)).toBe(
      'https://skyserver.sdss.org/dr18/SkyServerWS/ImgCutout/getjpeg?ra=3&dec=-1.5&scale=0.262&width=64&height=64&opt=',
    );
    expect(await layer('hips:CDS/P/DSS2/color').urlOf(at(3), never)).toBe(
      'https://alasky.cds.unistra.fr/hips-image-services/hips2fits?hips=CDS%2FP%2FDSS2%2Fcolor&width=64&height=64&fov=0.00465778&projection=TAN&coordsys=icrs&ra=3&dec=-1.5&format=jpg',
    );
  });
});

it('cutouts become a catalogue with their positions and whom to credit', async () => {
  const places = [
    { id: 'NGC 1', raDeg: 1.8, decDeg: 27.7 },
    { id: 'nowhere', raDeg: 2, decDeg: 2 },
    { id: 'a/b', raDeg: 3, decDeg: 3 },
  ];
  const found: Cutout[] = [{ bytes: jpeg }, { absent: true }, { bytes: jpeg }];
  const source = cutoutSource(layer('sdss'), places, { sizePx: 64, pixelScaleArcsec: 0.4 }, found);
  expect(source.images.map(({ path }) => path)).toEqual(['00001 NGC_1.jpg', '00003 a_b.jpg']);
  expect(await source.table!.text()).toBe(
    'id,file,ra,dec,survey,pixel scale,size\r\nNGC 1,00001 NGC_1.jpg,1.8,27.7,SDSS DR18 (SkyServer),0.4,64\r\na/b,00003 a_b.jpg,3,3,SDSS DR18 (SkyServer),0.4,64\r\n',
  );
  expect(source.credit).toContain('Sloan Digital Sky Survey');
});
