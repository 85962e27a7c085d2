import { expect, it } from 'vitest';
import { percentileTable, tabledPercentiles } from '../../../src/maths/colours/percentileTable.ts';
import { percentiles } from '../../../src/maths/colours/singleBand.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

it('tells every tenth of a percent as a sorting does, to the last bit, and nothing between', () => {
  const random = createRandom(3);
  const values = Float32Array.from({ length: 301 }, (_, i) => (i % 50 === 0 ? Number.NaN : random.normal()));
  const table = percentileTable(values);
  for (let tenth = 0; tenth <= 1000; tenth++) {
    const percent = Number((tenth / 10).toFixed(1)); // as a slider says it
    expect(tabledPercentiles(table, [percent])).toEqual(percentiles(values, [percent]));
  }
  expect(tabledPercentiles(table, [25, 99.75])).toBeUndefined();
});
