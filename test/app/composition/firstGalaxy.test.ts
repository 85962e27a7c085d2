import { expect, it } from 'vitest';
import { firstGalaxy } from '../../../src/app/composition/firstGalaxy.ts';
import type { OpenedCatalogue } from '../../../src/contracts/ingest.ts';

function catalogueOf(votes: Record<string, number[]>): OpenedCatalogue {
  const columns = Object.entries(votes).map(([name, values]) => ({
    kind: 'number' as const,
    name,
    source: 'test',
    values: Float64Array.from(values),
  }));
  return { rowCount: 3, columns } as unknown as OpenedCatalogue;
}

it('is the ordinary face-on spiral most volunteers agree on', () => {
  const votes = {
    'smooth-or-featured-gz2_featured-or-disk_fraction': [1, 0.9, 1],
    'has-spiral-arms-gz2_yes_fraction': [Number.NaN, 0.9, 1],
    'disk-edge-on-gz2_yes_fraction': [0, 0.1, 0],
    'something-odd-gz2_yes_fraction': [0, 0, 0.9],
  };
  expect(firstGalaxy(catalogueOf(votes))).toBe(1);
});

it('is the first galaxy of a catalogue without such votes', () => {
  expect(firstGalaxy(catalogueOf({ Class1: [0, 1, 2] }))).toBe(0);
});
