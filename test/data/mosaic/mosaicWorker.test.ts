import { describe, expect, it } from 'vitest';
import { nodeCodecs } from '../../../bake/nodeCodecs.ts';
import { writePng } from '../../../src/data/images/pngWriter.ts';
import { cutSideOf, mosaicSource } from '../../../src/data/mosaic/mosaicSource.ts';
import { skyOfPixel } from '../../../src/maths/catalogue/tangentPlane.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import { createMosaic } from '../../../workers/mosaic/mosaicWorker.ts';
import { headerCard, headerText } from '../fits/fitsFixtures.ts';

const [widthPx, heightPx] = [220, 180];
/** Column and FITS row, both from 1, of two galaxies; the first is brighter. */
const galaxies = [
  [61, 41, 300],
  [151, 131, 150],
] as const;
const random = createRandom(3);
/** Rows from the lowest, as FITS has them. */
const values = Float32Array.from({ length: widthPx * heightPx }, (_, pixel) => {
  const [x, y] = [(pixel % widthPx) + 1, Math.floor(pixel / widthPx) + 1];
  let light = 50 + random.normal();
  for (const [x0, y0, peak] of galaxies) light += peak * Math.exp(-((x - x0) ** 2 + (y - y0) ** 2) / 18);
  return light;
});
const plane = { raDeg: 150, decDeg: 2, xPx: 110, yPx: 90, degPerPx: [-7e-5, 0, 0, 7e-5] } as const;

function fitsFile(): File {
  const header = headerText(
    headerCard('SIMPLE', 'T'),
    ...Object.entries({ BITPIX: -32, NAXIS: 2, NAXIS1: widthPx, NAXIS2: heightPx }).map(([key, value]) =>
      headerCard(key, value),
    ),
    headerCard('CTYPE1', "'RA---TAN'"),
    headerCard('CTYPE2', "'DEC--TAN'"),
    ...Object.entries({ CRVAL1: 150, CRVAL2: 2, CRPIX1: 110, CRPIX2: 90, CD1_1: -7e-5, CD2_2: 7e-5 }).map(
      ([key, value]) => headerCard(key, value),
    ),
  );
  const data = new DataView(new ArrayBuffer(Math.ceil((4 * values.length) / 2880) * 2880));
  for (const [i, value] of values.entries()) data.setFloat32(4 * i, value);
  return new File([header, data], 'field.fits');
}

let breaths = 0;
let nowMs = 0;
const worker = createMosaic(
  nodeCodecs,
  (_, loop) => loop({ report() {}, breathe: async () => void breaths++ }),
  () => (nowMs += 100),
);

describe('a FITS mosaic', () => {
  it('is shown with north as it lies, and its galaxies are found where they are on picture and sky', async () => {
    const file = fitsFile();
    const facts = await worker.open(file);
    expect(facts).toMatchObject({ widthPx, heightPx, plane, isHeldWhole: false });
    breaths = 0;
    const sources = await worker.detect(file, 0);
    expect(breaths).toBeGreaterThan(4); // a large part would else take a slow machine longer than a silent worker is waited for
    expect(sources.xPx).toHaveLength(2);
    for (const [i, [x, y]] of galaxies.entries()) {
      expect(sources.xPx[i]).toBeCloseTo(x - 1, 0);
      expect(sources.yPx[i]).toBeCloseTo(heightPx - y, 0); // rows of the picture are counted from the top
      const at = 4 * (Math.round(sources.yPx[i]) * facts.preview.widthPx + Math.round(sources.xPx[i]));
      expect(facts.preview.rgba[at]).toBeGreaterThan(200);
    }
    const boxes = [0, 1].map(i => ({ xPx: sources.xPx[i], yPx: sources.yPx[i], sidePx: 40 }));
    const pictures = await worker.cut(file, boxes);
    const catalogue = mosaicSource(facts, sources, [0, 1], pictures);
    const [names, first] = (await catalogue.table!.text()).split('\r\n').map(line => line.split(','));
    const sky = skyOfPixel(plane, galaxies[0][0], galaxies[0][1]);
    expect(Number(first[names.indexOf('ra')])).toBeCloseTo(sky.raDeg, 4);
    expect(Number(first[names.indexOf('dec')])).toBeCloseTo(sky.decDeg, 4);
    const flux = 2 * Math.PI * 9 * galaxies[0][2];
    expect(Number(first[names.indexOf('flux')]) / flux).toBeCloseTo(1, 1);
    expect(catalogue.images.map(({ path }) => path)).toEqual(['field 00001.png', 'field 00002.png']);
  });
});

describe('a PNG', () => {
  it('is searched in its brightness, and cut as it is', async () => {
    const pixels = new Uint8Array(3 * widthPx * heightPx);
    for (const [i, value] of values.entries())
      pixels.fill(Math.min(255, Math.max(0, value)), 3 * i, 3 * i + 3);
    const png = await writePng({ widthPx, heightPx, channels: 3, pixels });
    const file = new File([png], 'field.png');
    const sources = await worker.detect(file, 0);
    expect(sources.xPx).toHaveLength(2);
    const [cut, right] = await worker.cut(file, [
      { xPx: 59.7, yPx: 39.4, sidePx: 8 }, // the middle of eight pixels from 56 is 59.5
      { xPx: 60.3, yPx: 39.4, sidePx: 8 },
    ]);
    expect(right).not.toEqual(cut);
    const wanted = new Uint8Array(3 * 64);
    for (let i = 0; i < 64; i++) {
      const from = 3 * ((36 + (i >> 3)) * widthPx + 56 + (i % 8));
      wanted.set(pixels.subarray(from, from + 3), 3 * i);
    }
    expect(cut).toEqual(await writePng({ widthPx: 8, heightPx: 8, channels: 3, pixels: wanted }));
  });

  it('is opened where its file is larger than any header', async () => {
    const pixels = Uint8Array.from({ length: 3 * 200 * 150 }, () => 255 * random.uniform());
    const png = await writePng({ widthPx: 200, heightPx: 150, channels: 3, pixels });
    expect(png.length).toBeGreaterThan(2 ** 16);
    expect(await worker.open(new File([png], 'noise.png'))).toMatchObject({ widthPx: 200, heightPx: 150 });
  });

  it('of too many pixels is refused with their number, before it is decoded', async () => {
    const png = await writePng({ widthPx: 1, heightPx: 1, channels: 3, pixels: new Uint8Array(3) });
    new DataView(png.buffer).setUint32(16, 10_000);
    new DataView(png.buffer).setUint32(20, 7000);
    await expect(worker.open(new File([png], 'huge.png'))).rejects.toThrow(
      'huge.png has 10000 × 7000 px, 70 megapixels: JPEG and PNG of at most 60 megapixels',
    );
    await expect(worker.open(new File(['hello'], 'a.fits'))).rejects.toThrow();
  });
});

it('squares hold some four radii, within bounds', () => {
  expect([cutSideOf(2), cutSideOf(15), cutSideOf(1000)]).toEqual([32, 60, 512]);
});
