import { expect, it } from 'vitest';
import { separationsArcsec } from '../../../src/features/similar/asking/separations.ts';
import { angleText } from '../../../src/ui/text/angleText.ts';

const rows = Uint32Array.of(1, 2, 3);
const neighbours = { rows, distances: new Float64Array(3), nearestQuantile: 0, typicalDistance: 1 };
const raDeg = Float64Array.of(10, 10, 11, Number.NaN);
const decDeg = Float64Array.of(60, 60.001, 60, 60);

it('measures on the sphere: a degree of right ascension is half a degree at 60° north', () => {
  const found = separationsArcsec({ query: { kind: 'galaxy', row: 0 }, neighbours }, { raDeg, decDeg });
  expect(found?.[0]).toBeCloseTo(3.6, 6);
  expect((found?.[1] ?? 0) / 3600).toBeCloseTo(0.49998, 4);
  expect(found?.[2]).toBeUndefined();
});

it('has none where the question has no place', () => {
  expect(separationsArcsec({ query: { kind: 'galaxy', row: 3 }, neighbours }, { raDeg, decDeg })).toBeNull();
  expect(separationsArcsec({ query: { kind: 'galaxy', row: 0 }, neighbours }, {})).toBeNull();
});

it('writes angles in the unit they are read in', () => {
  expect([0.312, 3.25, 59.7, 61, 3599, 27_000].map(angleText)).toEqual([
    '0.31″',
    '3.3″',
    '60″',
    '1.0′',
    '60′',
    '7.5°',
  ]);
});
