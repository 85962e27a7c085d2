import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { FitsGalaxyPixels } from '../../../src/contracts/ingest.ts';
import { bytesOfBuffer } from '../../../src/data/bytes/byteSource.ts';
import { openFits } from '../../../src/data/fits/fitsFile.ts';
import { cutoutExtensions, cutoutsHeader } from '../../../src/data/fits/images/cutoutWriter.ts';
import { fitsGalaxies } from '../../../src/data/fits/images/fitsGalaxies.ts';
import { readPixels } from '../../../src/data/fits/images/imagePixels.ts';
import { skyPlane } from '../../../src/data/fits/images/skyPlane.ts';
import { skyOfPixel, type TangentPlane } from '../../../src/maths/catalogue/tangentPlane.ts';

const band = (name: string, widthPx: number, heightPx: number, from: number) => ({
  band: name,
  widthPx,
  heightPx,
  values: Float32Array.from({ length: widthPx * heightPx }, (_, i) => (i === 3 ? Number.NaN : from + i / 7)),
});
const plane = { raDeg: 150.1, decDeg: -2.2, xPx: 2.5, yPx: 3, degPerPx: [-7e-5, 1e-6, 1e-6, 7e-5] } as const;
const distorted: TangentPlane = {
  ...plane,
  distortion: {
    x: [[1, 1, 1e-3]],
    y: [
      [0, 2, -2e-3],
      [2, 0, 5e-4],
    ],
  },
};
const galaxies: [string, FitsGalaxyPixels][] = [
  ['J1', { bands: [band('g', 4, 5, 0), band('r', 4, 5, 100), band('z', 4, 5, -3)], plane }],
  [
    'J2 “größte”',
    { bands: [{ ...band('i', 3, 3, 1), values: Float64Array.from({ length: 9 }, (_, i) => 1e-9 * i) }] },
  ],
  ['J3', { bands: [band('g', 4, 4, 0), band('r', 2, 2, 0)], plane }],
  ['J4', { bands: [band('g', 4, 5, 0), band('r', 4, 5, 0)], plane: distorted }],
];

async function written(): Promise<ArrayBuffer> {
  const parts = galaxies.flatMap(([id, pixels]) => cutoutExtensions(id, pixels));
  return new Blob([cutoutsHeader(['software: Morphospace']), ...parts]).arrayBuffer();
}

it('writes cutouts that are read again with their numbers, bands and places', async () => {
  const opened = await openFits(bytesOfBuffer(await written(), 'cutouts.fits'));
  expect(opened.problems).toEqual([]);
  const found = fitsGalaxies([{ path: 'cutouts.fits', opened }]);
  expect(found.map(({ name, bands }) => [name, bands.map(each => each.band)])).toEqual([
    ['cutouts J1', ['g', 'r', 'z']],
    ['cutouts J2 ?gr??te?', ['i']],
    ['cutouts J3 g', ['g']],
    ['cutouts J3 r', ['r']],
    ['cutouts J4 g', ['g']],
    ['cutouts J4 r', ['r']],
  ]);
  const cube = await readPixels(opened, opened.hdus[1]);
  expect(cube.shape).toEqual([3, 5, 4]);
  expect(cube.values).toEqual(Float32Array.from(galaxies[0][1].bands.flatMap(({ values }) => [...values])));
  expect((await readPixels(opened, opened.hdus[2])).values).toEqual(galaxies[1][1].bands[0].values);
  expect(skyPlane(opened.hdus[1].header)).toEqual(plane);
  expect(skyPlane(opened.hdus[2].header)).toBeUndefined();
  expect(skyPlane(opened.hdus[5].header)).toEqual(distorted);
});

const hasAstropy = spawnSync('python3', ['-c', 'import astropy'], { stdio: 'ignore' }).status === 0;

it.skipIf(!hasAstropy)('astropy opens them without a warning, at the same places', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'morphospace-'));
  try {
    const path = join(folder, 'cutouts.fits');
    writeFileSync(path, new Uint8Array(await written()));
    const program = `
import json, sys, warnings
warnings.simplefilter("error")
from astropy.io import fits
from astropy.wcs import WCS
with fits.open(sys.argv[1]) as opened:
    opened.verify("exception")
    wcs = WCS(opened[1].header)
    print(json.dumps({
        "shapes": [hdu.data.shape for hdu in opened[1:]],
        "value": float(opened[1].data[1, 2, 3]),
        "nan": int((opened[1].data != opened[1].data).sum()),
        "sky": [float(each) for each in wcs.celestial.wcs_pix2world(0, 4, 0)],
        "distorted": [float(each) for each in WCS(opened[5].header).all_pix2world(0, 4, 0)],
    }))
`;
    const { stdout, stderr, status } = spawnSync('python3', ['-c', program, path], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const told = JSON.parse(stdout);
    expect(told.shapes).toEqual([
      [3, 5, 4],
      [3, 3],
      [4, 4],
      [2, 2],
      [5, 4],
      [5, 4],
    ]);
    expect(told.value).toBe(Math.fround(100 + 11 / 7));
    expect(told.nan).toBe(3);
    for (const [kind, place] of [
      ['sky', plane],
      ['distorted', distorted],
    ] as const) {
      const { raDeg, decDeg } = skyOfPixel(place, 1, 5);
      expect(told[kind][0]).toBeCloseTo(raDeg, 10);
      expect(told[kind][1]).toBeCloseTo(decDeg, 10);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
