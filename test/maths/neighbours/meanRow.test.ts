import { expect, it } from 'vitest';
import { meanRow } from '../../../src/maths/neighbours/meanRow.ts';
import { sixteenBitRowsOf } from '../../../src/maths/neighbours/sixteenBitRows.ts';

const rows = sixteenBitRowsOf(Float32Array.of(1, 2, 3, 6, Number.NaN, 0, 5, -8), 2); // the third has no representation

it('is the mean of the rows that have a representation', () => {
  const [first, second] = meanRow(rows, [0, 1, 2, -1, 3])!;
  expect(first).toBeCloseTo(3, 3);
  expect(second).toBeCloseTo(0, 3);
  expect(Array.from(meanRow(rows, [1])!, Math.round)).toEqual([3, 6]);
  expect(meanRow(rows, [2, -1])).toBeNull();
});
