import { describe, expect, it } from 'vitest';
import { holdsNumbers, NumberGatherer } from '../../../src/data/parquet/numberGatherer.ts';
import { columnOf } from '../../../src/data/tables/columnTyping.ts';

describe('NumberGatherer', () => {
  it('gathers what columnOf makes of the same runs', () => {
    const runs = [
      { rowStart: 0, values: [1, null, 2.5] },
      { rowStart: 5, values: Float64Array.of(-0, Number.NaN, 1e300) },
      { rowStart: 8, values: [undefined, Number.POSITIVE_INFINITY] },
    ];
    const head = { name: 'flux', source: 'file' };
    for (const single of [false, true]) {
      const gatherer = new NumberGatherer(11, single);
      for (const { rowStart, values } of runs) gatherer.add(rowStart, values);
      expect(gatherer.finish(head)).toEqual(columnOf(head, 11, runs, single));
    }
  });

  it('is for columns whose every value is read as a number, not for times, dates, decimals or long whole numbers', () => {
    const of = (type: string, more = {}) => holdsNumbers({ name: 'a', type, ...more } as never);
    expect([of('FLOAT'), of('DOUBLE'), of('INT32'), of('INT32', { converted_type: 'UINT_8' })]).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect([
      of('INT64'),
      of('BOOLEAN'),
      of('BYTE_ARRAY'),
      of('INT32', { converted_type: 'DATE' }),
      of('INT32', { converted_type: 'TIME_MILLIS' }),
      of('INT32', { converted_type: 'DECIMAL' }),
      of('INT32', { logical_type: { type: 'DATE' } }),
    ]).toEqual([false, false, false, false, false, false, false]);
  });
});
