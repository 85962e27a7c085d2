import { distance } from '../../maths/neighbours/distance.ts';
import type { Comparison } from '../../maths/neighbours/rowSearch.ts';
import { decodeRow } from '../../maths/neighbours/sixteenBitRows.ts';
import type { BoundedRows } from './boundedRows.ts';
import type { BoundedQuery } from './queryBounds.ts';
import { rowsAtOnce } from './rowLoops.ts';
import { mostRows, type RowMemory } from './rowMemory.ts';

const leastSum = 2 ** -80; // below it squares of a float may have lost digits: measured by definition, as equal rows are
const mostSum = 2 ** 80;

/**
 * Distance of every row to a query from all 16 bits, in floats.
 *
 * @yields rows done
 * @returns (n); NaN for a row without representation
 */
export function* allDistancesSteps(
  { held, kernels, rowAt, unit }: BoundedRows,
  { vector, metric, length }: Comparison,
  query: BoundedQuery,
): Generator<number, Float32Array> {
  const { rows, queryFloats, factors, sums } = held;
  const out = new Float32Array(rows.count);
  const values = new Float32Array(length);
  const byDefinition = (row: number) =>
    Number.isNaN(rows.scales[row])
      ? Number.NaN
      : distance(metric, vector, 0, decodeRow(rows, row, values, length), 0, length);
  for (let from = 0; from < rows.count; from += mostRows) {
    if (from > 0) yield from;
    const to = Math.min(rows.count, from + mostRows);
    const filled = rowsAtOnce * Math.ceil((to - from) / rowsAtOnce);
    const [coarse, fine] = [rowAt(rows.coarse, from), rowAt(rows.fine, from)];
    const { products, absoluteSums, squaredSums } = kernels(length);
    if (metric === 'cosine') {
      const [squares, mixed, fineSquares] = held.products.map(each => each.byteOffset);
      products(coarse, coarse, squares, filled);
      products(coarse, fine, mixed, filled);
      products(fine, fine, fineSquares, filled);
    }
    writeFactors(held, metric === 'cosine' ? null : unit(), from, filled);
    queryFloats.fill(0).set(query.floats);
    const sum = metric === 'manhattan' ? absoluteSums : squaredSums;
    sum(coarse, fine, factors.byteOffset, queryFloats.byteOffset, sums.byteOffset, filled);
    for (let i = 0; i < to - from; i++) {
      const total = sums[i];
      if (!(total > leastSum && total < mostSum)) out[from + i] = byDefinition(from + i);
      else if (metric === 'euclidean') out[from + i] = Math.sqrt(total) / unit();
      else if (metric === 'manhattan') out[from + i] = total / unit();
      else out[from + i] = factors[i] === 0 ? 1 : total / 2; // half the squared chord; a zero vector is at distance 1
    }
  }
  return out;
}

/** Value of one unit of the full codes of some rows: in units of the catalogue, or where there is none for unit length. */
function writeFactors(
  { factors, scales, products }: RowMemory,
  unit: number | null,
  from: number,
  rows: number,
) {
  const [squares, mixed, fineSquares] = products;
  for (let i = 0; i < rows; i++) {
    const scale = scales[from + i];
    if (unit !== null || Number.isNaN(scale)) factors[i] = (unit ?? 1) * scale;
    else {
      const square = 65536 * squares[i] + 512 * mixed[i] + fineSquares[i];
      factors[i] = square > 0 ? 1 / Math.sqrt(square) : 0;
    }
  }
}
