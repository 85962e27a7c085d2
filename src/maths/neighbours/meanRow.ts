import { decodeRow, type SixteenBitRows } from './sixteenBitRows.ts';

/**
 * The mean of some of the rows; those without representation are left out.
 *
 * @param places of the rows; negative ones are left out
 * @returns (columns); null where none is left
 */
export function meanRow(rows: SixteenBitRows, places: Iterable<number>): Float32Array | null {
  const { columns, scales } = rows;
  const own = new Float32Array(columns);
  const sum = new Float64Array(columns);
  let count = 0;
  for (const place of places) {
    if (place < 0 || Number.isNaN(scales[place])) continue;
    count++;
    decodeRow(rows, place, own, columns);
    for (let c = 0; c < columns; c++) sum[c] += own[c];
  }
  return count === 0 ? null : Float32Array.from(sum, value => value / count);
}
