import { describe, expect, it } from 'vitest';
import { matchPositions, type SkyPlaces } from '../../../src/maths/catalogue/positionMatch.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

/** The angle between two positions by the haversine formula, in arcseconds. */
function apart(a: SkyPlaces, i: number, b: SkyPlaces, j: number): number {
  const rad = Math.PI / 180;
  const dDec = (b.decDeg[j] - a.decDeg[i]) * rad;
  const dRa = (b.raDeg[j] - a.raDeg[i]) * rad;
  const h =
    Math.sin(dDec / 2) ** 2 +
    Math.cos(a.decDeg[i] * rad) * Math.cos(b.decDeg[j] * rad) * Math.sin(dRa / 2) ** 2;
  return (2 * Math.asin(Math.sqrt(h)) * 3600) / rad;
}

/** The definition: all pairs within the separation, the nearest first, each side once. */
function byDefinition(galaxies: SkyPlaces, rows: SkyPlaces, maxArcsec: number): number[] {
  const pairs: [galaxy: number, row: number, arcsec: number][] = [];
  for (let i = 0; i < galaxies.raDeg.length; i++) {
    for (let j = 0; j < rows.raDeg.length; j++) {
      const arcsec = apart(galaxies, i, rows, j);
      if (arcsec <= maxArcsec) pairs.push([i, j, arcsec]);
    }
  }
  const rowOf = new Array<number>(galaxies.raDeg.length).fill(-1);
  for (const [i, j] of pairs.sort((a, b) => a[2] - b[2])) {
    if (rowOf[i] < 0 && !rowOf.includes(j)) rowOf[i] = j;
  }
  return rowOf;
}

/** Galaxies about a place, and rows shifted from them by up to so many arcseconds, in another order. */
function lists(raDeg: number, decDeg: number, seed: number): { galaxies: SkyPlaces; rows: SkyPlaces } {
  const random = createRandom(seed);
  const n = 60;
  const galaxies = { raDeg: new Float64Array(n), decDeg: new Float64Array(n) };
  const rows = { raDeg: new Float64Array(n), decDeg: new Float64Array(n) };
  for (let i = 0; i < n; i++) {
    const stretch = 1 / Math.max(1e-3, Math.cos((decDeg * Math.PI) / 180));
    galaxies.raDeg[i] = (raDeg + 0.01 * stretch * random.normal() + 360) % 360;
    galaxies.decDeg[i] = Math.max(-90, Math.min(90, decDeg + 0.01 * random.normal()));
    const to = n - 1 - i;
    rows.raDeg[to] = (galaxies.raDeg[i] + (stretch * 1.5 * random.normal()) / 3600 + 360) % 360;
    rows.decDeg[to] = Math.max(-90, Math.min(90, galaxies.decDeg[i] + (1.5 * random.normal()) / 3600));
  }
  return { galaxies, rows };
}

describe.each([
  ['in the middle', 150, 20],
  ['across the beginning of right ascension', 0, -10],
  ['at a pole', 40, 89.999],
])('positions %s', (_where, raDeg, decDeg) => {
  it.each([0.5, 2, 30, 600])('are paired within %d″ as the definition pairs them', maxArcsec => {
    const { galaxies, rows } = lists(raDeg, decDeg, 3);
    const match = matchPositions(galaxies, rows, maxArcsec);
    expect([...match.rowOf]).toEqual(byDefinition(galaxies, rows, maxArcsec));
    for (const [i, row] of match.rowOf.entries()) {
      if (row >= 0) expect(match.separationArcsec[i]).toBeCloseTo(apart(galaxies, i, rows, row), 5);
      else expect(match.separationArcsec[i]).toBeNaN();
    }
  });
});

it('counts doubles on either side, and leaves out what has no position', () => {
  const galaxies = { raDeg: [10, 20, 20 + 1 / 3600, Number.NaN], decDeg: [0, 0, 0, 0] };
  const rows = {
    raDeg: [10 + 0.4 / 3600, 10 - 0.2 / 3600, 20 + 0.4 / 3600, 50, 10],
    decDeg: [0, 0, 0, 0, Number.NaN],
  };
  const match = matchPositions(galaxies, rows, 0.7);
  expect([...match.rowOf]).toEqual([1, 2, -1, -1]); // row 2 lies at both galaxies, nearer to the first
  expect(match).toMatchObject({ galaxiesWithSeveral: 1, rowsWithSeveral: 1, rowsLeftOver: 1 });
  expect(() => matchPositions(galaxies, rows, 0)).toThrow(
    'need a separation above 0″ and up to 3600″; got 0',
  );
});
