import { type Code, f32x4, i32, type Local, wasmFunction, whileBelow } from './assembler/wasmAssembler.ts';
import { float } from './assembler/wasmScalars.ts';

/** Two matrices inside larger arrays: how many numbers lie between neighbours. */
interface ProductStrides {
  rows: number;
  inner: number;
  columns: number;
  /** From a row of a to the next, and from a column to the next: 1 and a number swapped are aᵀ. */
  aRow: number;
  aInner: number;
  /** From a row of b, and of the product, to the next. */
  bRow: number;
  outRow: number;
}

/**
 * a · b of matrices inside larger arrays, as attention needs them of every head: out[i, j] = Σₖ a[i, k] b[k, j].
 *
 * @param a (rows, inner) or, by its strides, its transpose
 * @param b (inner, columns)
 * @returns (rows, outRow) row-major, zeros behind the columns
 */
export function plainStridedProduct(a: Float32Array, b: Float32Array, strides: ProductStrides): Float32Array {
  const { rows, inner, columns, aRow, aInner, bRow, outRow } = strides;
  const out = new Float32Array(rows * outRow);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      for (let k = 0; k < inner; k++) sum += a[i * aRow + k * aInner] * b[k * bRow + j];
      out[i * outRow + j] = sum;
    }
  }
  return out;
}

/**
 * "product" and "addProduct" (a, b, out, rows, inner, columns, aRowBytes, aInnerBytes, bRowBytes, outRowBytes): addresses in
 * bytes, columns a multiple of 4. The first writes the product, the second adds it to what is there. Tiles of 4 rows by 8
 * columns: 8 sums, 2 vectors of b and one of a fit 16 registers.
 */
export const stridedProductCode = [productOf('product', false), productOf('addProduct', true)];

function productOf(name: string, adds: boolean) {
  return wasmFunction(
    name,
    ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
    ([a, b, out, rows, inner, columns, aRow, aInner, bRow, outRow], variable) => {
      const [row, o, columnBytes, aAt, bAt, bEnd, outAt, depth] = Array.from({ length: 8 }, () =>
        variable('i32'),
      );
      const offsets = [1, 2, 3].map(() => variable('i32')); // of the tile's second to fourth row of a
      const [low, high, value] = [1, 2, 3].map(() => variable('v128'));
      const sums = Array.from({ length: 4 }, () => [variable('v128'), variable('v128')]);
      const step = (local: Local, by: Code) => local.set(i32.add(local.get, by));

      function tile(tileRows: number, vectors: number): Code[] {
        const used = sums.slice(0, tileRows).map(pair => pair.slice(0, vectors));
        const seen = [low, high].slice(0, vectors);
        return [
          ...used.flat().map(sum => sum.set(f32x4.const(0))),
          aAt.set(a.get),
          bAt.set(i32.add(b.get, o.get)),
          bEnd.set(i32.add(bAt.get, depth.get)),
          whileBelow(
            bAt.get,
            bEnd.get,
            ...seen.map((vector, v) => vector.set(f32x4.load(bAt.get, 16 * v))),
            ...used.flatMap((pair, r) => [
              value.set(f32x4.loadSplat(r === 0 ? aAt.get : i32.add(aAt.get, offsets[r - 1].get))),
              ...pair.map((sum, v) => sum.set(f32x4.add(sum.get, f32x4.mul(value.get, seen[v].get)))),
            ]),
            step(aAt, aInner.get),
            step(bAt, bRow.get),
          ),
          outAt.set(i32.add(out.get, o.get)),
          ...used.flatMap(pair => [
            ...pair.map((sum, v) => {
              const all = adds ? f32x4.add(f32x4.load(outAt.get, 16 * v), sum.get) : sum.get;
              return f32x4.store(outAt.get, all, 16 * v);
            }),
            step(outAt, outRow.get),
          ]),
        ];
      }

      /** All columns of the next rows. */
      const across = (tileRows: number): Code[] => [
        o.set(i32.const(0)),
        whileBelow(
          i32.add(o.get, i32.const(16)), // as long as eight columns are left
          columnBytes.get,
          ...tile(tileRows, 2),
          step(o, i32.const(32)),
        ),
        whileBelow(o.get, columnBytes.get, ...tile(tileRows, 1), step(o, i32.const(16))),
        step(a, i32.mul(aRow.get, i32.const(tileRows))),
        step(out, i32.mul(outRow.get, i32.const(tileRows))),
        step(row, i32.const(tileRows)),
      ];
      return [
        columnBytes.set(i32.mul(columns.get, i32.const(4))),
        depth.set(i32.mul(inner.get, bRow.get)),
        ...offsets.map((offset, i) => offset.set(i32.mul(aRow.get, i32.const(i + 1)))),
        row.set(i32.const(0)),
        whileBelow(i32.add(row.get, i32.const(3)), rows.get, ...across(4)),
        whileBelow(row.get, rows.get, ...across(1)),
      ];
    },
  );
}

/** The transpose of x, (rows, columns) row-major: (columns, rows). */
export function plainTransposed(x: Float32Array, columns: number): Float32Array {
  const rows = x.length / columns;
  return Float32Array.from({ length: x.length }, (_, at) => x[(at % rows) * columns + Math.floor(at / rows)]);
}

/**
 * "transposeRows" (x, y, rows, columns, xRowBytes, yRowBytes): y[c, r] = x[r, c] of matrices inside larger arrays, addresses in
 * bytes.
 */
export const transposeRowsCode = wasmFunction(
  'transposeRows',
  ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
  ([x, y, rows, columns, xRow, yRow], variable) => {
    const [row, from, to, end] = [1, 2, 3, 4].map(() => variable('i32'));
    return [
      row.set(i32.const(0)),
      whileBelow(
        row.get,
        rows.get,
        from.set(x.get),
        to.set(y.get),
        end.set(i32.add(x.get, i32.mul(columns.get, i32.const(4)))),
        whileBelow(
          from.get,
          end.get,
          float.store(to.get, float.load(from.get)),
          from.set(i32.add(from.get, i32.const(4))),
          to.set(i32.add(to.get, yRow.get)),
        ),
        x.set(i32.add(x.get, xRow.get)),
        y.set(i32.add(y.get, i32.const(4))),
        row.set(i32.add(row.get, i32.const(1))),
      ),
    ];
  },
);
