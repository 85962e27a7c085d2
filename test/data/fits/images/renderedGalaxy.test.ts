import { expect, it } from 'vitest';
import type { FitsRendering } from '../../../../src/contracts/ingest.ts';
import { renderedGalaxy } from '../../../../src/data/fits/images/renderedGalaxy.ts';
import { percentileTable } from '../../../../src/maths/colours/percentileTable.ts';
import { createRandom } from '../../../../src/maths/statistics/random.ts';

const random = createRandom(5);
const bands = ['z', 'r', 'g'].map(band => ({
  ...{ band, widthPx: 31, heightPx: 17 },
  values: Float32Array.from({ length: 31 * 17 }, (_, i) => (i === 40 ? Number.NaN : random.normal())),
}));
const renderings: FitsRendering[] = [
  { kind: 'single', band: 0, lowPercent: 12.3, highPercent: 99.7, softness: 5 },
  { kind: 'single', band: 0, lowPercent: 12.34, highPercent: 99.7, softness: 0 }, // beside the table's steps
  { kind: 'lupton', stretch: 10, softening: 8 },
];

it.each(renderings)('a picture from a table of percentiles is the one from a sorting: %o', rendering => {
  const shown = rendering.kind === 'single' ? bands.slice(0, 1) : bands;
  const tabled = shown.map(band => ({ ...band, percentiles: percentileTable(band.values) }));
  expect(renderedGalaxy(rendering, tabled)).toEqual(renderedGalaxy(rendering, shown));
});
