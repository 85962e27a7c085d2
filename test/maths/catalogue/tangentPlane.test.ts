import { expect, it } from 'vitest';
import {
  arcsecPerPixel,
  compass,
  skyOfPixel,
  type TangentPlane,
} from '../../../src/maths/catalogue/tangentPlane.ts';

const planes: Record<string, TangentPlane> = {
  turned: { raDeg: 146.7, decDeg: -1.04, xPx: 50.5, yPx: 40, degPerPx: [-7e-5, 1e-5, 2e-5, 8e-5] },
  pole: { raDeg: 10, decDeg: 89.95, xPx: 100, yPx: 100, degPerPx: [-3e-4, 0, 0, 3e-4] },
  distorted: {
    ...{ raDeg: 202.4, decDeg: 47.2, xPx: 1024.5, yPx: 1000, degPerPx: [-3.2e-4, 2e-6, 3e-6, 3.3e-4] },
    distortion: {
      x: [
        [2, 0, 2.1e-5],
        [1, 1, -7e-6],
        [0, 3, 1.5e-9],
      ],
      y: [
        [0, 2, -1.4e-5],
        [1, 1, 4e-6],
      ],
    },
  },
  zero: { raDeg: 0.001, decDeg: 30, xPx: 1, yPx: 1, degPerPx: [-1e-3, 0, 0, 1e-3] },
};

// Right ascension and declination by astropy 8.0.2, WCS.wcs_pix2world, where distorted all_pix2world, with origin 1.
it.each([
  ['turned', 1, 1, 146.7030755106381, -1.0441099984890747],
  ['turned', 50.5, 40, 146.7, -1.04],
  ['turned', 180, 3, 146.6905634444711, -1.0403699858926843],
  ['pole', 1, 1, 30.437783861062123, 89.91494602530152],
  ['pole', 180, 3, 353.1214960596615, 89.91733919294937],
  ['distorted', 1, 1, 202.8698023949511, 46.863081270270825],
  ['distorted', 1024.5, 1000, 202.4, 47.2],
  ['distorted', 2048, 30, 201.90508371071908, 46.8763327170409],
  ['distorted', 700, 1900, 202.55377021851686, 47.49180953361645],
  ['zero', 180, 3, 359.79430533467826, 30.00183855511685],
])('knows where pixels lie: %s at %d, %d', (name, x, y, raDeg, decDeg) => {
  const sky = skyOfPixel(planes[name], x, y);
  expect(sky.raDeg).toBeCloseTo(raDeg, 10);
  expect(sky.decDeg).toBeCloseTo(decDeg, 10);
});

it.each(Object.entries(planes))('points north and east as positions grow: %s', (_, plane) => {
  const step = 0.01;
  const { north, east } = compass(plane);
  const here = skyOfPixel(plane, plane.xPx, plane.yPx);
  const up = skyOfPixel(plane, plane.xPx + step * north[0], plane.yPx + step * north[1]);
  const left = skyOfPixel(plane, plane.xPx + step * east[0], plane.yPx + step * east[1]);
  expect(up.decDeg).toBeGreaterThan(here.decDeg);
  expect(up.raDeg).toBeCloseTo(here.raDeg, 7);
  expect(left.raDeg).toBeGreaterThan(here.raDeg);
  expect(left.decDeg).toBeCloseTo(here.decDeg, 7);
});

it('knows how large a pixel is', () => {
  expect(arcsecPerPixel(planes.pole)).toBeCloseTo(1.08, 12);
});
