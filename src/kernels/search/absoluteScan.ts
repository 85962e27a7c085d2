import { blockCount, codePlace } from '../../maths/neighbours/sixteenBitRows.ts';
import { f32x4, type Local, wasmFunction } from '../assembler/wasmAssembler.ts';
import { sumsOfLanes } from '../assembler/wasmIntegers.ts';
import { candidateList } from './candidateRows.ts';
import {
  above,
  absolute,
  codes,
  floatsOf,
  forEveryFourRows,
  halvesOf,
  type RowShape,
  rowBytes,
} from './rowLoops.ts';
import type { CoarseRows } from './squaredScan.ts';

const { fround } = Math;

/**
 * Sum of absolute differences of a row's factor · codes and a query, in floats, in the order of the kernel: lane l of
 * four adds the numbers l, l + 4, l + 8 …, and the lanes are added as (0 + 2) + (1 + 3).
 */
function plainAbsoluteSum(
  { coarse, factors }: Pick<CoarseRows, 'coarse' | 'factors'>,
  row: number,
  query: Float32Array,
  shape: RowShape,
): number {
  const lanes = [0, 0, 0, 0];
  for (let j = 0; j < shape.length; j++) {
    const step = Math.abs(fround(fround(coarse[codePlace(shape, row, j)] * factors[row]) - query[j]));
    lanes[j % 4] = fround(lanes[j % 4] + step);
  }
  return fround(fround(lanes[0] + lanes[2]) + fround(lanes[1] + lanes[3]));
}

/**
 * Rows that cannot be ruled out as farther than `reach` in the Manhattan metric: all but those where
 * {@link plainAbsoluteSum} > errors + reach. NaN rules nothing out.
 *
 * The planes are (blocks, n, 16), the floats of the rows (n).
 * @param query of at least `length` numbers
 * @param reach a distance and the query's own error, rounded up
 * @returns row numbers, rising
 */
export function plainAbsoluteScan(
  rows: Pick<CoarseRows, 'coarse' | 'factors' | 'errors'>,
  query: Float32Array,
  reach: number,
  shape: RowShape,
): number[] {
  const found: number[] = [];
  for (let row = 0; row < rows.factors.length; row++) {
    const sum = plainAbsoluteSum(rows, row, query, shape);
    if (!(sum > fround(rows.errors[row] + fround(reach)))) found.push(row);
  }
  return found;
}

/**
 * "absoluteScan" (coarse, factors, errors, query, list, row, end, reach): {@link plainAbsoluteScan} of the rows from
 * `row` to `end`, at whose first one the three addresses stand; end − row a multiple of 4, the query zero beyond the
 * length. The list gets the number of rows found, then their numbers.
 */
export function absoluteScanCode(shape: RowShape) {
  return wasmFunction(
    'absoluteScan',
    [...Array.from({ length: 7 }, () => 'i32' as const), 'f32'],
    ([coarse, factors, errors, query, list, row, end, reach], variable) => {
      const sums: Local[] = [0, 1, 2, 3].map(() => variable('v128'));
      const [sixteen, factor, ...spare] = [1, 2, 3, 4].map(() => variable('v128'));
      const total = sumsOfLanes(f32x4.add, sums, spare);
      const candidates = candidateList(list, row, variable);
      return [
        candidates.begin,
        forEveryFourRows(
          row,
          end,
          [
            { at: coarse, bytesPerRow: rowBytes },
            { at: factors, bytesPerRow: 4 },
            { at: errors, bytesPerRow: 4 },
          ],
          ...sums.flatMap((sum, r) => [
            sum.set(f32x4.const(0)),
            factor.set(f32x4.loadSplat(factors.get, 4 * r)),
            ...Array.from({ length: blockCount(shape.length) }, (_, block) => [
              ...sixteen.set(codes(coarse.get, r, block, shape)),
              ...floatsOf(halvesOf(sixteen)).flatMap((four, i) => {
                const step = f32x4.sub(
                  f32x4.mul(four, factor.get),
                  f32x4.load(query.get, 64 * block + 16 * i),
                );
                return sum.set(f32x4.add(sum.get, absolute(step)));
              }),
            ]),
          ]),
          total.before,
          candidates.appendUnless(
            above(total.sums, f32x4.add(f32x4.load(errors.get), f32x4.splat(reach.get))),
          ),
        ),
        candidates.close,
      ];
    },
  );
}
