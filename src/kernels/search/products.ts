import { blockCount, codePlace } from '../../maths/neighbours/sixteenBitRows.ts';
import { i32, type Local, wasmFunction } from '../assembler/wasmAssembler.ts';
import { bytes, i32x4, sumsOfLanes } from '../assembler/wasmIntegers.ts';
import { codes, forEveryFourRows, halvesOf, type RowShape, rowBytes } from './rowLoops.ts';

/**
 * Scalar product of each row of two planes over the leading numbers: with one plane twice, the squared length.
 *
 * @param a (blocks, n, 16) as in SixteenBitRows, −128 … 127; `b` likewise
 * @param y (n) is written: exact whole numbers, below 2³¹ for rows of up to 131,000 numbers
 */
export function plainProducts(a: Int8Array, b: Int8Array, y: Int32Array, shape: RowShape): void {
  for (let row = 0; row < y.length; row++) {
    let sum = 0;
    for (let j = 0; j < shape.length; j++) sum += a[codePlace(shape, row, j)] * b[codePlace(shape, row, j)];
    y[row] = sum;
  }
}

/** "products" (a, b, y, rows): {@link plainProducts} of the rows that begin at a and b; rows a multiple of 4. */
export function productsCode(shape: RowShape) {
  return wasmFunction('products', ['i32', 'i32', 'i32', 'i32'], ([a, b, y, rows], variable) => {
    const row = variable('i32');
    const [left, right, ...spare] = [1, 2, 3, 4].map(() => variable('v128'));
    const sums: Local[] = [0, 1, 2, 3].map(() => variable('v128'));
    const total = sumsOfLanes(i32x4.add, sums, spare);
    return [
      row.set(i32.const(0)),
      forEveryFourRows(
        row,
        rows,
        [
          { at: a, bytesPerRow: rowBytes },
          { at: b, bytesPerRow: rowBytes },
          { at: y, bytesPerRow: 4 },
        ],
        ...sums.flatMap((sum, r) =>
          Array.from({ length: blockCount(shape.length) }, (_, block) => {
            const others = halvesOf(right);
            const [low, high] = halvesOf(left).map((half, i) => i32x4.dot(half, others[i]));
            const term = i32x4.add(low, high);
            return [
              left.set(codes(a.get, r, block, shape)),
              right.set(codes(b.get, r, block, shape)),
              sum.set(block === 0 ? term : i32x4.add(sum.get, term)),
            ].flat();
          }),
        ),
        total.before,
        bytes.store(y.get, total.sums),
      ),
    ];
  });
}
