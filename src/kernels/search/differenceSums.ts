import { blockCount, codePlace } from '../../maths/neighbours/sixteenBitRows.ts';
import { f32x4, i32, type Local, wasmFunction } from '../assembler/wasmAssembler.ts';
import { bytes, i16x8, sumsOfLanes } from '../assembler/wasmIntegers.ts';
import {
  absolute,
  codes,
  floatsOf,
  forEveryFourRows,
  halvesOf,
  type RowShape,
  rowBytes,
} from './rowLoops.ts';

const { fround } = Math;

/** Rows in 16 bits. */
interface FullRows {
  /** (blocks, n, 16) as in SixteenBitRows; `fine` likewise */
  coarse: Int8Array;
  fine: Int8Array;
  /** (n) value of one unit of 256 · coarse + fine */
  factors: Float32Array;
}

/**
 * Sums of squared or absolute differences of each row and a query, every operation rounded to a float, in the order of
 * the kernel: lane l of four adds the numbers l, l + 4, l + 8 …, and the lanes are added as (0 + 2) + (1 + 3).
 *
 * @param query (≥ length)
 * @param y (n) is written
 */
export function plainDifferenceSums(
  { coarse, fine, factors }: FullRows,
  query: Float32Array,
  y: Float32Array,
  shape: RowShape,
  kind: 'squared' | 'absolute',
): void {
  for (let row = 0; row < y.length; row++) {
    const lanes = [0, 0, 0, 0];
    for (let j = 0; j < shape.length; j++) {
      const at = codePlace(shape, row, j);
      const code = 256 * coarse[at] + fine[at];
      const step = fround(fround(code * factors[row]) - query[j]);
      lanes[j % 4] = fround(lanes[j % 4] + (kind === 'squared' ? fround(step * step) : Math.abs(step)));
    }
    y[row] = fround(fround(lanes[0] + lanes[2]) + fround(lanes[1] + lanes[3]));
  }
}

/**
 * "squaredSums" or "absoluteSums" (coarse, fine, factors, query, y, rows): {@link plainDifferenceSums} of the rows that
 * begin at the addresses; rows a multiple of 4, the query zero beyond the length.
 */
export function differenceSumsCode(shape: RowShape, kind: 'squared' | 'absolute') {
  return wasmFunction(
    `${kind}Sums`,
    ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
    ([coarse, fine, factors, query, y, rows], variable) => {
      const row = variable('i32');
      const sums: Local[] = [0, 1, 2, 3].map(() => variable('v128'));
      const [high, low, step, factor, ...spare] = [1, 2, 3, 4, 5, 6].map(() => variable('v128'));
      const total = sumsOfLanes(f32x4.add, sums, spare);
      const lows = halvesOf(low);
      const full = halvesOf(high).map((half, i) => i16x8.add(i16x8.shiftLeft(half, 8), lows[i]));
      return [
        row.set(i32.const(0)),
        forEveryFourRows(
          row,
          rows,
          [
            { at: coarse, bytesPerRow: rowBytes },
            { at: fine, bytesPerRow: rowBytes },
            { at: factors, bytesPerRow: 4 },
            { at: y, bytesPerRow: 4 },
          ],
          ...sums.flatMap((sum, r) => [
            sum.set(f32x4.const(0)),
            factor.set(f32x4.loadSplat(factors.get, 4 * r)),
            ...Array.from({ length: blockCount(shape.length) }, (_, block) => [
              ...high.set(codes(coarse.get, r, block, shape)),
              ...low.set(codes(fine.get, r, block, shape)),
              ...floatsOf(full).flatMap((four, i) => [
                ...step.set(
                  f32x4.sub(f32x4.mul(four, factor.get), f32x4.load(query.get, 64 * block + 16 * i)),
                ),
                ...sum.set(
                  f32x4.add(sum.get, kind === 'squared' ? f32x4.mul(step.get, step.get) : absolute(step.get)),
                ),
              ]),
            ]),
          ]),
          total.before,
          bytes.store(y.get, total.sums),
        ),
      ];
    },
  );
}
