import { expect, it } from 'vitest';
import { joinedRows } from '../../../src/maths/neighbours/joinedRows.ts';
import {
  createSixteenBitRows,
  decodedRows,
  encodeRow,
  sixteenBitRowsOf,
} from '../../../src/maths/neighbours/sixteenBitRows.ts';

const columns = 19; // two blocks, the second not full
const numbers = (rows: number, seed: number) =>
  Float32Array.from({ length: rows * columns }, (_, i) => Math.sin(seed + 1.7 * i) * (1 + (i % 5)));

it('is what all rows give when they are encoded together', () => {
  const own = numbers(7, 1);
  const added = numbers(4, 2);
  const all = Float32Array.from([...own.subarray(0, 5 * columns), ...added]);
  expect(joinedRows(sixteenBitRowsOf(own, columns), 5, added)).toEqual(sixteenBitRowsOf(all, columns));
});

it('takes rows out of memory with room for more, and leaves others as they were', () => {
  const own = numbers(3, 3);
  const roomy = { ...createSixteenBitRows(8, columns), count: 3, scales: new Float32Array(3) };
  for (let row = 0; row < 3; row++) encodeRow(roomy, row, own, row * columns);
  expect(decodedRows(joinedRows(roomy, 3))).toEqual(decodedRows(sixteenBitRowsOf(own, columns)));
});

it('refuses more rows than there are', () => {
  const rows = sixteenBitRowsOf(numbers(2, 1), columns);
  expect(() => joinedRows(rows, 3)).toThrow(/need at most 2 rows/);
  expect(() => joinedRows(rows, 2, new Float32Array(5))).toThrow(/19 numbers for each/);
});
