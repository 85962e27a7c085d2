import { blockCount, codePlace } from '../../maths/neighbours/sixteenBitRows.ts';
import { f32x4, type Local, wasmFunction } from '../assembler/wasmAssembler.ts';
import { bytes, i32x4, sumsOfLanes } from '../assembler/wasmIntegers.ts';
import { candidateList } from './candidateRows.ts';
import { above, forEveryFourRows, halvesOf, type RowShape, rowBytes } from './rowLoops.ts';

const { fround } = Math;

/** The rows of a scan, in 8 bits. {@link rowBounds} makes the three floats a row has. */
export interface CoarseRows {
  /** (blocks, n, 16) as in SixteenBitRows */
  coarse: Int8Array;
  /** (n) squared length, rounded down */
  squares: Float32Array;
  /** (n) value of one unit of a code */
  factors: Float32Array;
  /** (n) bound of the distance between a row and its codes, rounded up */
  errors: Float32Array;
}

/** The query of a scan. */
export interface CoarseQuery {
  /** (≥ length) whole numbers, small enough that a scalar product with a row stays below 2³¹ */
  codes: Int16Array;
  /** Squared length, rounded down. */
  square: number;
  /** Twice the value of one unit. */
  twiceFactor: number;
}

/**
 * Rows that cannot be ruled out as farther than `reach`: all but those where
 * squares + square − factors · twiceFactor · (coarse · codes) > (reach + errors)², each operation rounded to a float.
 * NaN rules nothing out.
 *
 * @param reach a distance and the query's own error, rounded up
 * @returns row numbers, rising
 */
export function plainSquaredScan(
  { coarse, squares, factors, errors }: CoarseRows,
  { codes, square, twiceFactor }: CoarseQuery,
  reach: number,
  shape: RowShape,
): number[] {
  const found: number[] = [];
  for (let row = 0; row < squares.length; row++) {
    let product = 0;
    for (let j = 0; j < shape.length; j++) product += coarse[codePlace(shape, row, j)] * codes[j];
    const twice = fround(fround(fround(product) * factors[row]) * fround(twiceFactor));
    const least = fround(fround(squares[row] + fround(square)) - twice);
    const most = fround(errors[row] + fround(reach));
    if (!(least > fround(most * most))) found.push(row);
  }
  return found;
}

/**
 * "squaredScan" (coarse, squares, factors, errors, codes, list, row, end, square, twiceFactor, reach):
 * {@link plainSquaredScan} of the rows from `row` to `end`, at whose first one the four addresses stand; end − row a
 * multiple of 4, codes zero beyond the length. The list gets the number of rows found, then their numbers.
 */
export function squaredScanCode(shape: RowShape) {
  const blocks = blockCount(shape.length);
  return wasmFunction(
    'squaredScan',
    [...Array.from({ length: 8 }, () => 'i32' as const), 'f32', 'f32', 'f32'],
    ([coarse, squares, factors, errors, codes, list, row, end, square, twiceFactor, reach], variable) => {
      const query: Local[] = Array.from({ length: 2 * blocks }, () => variable('v128'));
      const sums: Local[] = [0, 1, 2, 3].map(() => variable('v128'));
      const [sixteen, least, most, ...spare] = [1, 2, 3, 4, 5].map(() => variable('v128'));
      const total = sumsOfLanes(i32x4.add, sums, spare);
      const candidates = candidateList(list, row, variable);
      const perRow = [squares, factors, errors].map(at => ({ at, bytesPerRow: 4 }));
      return [
        candidates.begin,
        ...query.map((part, i) => part.set(bytes.load(codes.get, 16 * i))),
        forEveryFourRows(
          row,
          end,
          [{ at: coarse, bytesPerRow: rowBytes }, ...perRow],
          ...sums.flatMap((sum, r) =>
            Array.from({ length: blocks }, (_, block) => {
              const [low, high] = halvesOf(sixteen).map((half, i) =>
                i32x4.dot(half, query[2 * block + i].get),
              );
              const term = i32x4.add(low, high);
              return [
                sixteen.set(bytes.load(coarse.get, block * shape.blockBytes + r * rowBytes)),
                sum.set(block === 0 ? term : i32x4.add(sum.get, term)),
              ].flat();
            }),
          ),
          total.before,
          least.set(
            f32x4.sub(
              f32x4.add(f32x4.load(squares.get), f32x4.splat(square.get)),
              f32x4.mul(
                f32x4.mul(i32x4.floats(total.sums), f32x4.load(factors.get)),
                f32x4.splat(twiceFactor.get),
              ),
            ),
          ),
          most.set(f32x4.add(f32x4.load(errors.get), f32x4.splat(reach.get))),
          candidates.appendUnless(above(least.get, f32x4.mul(most.get, most.get))),
        ),
        candidates.close,
      ];
    },
  );
}
